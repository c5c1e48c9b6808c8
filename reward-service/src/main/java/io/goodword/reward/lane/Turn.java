package io.goodword.reward.lane;

/** What became of one item of a batch. */
public sealed interface Turn<R> {

  /** It is done and committed. */
  record Done<R>(R value) implements Turn<R> {}

  /** It has no effect, for a reason that its caller is told. */
  record Refused<R>(RuntimeException why) implements Turn<R> {}

  /** It has no effect yet: the batch was not the place for it, it runs by itself. */
  record Alone<R>() implements Turn<R> {}
}
