package io.goodword.notification.template;

import io.goodword.kit.page.PageLanguage;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import java.util.Optional;

/**
 * A value that a template takes.
 *
 * @param name name in the wording and in the data
 * @param required whether a message cannot do without it
 */
record Variable(String name, Type type, boolean required) {

  private static final int LONGEST_LINK = 1_500;
  private static final int LONGEST_SHOWN = 80;

  /** What a value must look like and how it is shown. */
  enum Type {
    /** Any words; shown in one line, at most 80 characters. */
    TEXT,
    /** An absolute http or https address. */
    LINK,
    /** Minor units, blank, asset code: {@code 100 POINTS}. */
    AMOUNT,
    /** An amount, or words. */
    OFFER,
    /** An instant in ISO 8601; shown as a date in the recipient's zone. */
    DATE
  }

  /** Reads {@code name:type} or {@code name:type?} for one that may be absent. */
  static Variable parse(String declaration) {
    String[] parts = declaration.strip().split(":");
    boolean optional = parts[1].endsWith("?");
    String type = optional ? parts[1].substring(0, parts[1].length() - 1) : parts[1];
    return new Variable(parts[0], Type.valueOf(type.toUpperCase(Locale.ROOT)), !optional);
  }

  /** The broken rule, if the value breaks one. */
  Optional<String> fault(String value) {
    return switch (type) {
      case TEXT, OFFER -> Optional.empty();
      case LINK ->
          isLink(value)
              ? Optional.empty()
              : Optional.of("must be an absolute http or https address");
      case AMOUNT ->
          Amount.parse(value).isPresent()
              ? Optional.empty()
              : Optional.of("must be minor units and asset code, such as 100 POINTS");
      case DATE ->
          isInstant(value) ? Optional.empty() : Optional.of("must be an instant in ISO 8601");
    };
  }

  /** The value as the recipient reads it. */
  String shown(String value, PageLanguage language, ZoneId zone) {
    return switch (type) {
      case LINK -> value;
      case TEXT -> line(value);
      case AMOUNT, OFFER ->
          Amount.parse(value).map(amount -> amount.in(language)).orElseGet(() -> line(value));
      case DATE ->
          DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
              .withLocale(language.locale())
              .withZone(zone)
              .format(Instant.parse(value));
    };
  }

  private static String line(String value) {
    String text = value.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    return text.codePointCount(0, text.length()) <= LONGEST_SHOWN
        ? text
        : text.substring(0, text.offsetByCodePoints(0, LONGEST_SHOWN - 1)) + "…";
  }

  private static boolean isLink(String value) {
    try {
      URI address = new URI(value);
      return value.length() <= LONGEST_LINK
          && address.getHost() != null
          && ("https".equals(address.getScheme()) || "http".equals(address.getScheme()));
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private static boolean isInstant(String value) {
    try {
      Instant.parse(value);
      return true;
    } catch (DateTimeException e) {
      return false;
    }
  }
}
