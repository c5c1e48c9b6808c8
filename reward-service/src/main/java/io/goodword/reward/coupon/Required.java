package io.goodword.reward.coupon;

import io.goodword.kit.problem.Problem;
import org.jspecify.annotations.Nullable;

/** Fields that a request must have. */
final class Required {

  private static final int LONGEST = 100;

  private Required() {}

  /**
   * A text of 1 to 100 characters.
   *
   * @throws Problem 422 that names the field
   */
  static String text(String field, @Nullable String value) {
    if (value == null || value.isBlank() || value.length() > LONGEST) {
      throw Problem.invalid(field, "must have 1 to 100 characters", value);
    }
    return value;
  }

  /**
   * A part of the request.
   *
   * @throws Problem 422 that names the field
   */
  static <T> T part(String field, @Nullable T value) {
    if (value == null) {
      throw Problem.invalid(field, "is required", null);
    }
    return value;
  }
}
