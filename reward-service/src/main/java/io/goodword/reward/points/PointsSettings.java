package io.goodword.reward.points;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;

/** Settings of expiry. */
@ConfigMapping(prefix = "goodword.points")
interface PointsSettings {

  /** How often lots that are due, or whose customers are to be warned, are looked for. */
  @WithDefault("PT1S")
  Duration runEvery();

  /** When a due lot that an open hold pins is looked at again. */
  @WithDefault("PT1M")
  Duration pinnedAgainAfter();

  /** How long before an expiry its customer is warned, ISO 8601 spans. */
  @WithDefault("P30D,P7D")
  List<String> warnBefore();
}
