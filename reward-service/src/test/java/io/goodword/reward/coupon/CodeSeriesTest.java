package io.goodword.reward.coupon;

import static org.assertj.core.api.Assertions.assertThat;

import io.goodword.kit.problem.Problem;
import io.goodword.kit.source.Ids;
import java.util.HashSet;
import java.util.HexFormat;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("RWD-05")
class CodeSeriesTest {

  private static final byte[] SEED = new byte[CodeSeries.SEED_BYTES];

  @Test
  void shouldGiveTheSameCodeForTheSameNumberAndOnlyForIt() {
    var seen = new HashSet<String>();
    for (int number = 0; number < 20_000; number++) {
      String code = CodeSeries.random(SEED, number, 16);
      assertThat(code).hasSize(16).matches("[" + Ids.READABLE + "]+");
      assertThat(seen.add(code)).isTrue();
    }
    assertThat(CodeSeries.random(SEED, 4_711, 16)).isEqualTo(CodeSeries.random(SEED, 4_711, 16));
    assertThat(CodeSeries.random(SEED, 4_711, 24)).startsWith(CodeSeries.random(SEED, 4_711, 16));
    byte[] other = SEED.clone();
    other[31] = 1;
    assertThat(CodeSeries.random(other, 4_711, 16))
        .isNotEqualTo(CodeSeries.random(SEED, 4_711, 16));
  }

  /**
   * Golden values, made apart from this code: a batch that waits for its download must survive a
   * release.
   */
  @Test
  void shouldGiveTheSameSeriesInEveryRelease() {
    assertThat(CodeSeries.random(SEED, 0, 16)).isEqualTo("XTC8WJE3V7MMS2AY");
    assertThat(CodeSeries.random(SEED, 999_999, 40))
        .isEqualTo("5JJ3TNDSFP9H7WK3Y9FC9ESEX5PWMGWMWSTXR95P");
  }

  /** Chi-square over 30 letters, 29 degrees of freedom: above 58.3 once in a thousand. */
  @Test
  void shouldDrawEveryLetterEquallyOften() {
    var counts = new long[Ids.READABLE.length()];
    for (int number = 0; number < 20_000; number++) {
      for (char letter : CodeSeries.random(SEED, number, 16).toCharArray()) {
        counts[Ids.READABLE.indexOf(letter)]++;
      }
    }
    long expected = 20_000L * 16 / counts.length;
    long squares = 0;
    for (long count : counts) {
      squares += (count - expected) * (count - expected);
    }
    assertThat(squares / expected).isLessThan(58);
  }

  @Test
  void shouldKeepSixtyFourBitsAndMore() {
    assertThat(CodePattern.checked(null, null).entropyBits()).isEqualTo(78);
    assertThat(CodePattern.checked("SPRING", 14).entropyBits()).isEqualTo(68);
    assertThat(CodePattern.checked("", 24).entropyBits()).isEqualTo(117);
    for (int length : new int[] {13, 25, 0, -1, Integer.MAX_VALUE}) {
      Assertions.assertThatThrownBy(() -> CodePattern.checked(null, length))
          .isInstanceOfSatisfying(
              Problem.class,
              problem -> assertThat(problem.violations().getFirst().field()).isEqualTo("length"));
    }
    for (String prefix : new String[] {"spring", "SPRING-", "ABCDEFGHIJKLM", "春"}) {
      Assertions.assertThatThrownBy(() -> CodePattern.checked(prefix, null))
          .isInstanceOf(Problem.class)
          .hasMessageStartingWith("prefix");
    }
  }

  /** RFC 5869, appendix A.1 (first 32 of 42 bytes) and A.3. */
  @Test
  void shouldDeriveKeysAsTheStandardSays() {
    byte[] secret = HexFormat.of().parseHex("0b".repeat(22));
    byte[] key =
        Hkdf.derive(
            secret,
            HexFormat.of().parseHex("000102030405060708090a0b0c"),
            HexFormat.of().parseHex("f0f1f2f3f4f5f6f7f8f9"),
            Hkdf.BLOCK);
    assertThat(HexFormat.of().formatHex(key))
        .isEqualTo("3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf");
    assertThat(
            HexFormat.of()
                .formatHex(Hkdf.derive(secret, new byte[Hkdf.BLOCK], new byte[0], Hkdf.BLOCK)))
        .isEqualTo("8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d");
  }
}
