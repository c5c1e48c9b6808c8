package io.goodword.reward.coupon;

import io.goodword.kit.problem.Problem;
import io.goodword.reward.ledger.Leg;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a customer is about to buy.
 *
 * @param currency asset code of the amounts, for instance CASH:CNY
 * @param market market of the shop, such as CN
 * @param lines 1 to 500, at most 10^15 minor units together
 */
@RegisterForReflection
record Basket(String currency, @Nullable String market, List<Line> lines) {

  private static final int MOST_LINES = 500;

  /**
   * A line of it.
   *
   * @param amount what the line costs as a whole, zero or more minor units
   */
  @RegisterForReflection
  record Line(String productId, long amount) {}

  /** A line as it is sent. */
  record LineDraft(@Nullable String productId, @Nullable Long amount) {}

  /** A basket as it is sent. */
  record Draft(
      @Nullable String currency,
      @Nullable String market,
      @Nullable List<@Nullable LineDraft> lines) {

    /**
     * Checks it.
     *
     * @throws Problem 422 that names field and rule
     */
    Basket checked() {
      List<@Nullable LineDraft> sent = lines;
      if (sent == null || sent.isEmpty() || sent.size() > MOST_LINES) {
        throw Problem.invalid(
            "basket.lines", "must have 1 to 500 lines", sent == null ? null : sent.size());
      }
      List<Line> checked = sent.stream().map(Draft::line).toList();
      long total = 0;
      for (Line line : checked) {
        total += line.amount();
        if (total > Leg.MAX_AMOUNT) {
          throw Problem.invalid(
              "basket.lines", "must be at most 10^15 minor units together", total);
        }
      }
      return new Basket(Required.text("basket.currency", currency), market, checked);
    }

    private static Line line(@Nullable LineDraft line) {
      if (line == null) {
        throw Problem.invalid("basket.lines", "must not have an empty line", null);
      }
      Long amount = line.amount();
      if (amount == null || amount < 0 || amount > Leg.MAX_AMOUNT) {
        throw Problem.invalid("basket.lines.amount", "must be 0 to 10^15 minor units", amount);
      }
      return new Line(Required.text("basket.lines.productId", line.productId()), amount);
    }
  }
}
