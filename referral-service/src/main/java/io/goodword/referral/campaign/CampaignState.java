package io.goodword.referral.campaign;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Where a campaign stands. */
public enum CampaignState {
  /** Written, not yet promised to anybody. */
  @JsonProperty("draft")
  DRAFT,
  /** Promised; counts between its first and its last instant. */
  @JsonProperty("running")
  RUNNING,
  /** Stopped for a while: nothing new is attributed. */
  @JsonProperty("paused")
  PAUSED,
  /** Over for good. */
  @JsonProperty("ended")
  ENDED
}
