package io.goodword.reward.tier;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A version of a programme.
 *
 * @param version from 1; each activation of a changed programme is a new one
 * @param revision number of the change of a draft, from 1
 * @param activatedAt null while it is a draft
 */
record StoredProgramme(
    String id,
    int version,
    State state,
    Programme rules,
    int revision,
    @Nullable Instant activatedAt) {

  /** Where a version stands. */
  enum State {
    /** May change; has no effect. */
    DRAFT,
    /** In force; never changes. */
    ACTIVE,
    /** Was in force before. */
    RETIRED
  }

  /** Entity tag without quotes. */
  String tag() {
    return version + "-" + revision;
  }
}
