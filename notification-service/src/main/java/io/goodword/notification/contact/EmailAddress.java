package io.goodword.notification.contact;

import java.net.IDN;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An e-mail address in normal form: trimmed, lower case, its domain in ASCII (RFC 5891). Prints
 * itself masked.
 */
public record EmailAddress(String value) {

  private static final int LONGEST = 254;
  private static final int LONGEST_LOCAL = 64;
  private static final Pattern LOCAL =
      Pattern.compile("[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*");
  private static final Pattern DOMAIN =
      Pattern.compile("([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]");

  /** Brings what somebody typed into normal form; empty when it is no address. */
  public static Optional<EmailAddress> of(@Nullable String typed) {
    if (typed == null) {
      return Optional.empty();
    }
    String text = typed.strip().toLowerCase(Locale.ROOT);
    int at = text.lastIndexOf('@');
    if (at < 1 || at > LONGEST_LOCAL) {
      return Optional.empty();
    }
    try {
      String local = text.substring(0, at);
      String domain = IDN.toASCII(text.substring(at + 1)).toLowerCase(Locale.ROOT);
      String whole = local + "@" + domain;
      return whole.length() <= LONGEST
              && LOCAL.matcher(local).matches()
              && DOMAIN.matcher(domain).matches()
          ? Optional.of(new EmailAddress(whole))
          : Optional.empty();
    } catch (IllegalArgumentException notADomain) {
      return Optional.empty();
    }
  }

  /** First letter and top-level domain: {@code a***@***.com}. */
  @Override
  public String toString() {
    return value.charAt(0) + "***@***" + value.substring(value.lastIndexOf('.'));
  }
}
