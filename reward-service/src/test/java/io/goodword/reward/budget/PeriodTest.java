package io.goodword.reward.budget;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("RWD-04")
class PeriodTest {

  @ParameterizedTest(name = "{0} in {1}")
  @CsvSource({
    // the same instant lies in two days
    "2026-11-25T15:59:59Z, Asia/Shanghai, 2026-11-25, 2026-W48, 2026-11",
    "2026-11-25T16:00:00Z, Asia/Shanghai, 2026-11-26, 2026-W48, 2026-11",
    "2026-11-25T16:00:00Z, America/New_York, 2026-11-25, 2026-W48, 2026-11",
    // a month ends earlier in the east
    "2026-11-30T16:00:00Z, Asia/Taipei, 2026-12-01, 2026-W49, 2026-12",
    "2026-11-30T16:00:00Z, Europe/Berlin, 2026-11-30, 2026-W49, 2026-11",
    // weeks belong to the year that has their Thursday
    "2026-12-31T12:00:00Z, Europe/Berlin, 2026-12-31, 2026-W53, 2026-12",
    "2027-01-01T12:00:00Z, Europe/Berlin, 2027-01-01, 2026-W53, 2027-01",
    "2027-01-03T22:59:59Z, Europe/Berlin, 2027-01-03, 2026-W53, 2027-01",
    "2027-01-03T23:00:00Z, Europe/Berlin, 2027-01-04, 2027-W01, 2027-01",
    "2024-12-30T12:00:00Z, Europe/Berlin, 2024-12-30, 2025-W01, 2024-12",
    // the day of 23 hours and the day of 25 hours
    "2027-03-27T23:00:00Z, Europe/Berlin, 2027-03-28, 2027-W12, 2027-03",
    "2027-03-28T21:59:59Z, Europe/Berlin, 2027-03-28, 2027-W12, 2027-03",
    "2027-03-28T22:00:00Z, Europe/Berlin, 2027-03-29, 2027-W13, 2027-03",
    "2026-10-24T22:00:00Z, Europe/Berlin, 2026-10-25, 2026-W43, 2026-10",
    "2026-10-25T00:30:00Z, Europe/Berlin, 2026-10-25, 2026-W43, 2026-10",
    "2026-10-25T01:30:00Z, Europe/Berlin, 2026-10-25, 2026-W43, 2026-10",
    "2026-10-25T22:59:59Z, Europe/Berlin, 2026-10-25, 2026-W43, 2026-10",
    "2026-10-25T23:00:00Z, Europe/Berlin, 2026-10-26, 2026-W44, 2026-10",
    // clocks that change at midnight: the day begins at one
    "2018-11-04T02:59:59Z, America/Sao_Paulo, 2018-11-03, 2018-W44, 2018-11",
    "2018-11-04T03:00:00Z, America/Sao_Paulo, 2018-11-04, 2018-W44, 2018-11",
    // a day that an island left out
    "2011-12-30T09:59:59Z, Pacific/Apia, 2011-12-29, 2011-W52, 2011-12",
    "2011-12-30T10:00:00Z, Pacific/Apia, 2011-12-31, 2011-W52, 2011-12"
  })
  void shouldFollowTheCalendarOfTheMarket(
      Instant at, String zone, String day, String week, String month) {
    ZoneId there = ZoneId.of(zone);
    assertThat(Period.DAY.key(at, there)).isEqualTo(day);
    assertThat(Period.WEEK.key(at, there)).isEqualTo(week);
    assertThat(Period.MONTH.key(at, there)).isEqualTo(month);
    assertThat(Period.ALL.key(at, there)).isEmpty();
  }

  @Property(tries = 500)
  void shouldChangeOnlyAtMidnight(@ForAll @IntRange(max = 20_000) int day) {
    ZoneId berlin = ZoneId.of("Europe/Berlin");
    LocalDate date = LocalDate.ofEpochDay(day);
    Instant midnight = date.atStartOfDay(berlin).toInstant();
    Instant next = date.plusDays(1).atStartOfDay(berlin).toInstant();

    assertThat(Period.DAY.key(midnight, berlin)).isEqualTo(date.toString());
    assertThat(Period.DAY.key(next.minusNanos(1), berlin)).isEqualTo(date.toString());
    assertThat(Period.DAY.key(next, berlin)).isNotEqualTo(date.toString());
    assertThat(Period.WEEK.key(next, berlin).equals(Period.WEEK.key(midnight, berlin)))
        .isEqualTo(date.getDayOfWeek().getValue() != 7);
    assertThat(Period.MONTH.key(next, berlin).equals(Period.MONTH.key(midnight, berlin)))
        .isEqualTo(date.getDayOfMonth() != date.lengthOfMonth());
  }
}
