package io.goodword.reward.tax;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of the tax report. */
@ConfigMapping(prefix = "goodword.tax")
interface TaxSettings {

  /** Market of rewards whose campaign or programme has none that we know. */
  @WithDefault("unknown")
  String homeMarket();

  /** How often recipients of new rewards are looked at. */
  @WithDefault("PT5M")
  Duration lookEvery();
}
