package io.goodword.reward.coupon;

import io.goodword.kit.problem.Problem;
import io.goodword.reward.ledger.Leg;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Terms as they are sent and shown; see {@link Terms}.
 *
 * @param usesPerCode orders that a code is good for; 1 when absent
 * @param unlimitedUses true for any number of orders
 * @param length random characters of a code, 14 to 24; 16 when absent
 */
record TermsDraft(
    @Nullable String kind,
    @Nullable String currency,
    @Nullable Long amount,
    @Nullable Integer basisPoints,
    @Nullable Long cap,
    @Nullable Long minimumSpend,
    @Nullable List<@Nullable String> includedProducts,
    @Nullable List<@Nullable String> excludedProducts,
    @Nullable Instant validFrom,
    @Nullable Instant validUntil,
    @Nullable Duration validFor,
    @Nullable Integer usesPerCode,
    @Nullable Boolean unlimitedUses,
    @Nullable Integer usesPerCustomer,
    @Nullable Duration reservationTtl,
    @Nullable String market,
    @Nullable String prefix,
    @Nullable Integer length) {

  private static final int ALL = 10_000;
  private static final int MOST_USES = 1_000_000_000;
  private static final int MOST_PRODUCTS = 1_000;
  private static final Duration DEFAULT_TTL = Duration.ofMinutes(15);
  private static final Duration LONGEST_TTL = Duration.ofDays(7);
  private static final Duration LONGEST_VALIDITY = Duration.ofDays(3_660);
  private static final Pattern MARKET = Pattern.compile("[A-Z]{2}");

  /** Terms as they may be sent again. */
  static TermsDraft of(Terms terms) {
    return new TermsDraft(
        terms.kind().code(),
        terms.currency(),
        terms.amount(),
        terms.basisPoints(),
        terms.cap(),
        terms.minimumSpend(),
        List.copyOf(terms.includedProducts()),
        List.copyOf(terms.excludedProducts()),
        terms.validFrom(),
        terms.validUntil(),
        terms.validFor(),
        terms.usesPerCode(),
        terms.open() && terms.usesPerCode() == null ? Boolean.TRUE : null,
        terms.usesPerCustomer(),
        terms.reservationTtl(),
        terms.market(),
        terms.prefix(),
        terms.length());
  }

  /**
   * Checks them.
   *
   * @throws Problem 422 that names field, rule and value
   */
  Terms checked() {
    Kind what =
        Kind.named(kind)
            .orElseThrow(
                () -> Problem.invalid("kind", "must be value, percent or gift-card", kind));
    String money = Required.text("currency", currency);
    worth(what);
    if (validFrom != null && validUntil != null && !validFrom.isBefore(validUntil)) {
      throw Problem.invalid("validUntil", "must be after validFrom", validUntil);
    }
    span("validFor", validFor, Duration.ofSeconds(1), LONGEST_VALIDITY);
    span("reservationTtl", reservationTtl, Duration.ofSeconds(1), LONGEST_TTL);
    if (market != null && !MARKET.matcher(market).matches()) {
      throw Problem.invalid("market", "must be two capital letters such as CN", market);
    }
    CodePattern pattern = CodePattern.checked(prefix, length);
    return new Terms(
        what,
        money,
        amount,
        basisPoints,
        cap,
        minimumSpend == null ? 0 : within("minimumSpend", minimumSpend, 0),
        products("includedProducts", includedProducts),
        products("excludedProducts", excludedProducts),
        validFrom,
        validUntil,
        validFor,
        uses(what),
        usesPerCustomer == null ? null : count("usesPerCustomer", usesPerCustomer),
        reservationTtl == null ? DEFAULT_TTL : reservationTtl,
        market,
        pattern.prefix(),
        pattern.length());
  }

  private void worth(Kind what) {
    if (what == Kind.PERCENT) {
      if (basisPoints == null || basisPoints < 1 || basisPoints > ALL) {
        throw Problem.invalid("basisPoints", "must be 1 to 10000", basisPoints);
      }
      if (cap != null) {
        within("cap", cap, 1);
      }
      absent("amount", amount, "belongs to value and gift-card");
      return;
    }
    within("amount", amount, 1);
    absent("basisPoints", basisPoints, "belongs to percent");
    absent("cap", cap, "belongs to percent");
  }

  private @Nullable Integer uses(Kind what) {
    boolean unlimited = Boolean.TRUE.equals(unlimitedUses);
    if (what == Kind.GIFT_CARD) {
      absent(
          "usesPerCode", usesPerCode, "has no meaning for a gift card, whose value is its limit");
      return null;
    }
    if (unlimited) {
      absent("usesPerCode", usesPerCode, "cannot stand beside unlimitedUses");
      return null;
    }
    return usesPerCode == null ? Integer.valueOf(1) : count("usesPerCode", usesPerCode);
  }

  private static Integer count(String field, int value) {
    if (value < 1 || value > MOST_USES) {
      throw Problem.invalid(field, "must be 1 to 10^9", value);
    }
    return value;
  }

  private static long within(String field, @Nullable Long value, long least) {
    if (value == null || value < least || value > Leg.MAX_AMOUNT) {
      throw Problem.invalid(field, "must be " + least + " to 10^15 minor units", value);
    }
    return value;
  }

  private static void absent(String field, @Nullable Object value, String why) {
    if (value != null) {
      throw Problem.invalid(field, why, value);
    }
  }

  private static void span(
      String field, @Nullable Duration value, Duration least, Duration longest) {
    if (value != null && (value.compareTo(least) < 0 || value.compareTo(longest) > 0)) {
      throw Problem.invalid(field, "must be " + least + " to P" + longest.toDays() + "D", value);
    }
  }

  private static List<String> products(String field, @Nullable List<@Nullable String> products) {
    if (products == null) {
      return List.of();
    }
    if (products.size() > MOST_PRODUCTS) {
      throw Problem.invalid(field, "must have at most 1000 products", products.size());
    }
    return products.stream()
        .map(product -> Required.text(field, product))
        .distinct()
        .sorted()
        .toList();
  }
}
