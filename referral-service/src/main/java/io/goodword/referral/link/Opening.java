package io.goodword.referral.link;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Something that is counted. */
sealed interface Opening {

  /**
   * A short link was opened.
   *
   * @param bot rule that took the visitor for a program, absent for a person
   * @param visitor hash of the visitor
   */
  record Click(
      UUID id,
      String linkId,
      String campaignId,
      String channel,
      @Nullable String bot,
      byte[] visitor)
      implements Opening {}

  /**
   * A landing page was seen by a person.
   *
   * @param clickId click it came from, if known
   */
  record Landing(@Nullable UUID clickId, String linkId, String campaignId, Instant at)
      implements Opening {}
}
