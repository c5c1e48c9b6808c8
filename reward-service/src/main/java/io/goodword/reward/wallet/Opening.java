package io.goodword.reward.wallet;

/** What came of opening a link. */
sealed interface Opening {

  /** It opens a wallet. */
  record Open(Contents contents) implements Opening {}

  /** Its time is over. */
  record Expired() implements Opening {}

  /** It is not ours, or was made for something else. */
  record Unknown() implements Opening {}
}
