package io.goodword.notification.contact;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.Phonenumber;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A number that can take an SMS, in E.164 form. Prints itself masked. */
public record PhoneNumber(String value) {

  private static final int LONGEST_TYPED = 40;
  private static final Set<PhoneNumberType> TAKES_SMS =
      EnumSet.of(PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE);

  /**
   * Brings what somebody typed into E.164; empty when it is no mobile number.
   *
   * @param region ISO 3166 region of numbers without a country code
   */
  public static Optional<PhoneNumber> of(@Nullable String typed, String region) {
    if (typed == null || typed.length() > LONGEST_TYPED) {
      return Optional.empty();
    }
    PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
    try {
      Phonenumber.PhoneNumber number = numbers.parse(typed.strip(), region);
      return numbers.isValidNumber(number) && TAKES_SMS.contains(numbers.getNumberType(number))
          ? Optional.of(new PhoneNumber(numbers.format(number, PhoneNumberFormat.E164)))
          : Optional.empty();
    } catch (NumberParseException notANumber) {
      return Optional.empty();
    }
  }

  /** The region that a locale speaks of, or the default when it names none. */
  static String region(Locale locale, String otherwise) {
    if (!locale.getCountry().isEmpty()) {
      return locale.getCountry();
    }
    if (locale.getLanguage().equals("zh")) {
      return locale.getScript().equals("Hant") ? "TW" : "CN";
    }
    return otherwise;
  }

  /** Country and last two digits: {@code +86***00}. */
  @Override
  public String toString() {
    return value.substring(0, 3) + "***" + value.substring(value.length() - 2);
  }
}
