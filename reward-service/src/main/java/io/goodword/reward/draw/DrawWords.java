package io.goodword.reward.draw;

import io.goodword.kit.page.PageLanguage;
import io.goodword.reward.text.PageTexts;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.text.NumberFormat;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Arrays;
import java.util.Currency;
import java.util.Map;

/** The words of the public page in its three languages, from {@code texts/draw.*.properties}. */
@Singleton
class DrawWords {

  private final PageTexts texts = new PageTexts("draw");

  /** All words of a language by key. */
  Map<String, String> in(PageLanguage language) {
    return texts.in(language).byKey();
  }

  /**
   * A sentence with its places filled in.
   *
   * @param values what stands for {0}, {1} and so on
   * @throws IllegalArgumentException when there is no such sentence
   */
  String say(PageLanguage language, String key, Object... values) {
    return texts
        .in(language)
        .say(key, Arrays.stream(values).map(String::valueOf).toArray(String[]::new));
  }

  String number(PageLanguage language, long number) {
    return NumberFormat.getIntegerInstance(language.locale()).format(number);
  }

  /** An amount of money with its currency code. */
  String money(PageLanguage language, Rules.Value value) {
    int digits = Currency.getInstance(value.currency()).getDefaultFractionDigits();
    NumberFormat format = NumberFormat.getNumberInstance(language.locale());
    format.setMinimumFractionDigits(digits);
    return format.format(BigDecimal.valueOf(value.amount(), digits)) + " " + value.currency();
  }

  /** Date and time with the name of the zone. */
  String time(PageLanguage language, Instant instant, ZoneId zone) {
    return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.LONG, FormatStyle.SHORT)
            .withLocale(language.locale())
            .format(instant.atZone(zone))
        + " ("
        + zone.getId()
        + ")";
  }
}
