package io.goodword.referral.link;

import io.goodword.contracts.referral.RewardTerm;
import io.goodword.kit.page.PageLanguage;
import io.goodword.referral.text.Texts;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.text.NumberFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Currency;
import org.jspecify.annotations.Nullable;

/** Rewards, times and amounts in words of a language. */
@Singleton
class LandingWords {

  private final Texts texts = Texts.load("landing");

  String say(PageLanguage language, String key, Object... values) {
    return texts.say(language, key, values);
  }

  LandingView.Gain gain(PageLanguage language, RewardTerm term) {
    return new LandingView.Gain("+" + amount(language, term), when(language, term));
  }

  /** The last day of a campaign that ends before this instant. */
  String lastDay(PageLanguage language, Instant end, ZoneId zone) {
    return day(language, end.minusMillis(1), zone);
  }

  String day(PageLanguage language, Instant instant, ZoneId zone) {
    return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
        .withLocale(language.locale())
        .withZone(zone)
        .format(instant);
  }

  /** "3 vouchers", "100 points", "10.00 EUR". */
  String amount(PageLanguage language, RewardTerm term) {
    NumberFormat format = NumberFormat.getIntegerInstance(language.locale());
    String count = format.format(term.amount());
    if (term.asset().equals("POINTS")) {
      return plural(language, "points", term.amount(), count);
    }
    if (term.asset().startsWith("COUPON:")) {
      return plural(language, "coupon", term.amount(), count);
    }
    return money(language, term);
  }

  private String money(PageLanguage language, RewardTerm term) {
    try {
      int digits = Currency.getInstance(term.asset()).getDefaultFractionDigits();
      return texts.say(
          language,
          "amount.money",
          BigDecimal.valueOf(term.amount(), Math.max(digits, 0)).toPlainString(),
          term.asset());
    } catch (IllegalArgumentException notACurrency) {
      return texts.say(language, "amount.money", String.valueOf(term.amount()), term.asset());
    }
  }

  private String when(PageLanguage language, RewardTerm term) {
    String key = "when." + term.milestone() + (term.holdingPeriod().isZero() ? ".now" : ".held");
    return texts.say(language, key, span(language, term.holdingPeriod()));
  }

  /** A duration in its largest whole unit. */
  String span(PageLanguage language, Duration span) {
    long seconds = Math.max(span.toSeconds(), 1);
    if (seconds % 86_400 == 0) {
      return plural(language, "days", seconds / 86_400, null);
    }
    if (seconds % 3_600 == 0) {
      return plural(language, "hours", seconds / 3_600, null);
    }
    if (seconds % 60 == 0) {
      return plural(language, "minutes", seconds / 60, null);
    }
    return plural(language, "seconds", seconds, null);
  }

  private String plural(PageLanguage language, String unit, long count, @Nullable String shown) {
    String key = "amount." + unit + (count == 1 ? ".one" : ".many");
    return texts.say(language, key, shown == null ? String.valueOf(count) : shown);
  }
}
