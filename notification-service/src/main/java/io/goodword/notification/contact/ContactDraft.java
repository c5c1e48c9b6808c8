package io.goodword.notification.contact;

import io.goodword.kit.problem.Problem;
import io.goodword.notification.consent.Statement;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A contact as the shop reports it, checked and in normal form, not yet stored. */
record ContactDraft(
    String customerId,
    @Nullable EmailAddress email,
    @Nullable PhoneNumber phone,
    String locale,
    ZoneId zone,
    List<Statement> consents) {

  private static final Pattern CUSTOMER_ID = Pattern.compile("[\\x21-\\x7e]{1,100}");
  private static final int LONGEST_LOCALE = 35;

  /**
   * Checks what the shop reports.
   *
   * @param region region of phone numbers whose locale names none
   * @throws Problem 422 that names field, rule and value
   */
  static ContactDraft of(
      @Nullable String customerId,
      @Nullable String email,
      @Nullable String phone,
      @Nullable String locale,
      @Nullable String zone,
      List<Statement> consents,
      String region) {
    if (customerId == null || !CUSTOMER_ID.matcher(customerId).matches()) {
      throw Problem.invalid(
          "customerId", "must have 1 to 100 printable ASCII characters without blanks", customerId);
    }
    Locale known = locale(locale);
    return new ContactDraft(
        customerId,
        absent(email)
            ? null
            : EmailAddress.of(email)
                .orElseThrow(
                    () ->
                        Problem.invalid(
                            "email", "must be an address like name@example.com", email)),
        absent(phone)
            ? null
            : PhoneNumber.of(phone, PhoneNumber.region(known, region))
                .orElseThrow(
                    () ->
                        Problem.invalid(
                            "phone",
                            "must be a mobile number, with +country code if it is of another"
                                + " country than the locale",
                            phone)),
        known.toLanguageTag(),
        zone(zone),
        consents);
  }

  private static boolean absent(@Nullable String value) {
    return value == null || value.isBlank();
  }

  private static Locale locale(@Nullable String tag) {
    if (tag != null && tag.length() <= LONGEST_LOCALE) {
      Locale locale = Locale.forLanguageTag(tag.replace('_', '-'));
      if (!locale.getLanguage().isEmpty()) {
        return locale;
      }
    }
    throw Problem.invalid("locale", "must be a language tag such as zh-CN, zh-TW or en", tag);
  }

  private static ZoneId zone(@Nullable String id) {
    if (id == null || !ZoneId.getAvailableZoneIds().contains(id)) {
      throw Problem.invalid("zone", "must be an IANA zone such as Asia/Shanghai", id);
    }
    return ZoneId.of(id);
  }
}
