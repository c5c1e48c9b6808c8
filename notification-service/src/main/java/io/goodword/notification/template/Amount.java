package io.goodword.notification.template;

import io.goodword.kit.page.PageLanguage;
import java.math.BigDecimal;
import java.text.NumberFormat;
import java.util.Currency;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An amount of an asset as people say it.
 *
 * @param minorUnits 0 or more
 * @param asset asset code; a three-letter one of ISO 4217 has that currency's decimals, others none
 */
public record Amount(long minorUnits, String asset) {

  private static final Pattern FORM = Pattern.compile("(\\d{1,18}) ([A-Z][A-Za-z0-9:_.-]{0,63})");
  private static final String COUPON = "COUPON";

  /** Reads {@code 100 POINTS}. */
  static Optional<Amount> parse(String text) {
    Matcher matcher = FORM.matcher(text);
    return matcher.matches()
        ? Optional.of(new Amount(Long.parseLong(matcher.group(1)), matcher.group(2)))
        : Optional.empty();
  }

  /** The form in which it is a variable of a message. */
  public String variable() {
    return minorUnits + " " + asset;
  }

  /** With its unit, in a language. */
  String in(PageLanguage language) {
    String number = NumberFormat.getIntegerInstance(language.locale()).format(minorUnits);
    boolean one = minorUnits == 1;
    if (asset.equals("POINTS")) {
      return number
          + switch (language) {
            case ZH_CN -> " 积分";
            case ZH_TW -> " 點數";
            case EN -> one ? " point" : " points";
          };
    }
    if (asset.equals(COUPON) || asset.startsWith(COUPON + ":")) {
      return number
          + switch (language) {
            case ZH_CN -> " 张优惠券";
            case ZH_TW -> " 張優惠券";
            case EN -> one ? " coupon" : " coupons";
          };
    }
    return currency()
        .map(
            currency -> {
              int digits = Math.max(0, currency.getDefaultFractionDigits());
              NumberFormat format = NumberFormat.getInstance(language.locale());
              format.setMinimumFractionDigits(digits);
              return format.format(BigDecimal.valueOf(minorUnits, digits)) + " " + asset;
            })
        .orElse(number + " " + asset);
  }

  private Optional<Currency> currency() {
    return Currency.availableCurrencies()
        .filter(currency -> currency.getCurrencyCode().equals(asset))
        .findFirst();
  }
}
