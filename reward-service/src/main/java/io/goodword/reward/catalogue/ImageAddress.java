package io.goodword.reward.catalogue;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Collection;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Address of a picture that pages may load: a path from the root, or https on an allowed host,
 * compared by the parsed host (CWE-601, CWE-79). Pure.
 */
final class ImageAddress {

  private static final Pattern CHARACTERS = Pattern.compile("[A-Za-z0-9._~:/?&=%+,;@!*()-]{1,500}");

  private ImageAddress() {}

  /**
   * Whether an address may be used.
   *
   * @param hosts allowed hosts in lower case
   */
  static boolean allowed(String address, Collection<String> hosts) {
    if (!CHARACTERS.matcher(address).matches()) {
      return false;
    }
    if (address.startsWith("/")) {
      return !address.startsWith("//") && !address.contains("/../");
    }
    try {
      var parsed = new URI(address);
      return "https".equals(parsed.getScheme())
          && parsed.getRawUserInfo() == null
          && parsed.getPort() == -1
          && parsed.getHost() != null
          && hosts.contains(parsed.getHost().toLowerCase(Locale.ROOT));
    } catch (URISyntaxException notAnAddress) {
      return false;
    }
  }
}
