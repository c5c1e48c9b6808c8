package io.goodword.reward.points;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.goodword.kit.problem.Problem;
import io.goodword.reward.points.ExpiryRule.Debt;
import io.goodword.reward.points.ExpiryRule.Rounding;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("RWD-06")
class ExpiryRuleTest {

  @ParameterizedTest(name = "{0} for {1} in {2}")
  @CsvSource({
    // earned at 23:59 and at 00:01 in Shanghai: one day apart
    "2026-12-31T15:59:00Z, P12M, Asia/Shanghai, 2027-12-31T16:00:00Z",
    "2026-12-31T16:01:00Z, P12M, Asia/Shanghai, 2028-01-01T16:00:00Z",
    "2026-12-31T16:01:00Z, P12M, UTC, 2028-01-01T00:00:00Z",
    // the last day has 23 hours, then 25
    "2027-03-13T17:00:00Z, P1D, America/New_York, 2027-03-15T04:00:00Z",
    "2027-11-06T17:00:00Z, P1D, America/New_York, 2027-11-08T05:00:00Z",
    // Feb 29 and ends of months
    "2028-02-29T12:00:00Z, P1Y, UTC, 2029-03-01T00:00:00Z",
    "2027-01-31T12:00:00Z, P1M, UTC, 2027-03-01T00:00:00Z",
    "2027-08-31T12:00:00Z, P6M, UTC, 2028-03-01T00:00:00Z",
    // midnight that does not exist (Cairo springs forward at 00:00 on 2027-04-30): 01:00
    "2027-04-28T12:00:00Z, P1D, Africa/Cairo, 2027-04-29T22:00:00Z",
    // midnight that comes twice (Havana falls back at 01:00 on 2027-11-07): its second coming
    "2027-11-05T12:00:00Z, P1D, America/Havana, 2027-11-07T05:00:00Z",
    // seconds and a day: the day on which they end
    "2027-05-05T23:59:50Z, PT30S, UTC, 2027-05-07T00:00:00Z"
  })
  void shouldLiveToTheEndOfTheLastLocalDay(Instant earned, String span, String zone, Instant end) {
    assertThat(rule(span, zone, null, null).expiryOf(earned)).isEqualTo(end);
    assertThat(rule("P99Y", zone, "day", span).graceOf(earned)).isEqualTo(end);
  }

  @ParameterizedTest(name = "{0} for {1} in {2}")
  @CsvSource({
    "2027-05-05T23:59:50Z, PT30S, UTC, 2027-05-06T00:00:20Z",
    "2027-03-13T12:00:00Z, P1D, America/New_York, 2027-03-14T11:00:00Z",
    "2027-01-31T12:00:00Z, P1M, UTC, 2027-02-28T12:00:00Z"
  })
  void shouldExpireToTheInstantWhenNothingIsRounded(
      Instant earned, String span, String zone, Instant end) {
    assertThat(rule(span, zone, "none", null).expiryOf(earned)).isEqualTo(end);
  }

  @Test
  void shouldNeverExpireWithoutAValidityAndHaveNoGraceUnlessGiven() {
    ExpiryRule rule = rule(null, "UTC", null, null);

    assertThat(rule.expiryOf(Instant.EPOCH)).isNull();
    assertThat(rule.graceOf(Instant.EPOCH)).isNull();
    assertThat(rule.rounding()).isEqualTo(Rounding.DAY);
    assertThat(rule.debt()).isEqualTo(Debt.OWE);
  }

  @Test
  void shouldReadEveryChoice() {
    for (Rounding rounding : Rounding.values()) {
      assertThat(ExpiryRule.of("P1D", "UTC", rounding.code(), null, null).rounding())
          .isEqualTo(rounding);
    }
    for (Debt debt : Debt.values()) {
      assertThat(ExpiryRule.of("P1D", "UTC", null, null, debt.code()).debt()).isEqualTo(debt);
    }
    assertThat(Debt.WRITE_OFF.code()).isEqualTo("write-off");
  }

  @ParameterizedTest(name = "{0} in {1}")
  @CsvSource(
      nullValues = "-",
      value = {
        "validity, P0D, UTC, -, -, -",
        "validity, a year, UTC, -, -, -",
        "zone, P1D, -, -, -, -",
        "zone, P1D, +08:00, -, -, -",
        "zone, P1D, Mars/Olympus, -, -, -",
        "rounding, P1D, UTC, week, -, -",
        "grace, P1D, UTC, -, PT0S, -",
        "debt, P1D, UTC, -, -, forgive"
      })
  void shouldNameTheFieldThatIsWrong(
      String field,
      String validity,
      @Nullable String zone,
      @Nullable String rounding,
      @Nullable String grace,
      @Nullable String debt) {
    assertThatThrownBy(() -> ExpiryRule.of(validity, zone, rounding, grace, debt))
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> assertThat(problem.violations().getFirst().field()).isEqualTo(field));
  }

  @Property
  void shouldEndAtTheFirstMomentOfALocalDay(
      @ForAll("moments") Instant earned,
      @ForAll("zones") ZoneId zone,
      @ForAll @IntRange(min = 1, max = 800) int days) {
    Instant end = rule("P" + days + "D", zone.getId(), "day", null).expiryOf(earned);

    assertThat(end).isNotNull();
    LocalDate last = earned.atZone(zone).toLocalDate().plusDays(days);
    assertThat(end.minusNanos(1).atZone(zone).toLocalDate()).isBeforeOrEqualTo(last.plusDays(1));
    assertThat(end.atZone(zone).toLocalDate()).isEqualTo(last.plusDays(1));
    assertThat(end.atZone(zone).toLocalTime()).isBeforeOrEqualTo(LocalTime.of(1, 0));
  }

  @Property
  void shouldExpireInTheOrderOfEarning(
      @ForAll("moments") Instant earned,
      @ForAll("zones") ZoneId zone,
      @ForAll @LongRange(min = 0, max = 100_000_000L) long later,
      @ForAll @IntRange(min = 1, max = 30) int months) {
    ExpiryRule rule = rule("P" + months + "M", zone.getId(), "day", null);
    Instant first = rule.expiryOf(earned);
    Instant second = rule.expiryOf(earned.plusSeconds(later));

    assertThat(first).isNotNull().isAfter(earned);
    assertThat(second).isAfterOrEqualTo(first);
  }

  @Provide
  Arbitrary<Instant> moments() {
    return Arbitraries.longs()
        .between(
            Instant.parse("2020-01-01T00:00:00Z").getEpochSecond(),
            Instant.parse("2040-01-01T00:00:00Z").getEpochSecond())
        .map(Instant::ofEpochSecond);
  }

  @Provide
  Arbitrary<ZoneId> zones() {
    return Arbitraries.of(
            "Asia/Shanghai",
            "Asia/Taipei",
            "America/New_York",
            "Europe/Berlin",
            "Africa/Cairo",
            "America/Havana",
            "Australia/Lord_Howe",
            "UTC")
        .map(ZoneId::of);
  }

  private static ExpiryRule rule(
      @Nullable String validity, String zone, @Nullable String rounding, @Nullable String grace) {
    return ExpiryRule.of(validity, zone, rounding, grace, null);
  }
}
