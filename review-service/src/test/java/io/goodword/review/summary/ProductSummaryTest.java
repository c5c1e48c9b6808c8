package io.goodword.review.summary;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("REV-06")
class ProductSummaryTest {

  private static final BayesianMean MEAN = new BayesianMean(new BigDecimal("4.2"), 10);

  /** Golden values computed apart from this code, m = 4.2 and C = 10. */
  @ParameterizedTest
  @CsvSource({
    "0, 0, 4.2000",
    "1, 5, 4.2727",
    "20, 100, 4.7333",
    "200, 920, 4.5810",
    "3, 3, 3.4615"
  })
  void shouldGiveGoldenBayesianMeanWhenCounted(long count, long sum, BigDecimal golden) {
    assertThat(MEAN.of(count, sum)).isEqualByComparingTo(golden);
  }

  @Property
  void shouldLieBetweenPriorAndPlainMeanWhenThereAreReviews(
      @ForAll @Size(min = 1, max = 50) List<@IntRange(min = 1, max = 5) Integer> stars) {
    long sum = stars.stream().mapToLong(Integer::longValue).sum();
    double plain = (double) sum / stars.size();
    assertThat(MEAN.of(stars.size(), sum).doubleValue())
        .isBetween(Math.min(plain, 4.2) - 0.0001, Math.max(plain, 4.2) + 0.0001);
  }

  @Test
  void shouldCountSumAndAverageWhenDistributionIsKnown() {
    var summary = new ProductSummary("p", List.of(1L, 0L, 2L, 0L, 4L), 3);
    assertThat(summary.count()).isEqualTo(7);
    assertThat(summary.sum()).isEqualTo(27);
    assertThat(summary.average()).isEqualByComparingTo("3.8571");
    assertThat(summary.distribution()).containsEntry("1", 1L).containsEntry("5", 4L).hasSize(5);
  }

  @Test
  void shouldHaveNoAverageWhenThereIsNoReview() {
    assertThat(new ProductSummary("p", List.of(0L, 0L, 0L, 0L, 0L), 0).average()).isNull();
  }
}
