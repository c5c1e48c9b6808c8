package io.goodword.reward.adjustment;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of adjustments. */
@ConfigMapping(prefix = "goodword.adjustment")
interface AdjustmentSettings {

  /** How long an adjustment waits for a second person, then it expires. */
  @WithDefault("P3D")
  Duration approvalWithin();

  /** How often expired ones are looked for; until then they cannot be approved either. */
  @WithDefault("PT30S")
  Duration expireEvery();
}
