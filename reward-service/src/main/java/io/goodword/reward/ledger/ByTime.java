package io.goodword.reward.ledger;

import io.goodword.kit.problem.Problem;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The two times of a journal by which the past can be looked at. */
enum ByTime {
  /** When the books learned of it: what was known then. */
  RECORDED,
  /** When it took effect: what is known now of then. */
  EFFECTIVE;

  /**
   * Reads the parameter {@code by}.
   *
   * @throws Problem 422 when it is neither
   */
  static ByTime of(@Nullable String text) {
    if (text == null) {
      return RECORDED;
    }
    for (ByTime value : values()) {
      if (value.code().equals(text)) {
        return value;
      }
    }
    throw Problem.invalid("by", "must be recorded or effective", text);
  }

  String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
