package io.goodword.review.summary;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.math.BigDecimal;

/** Settings of product summaries. */
@ConfigMapping(prefix = "goodword.summary")
interface SummarySettings {

  /** Mean of stars expected of a product before its first review, 1 to 5. */
  @WithDefault("4.2")
  BigDecimal prior();

  /** How many reviews the expectation is worth in the Bayesian mean. */
  @WithDefault("10")
  int weight();
}
