package io.goodword.reward.coupon;

import io.goodword.kit.problem.Problem;
import io.goodword.kit.source.Ids;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How the codes of a pool are made.
 *
 * @param prefix what all of them begin with, empty for nothing; adds nothing to the entropy
 * @param length random characters of {@link Ids#READABLE}, at least 14 so that there are 64 bits
 */
record CodePattern(String prefix, int length) {

  private static final Pattern PREFIX = Pattern.compile("[A-Z0-9]{0,12}");
  private static final int DEFAULT_LENGTH = 16;
  private static final int LONGEST = 24;
  private static final int FEWEST_BITS = 64;

  /** Thousandths of a bit in each of 30 equally likely characters, log2(30) rounded down. */
  private static final int MILLIBITS = 4_906;

  /**
   * Checks a pattern as it is sent.
   *
   * @throws Problem 422 that names field and rule
   */
  static CodePattern checked(@Nullable String prefix, @Nullable Integer length) {
    String begin = prefix == null ? "" : prefix;
    if (!PREFIX.matcher(begin).matches()) {
      throw Problem.invalid("prefix", "must be at most 12 of A-Z and 0-9", prefix);
    }
    var pattern = new CodePattern(begin, length == null ? DEFAULT_LENGTH : length);
    if (pattern.entropyBits() < FEWEST_BITS || pattern.length > LONGEST) {
      throw Problem.invalid("length", "must be 14 to 24, so that nobody guesses a code", length);
    }
    return pattern;
  }

  /** Entropy of a code in whole bits, rounded down. */
  int entropyBits() {
    return length < 0 || length > LONGEST ? 0 : length * MILLIBITS / 1_000;
  }
}
