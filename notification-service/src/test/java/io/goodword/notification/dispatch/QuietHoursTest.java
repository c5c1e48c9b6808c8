package io.goodword.notification.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class QuietHoursTest {

  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
  private static final QuietHours NIGHT = new QuietHours(LocalTime.of(21, 0), LocalTime.of(8, 0));

  @Test
  @Tag("NOT-05")
  void shouldEndNextMorningWhenItIsLateInTheEvening() {
    // 21:00 in Shanghai is quiet to the minute
    assertThat(NIGHT.end(Instant.parse("2026-11-22T13:00:00Z"), SHANGHAI))
        .contains(Instant.parse("2026-11-23T00:00:00Z"));
  }

  @Test
  @Tag("NOT-05")
  void shouldEndTheSameMorningWhenItIsAfterMidnight() {
    assertThat(NIGHT.end(Instant.parse("2026-11-22T18:30:00Z"), SHANGHAI))
        .contains(Instant.parse("2026-11-23T00:00:00Z"));
  }

  @Test
  @Tag("NOT-05")
  void shouldNotBeQuietAtTheEndItselfAndDuringTheDay() {
    assertThat(NIGHT.end(Instant.parse("2026-11-22T00:00:00Z"), SHANGHAI)).isEmpty();
    assertThat(NIGHT.end(Instant.parse("2026-11-22T12:59:59Z"), SHANGHAI)).isEmpty();
  }

  @Test
  @Tag("NOT-05")
  void shouldNeverBeQuietWhenStartAndEndAreTheSame() {
    QuietHours none = new QuietHours(LocalTime.MIDNIGHT, LocalTime.MIDNIGHT);
    assertThat(none.end(Instant.parse("2026-11-22T16:00:00Z"), SHANGHAI)).isEmpty();
  }

  @Test
  @Tag("NOT-05")
  void shouldEndWhenTheGapEndsWhenDaylightSavingSkipsTheEnd() {
    // 2026-03-08: 02:00 becomes 03:00 in New York, so 02:30 does not exist
    QuietHours early = new QuietHours(LocalTime.of(22, 0), LocalTime.of(2, 30));
    assertThat(early.end(Instant.parse("2026-03-08T06:30:00Z"), NEW_YORK))
        .contains(Instant.parse("2026-03-08T07:00:00Z"));
  }

  @Test
  @Tag("NOT-05")
  void shouldEndAtTheFirstOfTwoWhenTheEndComesTwice() {
    // 2026-11-01: 02:00 becomes 01:00 in New York, so 01:30 comes at 05:30Z and at 06:30Z
    QuietHours early = new QuietHours(LocalTime.of(22, 0), LocalTime.of(1, 30));
    assertThat(early.end(Instant.parse("2026-11-01T05:10:00Z"), NEW_YORK))
        .contains(Instant.parse("2026-11-01T05:30:00Z"));
    assertThat(early.end(Instant.parse("2026-11-01T06:10:00Z"), NEW_YORK))
        .contains(Instant.parse("2026-11-01T06:30:00Z"));
  }

  @Property
  @net.jqwik.api.Tag("NOT-05")
  void shouldAlwaysEndWithinADayAtAMomentThatIsNotQuiet(
      @ForAll @LongRange(min = 1_700_000_000, max = 2_000_000_000) long second,
      @ForAll @IntRange(max = 1_439) int start,
      @ForAll @IntRange(max = 1_439) int end,
      @ForAll boolean newYork) {
    ZoneId zone = newYork ? NEW_YORK : SHANGHAI;
    QuietHours hours =
        new QuietHours(LocalTime.ofSecondOfDay(start * 60L), LocalTime.ofSecondOfDay(end * 60L));
    Instant now = Instant.ofEpochSecond(second);

    Optional<Instant> until = hours.end(now, zone);

    until.ifPresent(
        moment ->
            assertThat(Duration.between(now, moment))
                .isBetween(Duration.ofMillis(1), Duration.ofHours(25)));
  }
}
