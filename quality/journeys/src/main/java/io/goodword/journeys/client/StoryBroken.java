package io.goodword.journeys.client;

/** Something was not exactly as told; the message says what, in a sentence. */
public class StoryBroken extends AssertionError {
  private static final long serialVersionUID = 1L;

  /** Says what was expected and what came. */
  public StoryBroken(String sentence) {
    super(sentence);
  }

  /** Says what was expected, what came and what lay beneath. */
  public StoryBroken(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
