package io.goodword.reward.wallet;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;

/** Settings of the wallet page. */
@ConfigMapping(prefix = "goodword.wallet")
interface WalletSettings {

  /** How long a link opens the page, at most a day. */
  @WithDefault("PT15M")
  Duration linkValidity();

  /** Zone of dates when the link was asked for without one. */
  @WithDefault("Asia/Shanghai")
  ZoneId zone();

  /** Where customers get a new link, shown when one has expired; without it they are only told. */
  Optional<String> shopUrl();
}
