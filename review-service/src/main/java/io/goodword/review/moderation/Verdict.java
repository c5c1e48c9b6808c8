package io.goodword.review.moderation;

import java.util.List;

/** What the automatic check decides about a text. */
public sealed interface Verdict {

  /** Nothing speaks against showing the text. */
  record Publish() implements Verdict {}

  /**
   * A person should look first.
   *
   * @param reasons one or more, in the order of the closed list, each once
   */
  record Hold(List<Reason> reasons) implements Verdict {

    /** Refuses a hold without a reason. */
    public Hold {
      if (reasons.isEmpty()) {
        throw new IllegalArgumentException("reasons is empty, a held review needs at least one");
      }
      reasons = reasons.stream().distinct().sorted().toList();
    }
  }

  /**
   * The text contains a word of the block list as it stands.
   *
   * @param reason why
   */
  record Reject(Reason reason) implements Verdict {}
}
