package io.goodword.contracts;

import org.jspecify.annotations.Nullable;

/** Rules that every payload obeys; each message names the field and the rule. */
public final class Checks {

  private static final int MAX_TEXT = 2_000;

  private Checks() {}

  /**
   * Requires a present value.
   *
   * @throws IllegalArgumentException when it is absent
   */
  public static <T> T present(String field, @Nullable T value) {
    if (value == null) {
      throw new IllegalArgumentException(field + " is required");
    }
    return value;
  }

  /**
   * Requires a text of 1 to 2,000 characters that is not blank.
   *
   * @throws IllegalArgumentException when it is absent, blank or too long
   */
  public static String text(String field, @Nullable String value) {
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException(field + " is required and must not be blank");
    }
    if (value.length() > MAX_TEXT) {
      throw new IllegalArgumentException(
          field + " has " + value.length() + " characters, at most " + MAX_TEXT + " are allowed");
    }
    return value;
  }

  /**
   * Requires an amount of at least one minor unit.
   *
   * @throws IllegalArgumentException when it is zero or negative
   */
  public static long positive(String field, long value) {
    if (value <= 0) {
      throw new IllegalArgumentException(field + " is " + value + ", it must be positive");
    }
    return value;
  }

  /**
   * Requires a number that is not below zero.
   *
   * @throws IllegalArgumentException when it is negative
   */
  public static long notNegative(String field, long value) {
    if (value < 0) {
      throw new IllegalArgumentException(field + " is " + value + ", it must not be negative");
    }
    return value;
  }
}
