package io.goodword.reward.export;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.time.ZoneId;

/** Settings of exports and period close. */
@ConfigMapping(prefix = "goodword.export")
interface ExportSettings {

  /** Time zone of accounting days and months. */
  @WithDefault("UTC")
  ZoneId zone();

  /** How long after its end a month may be closed; longer than clocks of replicas may differ. */
  @WithDefault("PT10M")
  Duration closeAfter();
}
