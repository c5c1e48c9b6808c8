package io.goodword.reward.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.goodword.kit.problem.Problem;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("RWD-06")
class MomentTest {

  @ParameterizedTest
  @CsvSource({
    "2026-11-25, UTC, 2026-11-25T00:00:00Z",
    "2026-11-25, Asia/Shanghai, 2026-11-24T16:00:00Z",
    "2026-03-29, Europe/Berlin, 2026-03-28T23:00:00Z",
    "2026-03-30, Europe/Berlin, 2026-03-29T22:00:00Z",
    "2026-11-25T08:00:00Z, Asia/Shanghai, 2026-11-25T08:00:00Z",
    "2026-11-25T08:00:00.123456+08:00, UTC, 2026-11-25T00:00:00.123456Z"
  })
  void shouldReadDatesInTheZoneAndTimesAsTheyAre(String text, String zone, Instant moment) {
    assertThat(Moment.of("at", text, ZoneId.of(zone))).isEqualTo(moment);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "yesterday",
        "2026-02-30",
        "2026-11-25T08:00:00",
        "1969-12-31",
        "+10000-01-01T00:00:00Z"
      })
  void shouldRefuseWhatIsNoMoment(String text) {
    assertThatThrownBy(() -> Moment.of("from", text, ZoneOffset.UTC))
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> assertThat(problem.violations().getFirst().field()).isEqualTo("from"));
  }

  @Test
  void shouldHaveNoMomentAndUtcWhenNothingIsSaid() {
    assertThat(Moment.of("at", null, ZoneOffset.UTC)).isNull();
    assertThat(Moment.zone(null)).isEqualTo(ZoneOffset.UTC);
    assertThat(Moment.zone("Asia/Taipei")).isEqualTo(ZoneId.of("Asia/Taipei"));
    assertThatThrownBy(() -> Moment.zone("Mars/Olympus")).isInstanceOf(Problem.class);
  }

  @Test
  void shouldKnowTheTwoTimes() {
    assertThat(ByTime.of(null)).isEqualTo(ByTime.RECORDED);
    assertThat(ByTime.of("recorded")).isEqualTo(ByTime.RECORDED);
    assertThat(ByTime.of("effective")).isEqualTo(ByTime.EFFECTIVE);
    assertThatThrownBy(() -> ByTime.of("later")).isInstanceOf(Problem.class);
  }
}
