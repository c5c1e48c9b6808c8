package io.goodword.reward.tier;

import static org.assertj.core.api.Assertions.assertThat;

import io.goodword.reward.tier.Forecast.Count;
import io.goodword.reward.tier.Forecast.Move;
import io.goodword.reward.tier.Forecast.Sample;
import io.goodword.reward.tier.Qualifying.Counted;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("RWD-07")
class ForecastTest {

  private static final List<Counted> MEMBERS =
      List.of(
          new Counted("alice", "MEMBER", 500),
          new Counted("bob", "JADE", 0),
          new Counted("carol", "SILVER", 100),
          new Counted("dave", "", 120),
          new Counted("erin", "MEMBER", 600));

  @Test
  void shouldCountWhoWouldMoveOneLevelDown() {
    Forecast forecast =
        Forecast.of(Plans.programme("P12M", "UTC", Downgrade.ONE_DOWN, "P0D"), MEMBERS, 10, 2);

    assertThat(forecast.members()).isEqualTo(5);
    assertThat(forecast.truncated()).isFalse();
    assertThat(forecast.levels())
        .containsExactly(
            new Count("MEMBER", 0),
            new Count("SILVER", 2),
            new Count("GOLD", 3),
            new Count("JADE", 0));
    assertThat(forecast.up()).isEqualTo(3);
    assertThat(forecast.down()).isEqualTo(1);
    assertThat(forecast.moves())
        .containsExactly(
            new Move("MEMBER", "SILVER", 1),
            new Move("MEMBER", "GOLD", 2),
            new Move("JADE", "GOLD", 1));
    assertThat(forecast.sample())
        .containsExactly(new Sample("alice", "MEMBER", "GOLD"), new Sample("bob", "JADE", "GOLD"));
  }

  @Test
  void shouldCountWhoWouldFallToTheBalance() {
    Forecast forecast =
        Forecast.of(Plans.programme("P12M", "UTC", Downgrade.BALANCE_BASED, "P0D"), MEMBERS, 10, 0);

    assertThat(forecast.moves()).contains(new Move("JADE", "MEMBER", 1));
    assertThat(forecast.sample()).isEmpty();
  }

  @Test
  void shouldSayThatThereAreMoreThanWereCounted() {
    Forecast forecast =
        Forecast.of(Plans.programme("P12M", "UTC", Downgrade.ONE_DOWN, "P0D"), MEMBERS, 4, 9);

    assertThat(forecast.members()).isEqualTo(4);
    assertThat(forecast.truncated()).isTrue();
    assertThat(forecast.up()).isEqualTo(2);
  }
}
