package io.goodword.reward.wallet;

import io.goodword.kit.page.PageLanguage;
import io.goodword.reward.ledger.Assets.Asset;
import io.goodword.reward.text.PageTexts;
import java.math.BigDecimal;
import java.text.NumberFormat;
import java.util.Currency;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Amounts in the digits and words of a language. Pure. */
record Figures(PageLanguage language, PageTexts.Words words) {

  private static final String CASH = "CASH:";
  private static final int BASIS_POINTS_SCALE = 2;

  /** What an asset is called above its balance. */
  String name(Asset asset) {
    return switch (asset.kind()) {
      case "cash" -> words.say("asset.cash", currencyCode(asset));
      case "chance" -> words.say("asset.chance");
      default -> asset.code().equals("POINTS") ? words.say("asset.points") : asset.code();
    };
  }

  /** An amount under the name of its asset: money with its sign, anything else as a number. */
  String number(Asset asset, long amount) {
    return number(asset, BigDecimal.valueOf(amount, asset.scale()), asset.scale());
  }

  /** The same with a plus where something was added. */
  String signed(Asset asset, long amount) {
    return amount > 0 ? "+" + number(asset, amount) : number(asset, amount);
  }

  /** An amount that stands alone: "1,200 points", "CN¥12.00". */
  String amount(Asset asset, long amount) {
    String number = number(asset, amount);
    return switch (asset.kind()) {
      case "cash" -> number;
      case "chance" -> counted("chance", amount, number);
      default ->
          asset.code().equals("POINTS")
              ? counted("points", amount, number)
              : words.say("amount.other", number, asset.code());
    };
  }

  /** An amount of an asset that may not be known, without decimals that are zero: "CN¥20". */
  String brief(@Nullable Asset asset, String code, long amount) {
    if (asset == null) {
      return words.say("amount.other", whole(amount), code);
    }
    if (!asset.kind().equals("cash")) {
      return amount(asset, amount);
    }
    BigDecimal value = BigDecimal.valueOf(amount, asset.scale());
    boolean even = value.stripTrailingZeros().scale() <= 0;
    return number(asset, value, even ? 0 : asset.scale());
  }

  /** A share: "15%", "12.5%". */
  String percent(int basisPoints) {
    NumberFormat format = NumberFormat.getPercentInstance(language.locale());
    format.setMaximumFractionDigits(BASIS_POINTS_SCALE);
    return format.format(BigDecimal.valueOf(basisPoints, 2 * BASIS_POINTS_SCALE));
  }

  /** What counts for a level: "3 friends", "2 reviews", "120 tier points". */
  String counted(String unit, @Nullable Asset asset, long amount) {
    if (asset == null) {
      return counted(unit, amount, whole(amount));
    }
    if (asset.spendable()) {
      return amount(asset, amount);
    }
    return counted("status", amount, number(asset, amount));
  }

  private String counted(String unit, long amount, String shown) {
    String one = "amount." + unit + ".one";
    return words.say(amount == 1 ? one : "amount." + unit + ".many", shown);
  }

  private String whole(long amount) {
    return NumberFormat.getIntegerInstance(language.locale()).format(amount);
  }

  private String number(Asset asset, BigDecimal value, int digits) {
    NumberFormat format =
        currency(asset)
            .map(
                currency -> {
                  NumberFormat money = NumberFormat.getCurrencyInstance(language.locale());
                  money.setCurrency(currency);
                  return money;
                })
            .orElseGet(() -> NumberFormat.getNumberInstance(language.locale()));
    format.setMinimumFractionDigits(digits);
    format.setMaximumFractionDigits(digits);
    return format.format(value);
  }

  private static Optional<Currency> currency(Asset asset) {
    String code = currencyCode(asset);
    return asset.kind().equals("cash")
        ? Currency.availableCurrencies()
            .filter(currency -> currency.getCurrencyCode().equals(code))
            .findFirst()
        : Optional.empty();
  }

  private static String currencyCode(Asset asset) {
    return asset.code().startsWith(CASH) ? asset.code().substring(CASH.length()) : asset.code();
  }
}
