package io.goodword.reward.points;

import static org.assertj.core.api.Assertions.assertThat;

import io.goodword.reward.points.Notices.Step;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("RWD-06")
class NoticesTest {

  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final Instant EXPIRES = Instant.parse("2027-12-31T16:00:00Z");
  private static final Instant EARNED = Instant.parse("2026-12-31T08:00:00Z");
  private static final Notices NOTICES =
      new Notices(List.of(Span.positive("notice", "P7D"), Span.positive("notice", "P30D")));

  @ParameterizedTest(name = "{0} after {1}")
  @CsvSource(
      nullValues = "-",
      value = {
        "2027-01-01T00:00:00Z, 0, -, 0, 2027-12-01T16:00:00Z",
        "2027-12-01T15:59:59Z, 0, -, 0, 2027-12-01T16:00:00Z",
        "2027-12-01T16:00:00Z, 0, P30D, 1, 2027-12-24T16:00:00Z",
        "2027-12-20T00:00:00Z, 0, P30D, 1, 2027-12-24T16:00:00Z",
        "2027-12-20T00:00:00Z, 1, -, 1, 2027-12-24T16:00:00Z",
        "2027-12-24T16:00:00Z, 1, P7D, 2, 2027-12-31T16:00:00Z",
        // both became due unseen: the last one is enough
        "2027-12-30T00:00:00Z, 0, P7D, 2, 2027-12-31T16:00:00Z",
        "2027-12-30T00:00:00Z, 2, -, 2, 2027-12-31T16:00:00Z",
        // the clock went back: what was told is not told again
        "2027-12-10T00:00:00Z, 2, -, 2, 2027-12-24T16:00:00Z",
        "2027-11-10T00:00:00Z, 2, -, 2, 2027-12-01T16:00:00Z"
      })
  void shouldWarnOnceForEachNotice(
      Instant now, int told, @Nullable String notice, int toldAfter, Instant nextAt) {
    Step step = NOTICES.at(now, EARNED, EXPIRES, told, ZONE);

    assertThat(step.notice() == null ? null : step.notice().text()).isEqualTo(notice);
    assertThat(step.told()).isEqualTo(toldAfter);
    assertThat(step.nextAt()).isEqualTo(nextAt);
  }

  @ParameterizedTest(name = "earned {0}, now {1}")
  @CsvSource(
      nullValues = "-",
      value = {
        "2027-12-20T00:00:00Z, 2027-12-20T00:00:00Z, -, 0, 2027-12-24T16:00:00Z",
        "2027-12-01T16:00:00Z, 2027-12-01T16:00:00Z, -, 0, 2027-12-24T16:00:00Z",
        "2027-12-01T15:59:59Z, 2027-12-01T16:00:00Z, P30D, 1, 2027-12-24T16:00:00Z",
        "2027-12-20T00:00:00Z, 2027-12-24T16:00:00Z, P7D, 2, 2027-12-31T16:00:00Z",
        "2027-12-30T00:00:00Z, 2027-12-30T00:00:00Z, -, 0, 2027-12-31T16:00:00Z"
      })
  void shouldNotWarnOfAMomentBeforeTheEarning(
      Instant earned, Instant now, @Nullable String notice, int told, Instant nextAt) {
    Step step = NOTICES.at(now, earned, EXPIRES, 0, ZONE);

    assertThat(step.notice() == null ? null : step.notice().text()).isEqualTo(notice);
    assertThat(step.told()).isEqualTo(told);
    assertThat(step.nextAt()).isEqualTo(nextAt);
  }

  @Test
  void shouldOnlyWaitForTheExpiryWhenNobodyIsToBeWarned() {
    assertThat(new Notices(List.of()).at(EARNED, EARNED, EXPIRES, 0, ZONE))
        .isEqualTo(new Step(null, 0, EXPIRES));
  }

  @Property
  void shouldGiveEachNoticeAtMostOnceWhenTheClockJumps(
      @ForAll @Size(min = 1, max = 40) List<@IntRange(min = -60, max = 400) Integer> daysBefore) {
    var given = new ArrayList<String>();
    int told = 0;
    for (int days : daysBefore) {
      Instant now = EXPIRES.minus(Duration.ofDays(days));
      Step step = NOTICES.at(now, EARNED, EXPIRES, told, ZONE);
      told = step.told();
      if (step.notice() != null) {
        given.add(step.notice().text());
      }
    }
    assertThat(given).doesNotHaveDuplicates();
    if (given.size() == 2) {
      assertThat(given).containsExactly("P30D", "P7D");
    }
  }
}
