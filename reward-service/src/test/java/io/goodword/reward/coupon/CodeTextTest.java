package io.goodword.reward.coupon;

import static org.assertj.core.api.Assertions.assertThat;

import io.goodword.kit.source.Ids;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("RWD-05")
class CodeTextTest {

  private static final String NORMAL = "SPR1NG7KQ2M9XA4HTDR6WP";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SPRING-7KQ2-M9XA-4HTD-R6WP",
        "spring 7kq2 m9xa 4htd r6wp",
        "  SPRING7KQ2M9XA4HTDR6WP\t",
        "SPR1NG-7KQ2-M9XA-4HTD-R6WP",
        "SPRlNG-7KQ2-M9XA-4HTD-R6WP",
        "ＳＰＲＩＮＧ－７ＫＱ２－Ｍ９ＸＡ－４ＨＴＤ－Ｒ６ＷＰ",
        "SPRING\u20137KQ2\u2014M9XA\u22124HTD_R6WP",
        "SPRING\u200B7KQ2\u3000M9XA\uFEFF4HTD\u00A0R6WP",
        "SPRING-7КQ2-М9ХА-4НТD-R6WР",
        "SPRING-7ΚQ2-Μ9ΧΑ-4ΗΤD-R6WΡ"
      })
  void shouldReadWhatPeopleTypeAsTheSameCode(String typed) {
    assertThat(CodeText.normal(typed)).contains(NORMAL);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "   ", "-", "ABC$", "AB'; drop table", "优惠券", "ABC\uD83D\uDE00", "É"})
  void shouldRefuseWhatCannotBeACode(String typed) {
    assertThat(CodeText.normal(typed)).isEmpty();
  }

  @Test
  void shouldRefuseWhatIsTooLongBeforeItLooksAtIt() {
    assertThat(CodeText.normal("A".repeat(64))).contains("A".repeat(64));
    assertThat(CodeText.normal("A".repeat(65))).isEmpty();
    assertThat(CodeText.normal("A".repeat(1_000_000))).isEmpty();
    // one character that unfolds to eighteen
    assertThat(CodeText.normal("\uFDFA".repeat(64))).isEmpty();
    assertThat(CodeText.normal(null)).isEmpty();
  }

  @Test
  void shouldKeepEveryLetterOfTheRandomPartApart() {
    for (char letter : Ids.READABLE.toCharArray()) {
      assertThat(CodeText.normal(String.valueOf(letter))).contains(String.valueOf(letter));
    }
    assertThat(CodeText.normal("OIL0U1")).contains("0110V1");
  }

  @Test
  void shouldShowCodesInGroupsThatReadBackTheSame() {
    assertThat(CodeText.shown("", "ABCDEFGHJKMNPQ")).isEqualTo("ABCD-EFGH-JKMN-PQ");
    assertThat(CodeText.shown("TEA", "ABCDEFGH")).isEqualTo("TEA-ABCD-EFGH");
    assertThat(CodeText.last4("ABCDEFGH")).isEqualTo("EFGH");
    var random = new Random(7);
    for (int i = 0; i < 1_000; i++) {
      byte[] seed = new byte[32];
      random.nextBytes(seed);
      String code = CodeSeries.random(seed, i, 16);
      assertThat(CodeText.normal(CodeText.shown("", code))).contains(code);
    }
  }
}
