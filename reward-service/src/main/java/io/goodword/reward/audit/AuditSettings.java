package io.goodword.reward.audit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of the audit. */
@ConfigMapping(prefix = "goodword.audit")
interface AuditSettings {

  /** How often waiting journals are sealed into a block. */
  @WithDefault("PT5S")
  Duration sealEvery();

  /** How often one replica checks the laws of the books. */
  @WithDefault("5m")
  String checkEvery();

  /**
   * Longest time that one law may take before it counts as not checked; at most 18 seconds, since
   * the driver gives up after 20.
   */
  @WithDefault("PT15S")
  Duration checkTimeout();

  /** Sealed journals that are verified again at each check, going round the whole chain. */
  @WithDefault("20000")
  int verifyJournals();
}
