package io.goodword.review.summary;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is published about a product.
 *
 * @param productId the shop's product id
 * @param byStars number of reviews with 1, 2, 3, 4 and 5 stars
 * @param incentivisedCount how many of them were promised a reward
 */
record ProductSummary(String productId, List<Long> byStars, long incentivisedCount) {

  private static final int DECIMALS = 4;

  ProductSummary {
    if (byStars.size() != 5) {
      throw new IllegalArgumentException("byStars must have five numbers, one for each star");
    }
    byStars = List.copyOf(byStars);
  }

  long count() {
    return byStars.stream().mapToLong(Long::longValue).sum();
  }

  long sum() {
    long sum = 0;
    for (int star = 1; star <= 5; star++) {
      sum += star * byStars.get(star - 1);
    }
    return sum;
  }

  /** Plain mean, half up to four decimals; null without a review. */
  @Nullable BigDecimal average() {
    return count() == 0
        ? null
        : BigDecimal.valueOf(sum())
            .divide(BigDecimal.valueOf(count()), DECIMALS, RoundingMode.HALF_UP);
  }

  Map<String, Long> distribution() {
    var distribution = new LinkedHashMap<String, Long>();
    for (int star = 1; star <= 5; star++) {
      distribution.put(Integer.toString(star), byStars.get(star - 1));
    }
    return distribution;
  }
}
