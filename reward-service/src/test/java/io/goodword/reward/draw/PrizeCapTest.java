package io.goodword.reward.draw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.goodword.kit.problem.Problem;
import io.goodword.reward.draw.Rules.Prize;
import io.goodword.reward.draw.Rules.Value;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** 规范促销行为暂行规定 art. 17: 50,000 CNY, also for what one purchase can win together. */
@Tag("RWD-09")
class PrizeCapTest {

  private final PrizeCaps caps = new PrizeCaps();
  private final PrizeCap china = caps.of("CN");

  @ParameterizedTest
  @CsvSource({
    "CN, CNY, 5000000, Asia/Shanghai",
    "TW, TWD, 15000000, Asia/Taipei",
    "EU, EUR, 500000, Europe/Berlin",
    "US, USD, 500000, America/New_York",
    "JP, USD, 400000, UTC",
    ", USD, 400000, UTC"
  })
  void shouldFollowThePackOfTheMarket(String market, String currency, long amount, String zone) {
    PrizeCap cap = caps.of(market);

    assertThat(cap.currency()).isEqualTo(currency);
    assertThat(cap.amount()).isEqualTo(amount);
    assertThat(cap.zone()).isEqualTo(zone);
  }

  @Test
  void shouldBeStrictestWhereAMarketHasNoPack() {
    PrizeCap unknown = caps.of("XX");

    assertThat(unknown.cumulative()).isTrue();
    for (String market : List.of("CN", "TW", "EU", "US")) {
      assertThat(unknown.disclosures()).containsAll(caps.of(market).disclosures());
    }
    assertThat(unknown.amount()).isLessThan(caps.of("US").amount());
  }

  @Test
  void shouldNameThePrizeTheCapAndTheLaw() {
    Problem problem =
        catchThrowableOfType(
            Problem.class, () -> china.mustAllow(List.of(worth(1, 1), worth(5_000_001, 1)), 1));

    assertThat(problem.status()).isEqualTo(422);
    assertThat(problem.code()).isEqualTo("prize-above-cap");
    assertThat(problem.getMessage()).contains("5000000 minor units of CNY", "art");
    assertThat(problem.violations())
        .containsExactly(
            new Problem.Violation(
                "prizes[1].fairValue.amount", "must be at most 5000000", "5000001"));
  }

  @Test
  void shouldAddUpWhatOnePersonCanWin() {
    List<Prize> prizes = List.of(worth(1_000_000, 2), worth(3_000_000, 1), worth(2_000_000, 1));

    assertThatCode(() -> china.mustAllow(prizes, 1)).doesNotThrowAnyException();
    assertThatCode(() -> china.mustAllow(prizes, 2)).doesNotThrowAnyException();
    Problem problem = catchThrowableOfType(Problem.class, () -> china.mustAllow(prizes, 3));
    assertThat(problem.violations().getFirst().value()).isEqualTo("6000000");
    assertThat(problem.violations())
        .extracting(Problem.Violation::field)
        .containsExactly("prizes", "onePrizePerPerson");
    assertThatCode(() -> china.mustAllow(List.of(worth(2_500_000, 2)), 100))
        .doesNotThrowAnyException();
    assertThatCode(() -> caps.of("TW").mustAllow(List.of(worth(15_000_000, 3)), 3))
        .doesNotThrowAnyException();
  }

  @Test
  void shouldRefuseAPackWithAHole() {
    assertThatThrownBy(() -> new PrizeCap("X", "CNY", 0, true, "UTC", "en", List.of(), "law"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () -> new PrizeCap("X", "CNY", 1, true, "UTC", "en", List.of("gossip"), "law"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new PrizeCap("X", "CNY", 1, true, "Mars", "en", List.of(), "law"))
        .isInstanceOf(java.time.DateTimeException.class);
    assertThat(new PrizeCap("X", "CNY", 1, true, "UTC", "en", List.of(), "law").amount())
        .isEqualTo(1);
  }

  private static Prize worth(long fen, int quantity) {
    return new Prize(Drafts.languages("A"), "POINTS", 1, quantity, new Value("CNY", fen));
  }
}
