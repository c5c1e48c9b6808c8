package io.goodword.referral.link;

import io.goodword.kit.source.Ids;
import java.util.Locale;
import java.util.Optional;

/**
 * Codes that people read aloud and type: {@link Ids#READABLE}, case and separators do not matter.
 * 30^8 codes are 39 bits; guessing is worthless, because a code is public and credits only its
 * owner.
 */
final class Codes {

  static final int CODE_LENGTH = 8;
  static final int COUPON_LENGTH = 10;

  private static final int LONGEST_TYPED = 24;

  private Codes() {}

  /** The code that somebody meant, nothing when it cannot be one. */
  static Optional<String> code(String typed) {
    return normal(typed, CODE_LENGTH);
  }

  /** The coupon code that somebody meant, nothing when it cannot be one. */
  static Optional<String> coupon(String typed) {
    return normal(typed, COUPON_LENGTH);
  }

  private static Optional<String> normal(String typed, int length) {
    if (typed.length() > LONGEST_TYPED) {
      return Optional.empty();
    }
    String code = typed.strip().replace("-", "").replace(" ", "").toUpperCase(Locale.ROOT);
    boolean readable =
        code.length() == length && code.chars().allMatch(c -> Ids.READABLE.indexOf(c) >= 0);
    return readable ? Optional.of(code) : Optional.empty();
  }
}
