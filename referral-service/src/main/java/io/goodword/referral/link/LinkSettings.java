package io.goodword.referral.link;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of links and clicks. */
@ConfigMapping(prefix = "goodword.link")
interface LinkSettings {

  /** What each instance remembers of links. */
  Cache cache();

  /** How clicks reach the database. */
  Clicks clicks();

  /** What each instance remembers of links. */
  interface Cache {

    /** How long after it was read an entry is used, known or unknown code; never prolonged. */
    @WithDefault("PT30S")
    Duration ttl();

    /** Most entries, about 300 bytes each. */
    @WithDefault("50000")
    long entries();
  }

  /** How clicks reach the database. */
  interface Clicks {

    /** Clicks that may wait in memory; further ones are redirected but not recorded. */
    @WithDefault("20000")
    int buffer();

    /** Clicks of one statement. */
    @WithDefault("1000")
    int batch();

    /** How long a click waits for company. */
    @WithDefault("PT0.05S")
    Duration linger();
  }
}
