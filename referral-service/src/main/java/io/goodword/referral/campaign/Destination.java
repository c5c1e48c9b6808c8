package io.goodword.referral.campaign;

import java.util.Collection;

/**
 * A page that a landing page may lead to: an absolute https address whose parsed, IDNA-normalised
 * host is on the allow-list (ASVS 5.0 1.2.2, CWE-601). Only the normalised form is ever used.
 */
sealed interface Destination {

  /** A good address in normalised ASCII form. */
  record Accepted(String url, String host) implements Destination {}

  /** A refused address with the rule it breaks. */
  record Refused(String rule) implements Destination {}

  /** Checks an address against the allow-list of hosts. */
  static Destination check(String url, Collection<String> allowedHosts) {
    return DestinationParts.check(url, allowedHosts);
  }

  /** Checks one entry of an allow-list and normalises it. */
  static Destination host(String host) {
    return DestinationParts.host(host);
  }
}
