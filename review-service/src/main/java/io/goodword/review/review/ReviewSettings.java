package io.goodword.review.review;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** Settings of reviews. */
@ConfigMapping(prefix = "goodword.review")
interface ReviewSettings {

  /** How long a review may be held before it is shown by itself; at most 14 days are promised. */
  @WithDefault("P14D")
  Duration releaseAfter();

  /** How often held reviews are looked through. */
  @WithDefault("1m")
  String releaseScan();

  /** Page of the shop where a customer finds help, offered where a link no longer works. */
  Optional<String> helpUrl();
}
