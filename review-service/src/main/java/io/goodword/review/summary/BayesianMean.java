package io.goodword.review.summary;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Mean of stars drawn towards a prior, for ordering products with few reviews: {@code (C·m + Σr) /
 * (C + n)}. What people read is the plain mean and the distribution; this one only orders.
 *
 * @param prior m, mean expected before any review, 1 to 5
 * @param weight C, how many reviews the prior is worth, positive
 */
record BayesianMean(BigDecimal prior, int weight) {

  private static final int DECIMALS = 4;

  BayesianMean {
    if (prior.compareTo(BigDecimal.ONE) < 0 || prior.compareTo(BigDecimal.valueOf(5)) > 0) {
      throw new IllegalArgumentException("prior is " + prior + ", it must be 1 to 5");
    }
    if (weight <= 0) {
      throw new IllegalArgumentException("weight is " + weight + ", it must be positive");
    }
  }

  /**
   * The mean, rounded half up to four decimals.
   *
   * @param count n, reviews, zero or more
   * @param sum Σr, their stars together
   */
  BigDecimal of(long count, long sum) {
    BigDecimal weighted = prior.multiply(BigDecimal.valueOf(weight)).add(BigDecimal.valueOf(sum));
    return weighted.divide(BigDecimal.valueOf(weight + count), DECIMALS, RoundingMode.HALF_UP);
  }
}
