package io.goodword.review.review;

import io.goodword.kit.problem.Problem;
import java.util.Locale;

/** Where a review stands. */
enum ReviewState {
  SUBMITTED,
  PUBLISHED,
  HELD,
  REJECTED;

  /** Lower-case name of the API. */
  String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The state of a name.
   *
   * @throws Problem 422 when there is none
   */
  static ReviewState of(String code) {
    for (ReviewState state : values()) {
      if (state.code().equals(code)) {
        return state;
      }
    }
    throw Problem.invalid("state", "must be submitted, published, held or rejected", code);
  }
}
