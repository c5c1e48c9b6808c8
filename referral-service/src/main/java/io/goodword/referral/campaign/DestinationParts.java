package io.goodword.referral.campaign;

import java.net.IDN;
import java.net.URI;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Takes an address apart by hand, because the JDK's parser knows neither IDNA nor browsers. */
final class DestinationParts {

  private static final int LONGEST = 1_000;
  private static final Pattern ADDRESS =
      Pattern.compile("(?i)(https?)://([^/?#]*)((?:[/?].*)?)", Pattern.DOTALL);
  private static final Pattern AUTHORITY = Pattern.compile("([^:]*)(?::([0-9]{1,5}))?");
  private static final Pattern LABEL = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");
  private static final Pattern NUMBER = Pattern.compile("[0-9]+|0x[0-9a-f]*");
  private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1");

  private DestinationParts() {}

  static Destination check(String url, Collection<String> allowedHosts) {
    if (url.length() > LONGEST) {
      return new Destination.Refused("must have at most " + LONGEST + " characters");
    }
    if (url.codePoints().anyMatch(DestinationParts::isHostile)) {
      return new Destination.Refused(
          "must have no spaces, control characters, backslashes or fragment");
    }
    Matcher address = ADDRESS.matcher(url);
    if (!address.matches()) {
      return new Destination.Refused("must be an absolute https address");
    }
    String scheme = address.group(1).toLowerCase(Locale.ROOT);
    String authority = address.group(2);
    if (authority.contains("@")) {
      return new Destination.Refused("must have no user information");
    }
    Matcher parts = AUTHORITY.matcher(authority);
    if (!parts.matches() || !isPort(parts.group(2))) {
      return new Destination.Refused("must have a plain host name");
    }
    return switch (host(parts.group(1))) {
      case Destination.Refused refused -> refused;
      case Destination.Accepted(String ignored, String host) ->
          onHost(scheme, host, parts.group(2), address.group(3), allowedHosts);
    };
  }

  static Destination host(String host) {
    String ascii;
    try {
      ascii = IDN.toASCII(host, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      return new Destination.Refused("must have a host name that IDNA knows");
    }
    if (LOCAL.contains(ascii)) {
      return new Destination.Accepted(ascii, ascii);
    }
    String[] labels = ascii.split("\\.", -1);
    boolean plain = labels.length >= 2 && ascii.length() <= 253;
    for (String label : labels) {
      plain &= LABEL.matcher(label).matches();
    }
    if (!plain || NUMBER.matcher(labels[labels.length - 1]).matches()) {
      return new Destination.Refused("must have a full host name, not an address of numbers");
    }
    return new Destination.Accepted(ascii, ascii);
  }

  private static Destination onHost(
      String scheme,
      String host,
      @Nullable String port,
      String rest,
      Collection<String> allowedHosts) {
    if (scheme.equals("http") && !LOCAL.contains(host)) {
      return new Destination.Refused("must be https (http only on localhost)");
    }
    if (!isAllowed(host, allowedHosts)) {
      return new Destination.Refused(
          "must be on a host of destinationHosts, %s is not".formatted(host));
    }
    String url = scheme + "://" + host + (port == null ? "" : ":" + port) + rest;
    try {
      URI parsed = URI.create(url);
      if (!host.equals(parsed.getHost()) || parsed.getRawUserInfo() != null) {
        return new Destination.Refused("must have a plain host name");
      }
      if (namesTheToken(parsed.getRawQuery())) {
        return new Destination.Refused("must not have a parameter gw, it carries our token");
      }
      return new Destination.Accepted(parsed.toASCIIString(), host);
    } catch (IllegalArgumentException e) {
      return new Destination.Refused("must be an address as in RFC 3986");
    }
  }

  private static boolean isAllowed(String host, Collection<String> allowedHosts) {
    for (String allowed : allowedHosts) {
      if (host(allowed) instanceof Destination.Accepted(String ignored, String normal)
          && normal.equals(host)) {
        return true;
      }
    }
    return false;
  }

  private static boolean namesTheToken(@Nullable String query) {
    if (query == null) {
      return false;
    }
    for (String pair : query.split("[&;]", -1)) {
      if (pair.equals("gw") || pair.startsWith("gw=")) {
        return true;
      }
    }
    return false;
  }

  private static boolean isPort(@Nullable String port) {
    return port == null || (Integer.parseInt(port) >= 1 && Integer.parseInt(port) <= 65_535);
  }

  private static boolean isHostile(int character) {
    return character == '\\'
        || character == '#'
        || Character.isISOControl(character)
        || Character.isWhitespace(character)
        || Character.isSpaceChar(character)
        || Character.getType(character) == Character.FORMAT
        || Character.getType(character) == Character.SURROGATE
        || Character.getType(character) == Character.UNASSIGNED;
  }
}
