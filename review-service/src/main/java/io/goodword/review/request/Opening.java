package io.goodword.review.request;

/** What a link opens. */
public sealed interface Opening {

  /** The form. */
  record Open(Invitation invitation) implements Opening {}

  /** Nothing any more: the reviews of this invitation were handed in. */
  record Used(Invitation invitation) implements Opening {}

  /** Nothing any more: its time is over. */
  record Expired() implements Opening {}

  /** Nothing any more: the order was refunded or cancelled. */
  record Stopped() implements Opening {}

  /** Nothing: we did not make this link. */
  record Unknown() implements Opening {}
}
