package io.goodword.reward.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.goodword.kit.problem.Problem;
import io.goodword.reward.catalogue.Eligibility.Turns;
import io.goodword.reward.catalogue.GiftRules.Limits;
import io.goodword.reward.catalogue.GiftRules.Price;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.LongRange;
import org.jspecify.annotations.Nullable;

@Tag("RWD-08")
class EligibilityTest {

  private static final Instant FROM = Instant.parse("2026-11-11T00:00:00Z");
  private static final Instant UNTIL = Instant.parse("2026-12-01T00:00:00Z");
  private static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");

  @Example
  void shouldLetInWhoBreaksNoRule() {
    Eligibility.check(gift(Limits.NONE), NOW, null, true, Turns.NONE);
    Eligibility.check(gift(Limits.NONE), FROM, 500L, true, new Turns(99, 99));
    Eligibility.check(gift(new Limits(3, 1, "day", "UTC")), NOW, null, true, new Turns(2, 0));
  }

  @Example
  void shouldSayWhatIsAgainstIt() {
    Limits limits = new Limits(3, 1, "day", "UTC");
    assertThat(refusal(FROM.minusMillis(1), null, true, Turns.NONE, limits))
        .isEqualTo("not-available");
    assertThat(refusal(UNTIL, null, true, Turns.NONE, limits)).isEqualTo("not-available");
    assertThat(refusal(NOW, 499L, true, Turns.NONE, limits)).isEqualTo("price-changed");
    assertThat(refusal(NOW, null, false, Turns.NONE, limits)).isEqualTo("tier-required");
    assertThat(refusal(NOW, null, true, new Turns(3, 0), limits)).isEqualTo("limit-reached");
    assertThat(refusal(NOW, null, true, new Turns(1, 1), limits)).isEqualTo("limit-reached");
  }

  @Example
  void shouldSayFromWhenOnAndUntilWhen() {
    assertThatThrownBy(
            () -> Eligibility.check(gift(Limits.NONE), FROM.minusMillis(1), null, true, Turns.NONE))
        .hasMessageContaining("from 2026-11-11T00:00:00Z on");
    assertThatThrownBy(() -> Eligibility.check(gift(Limits.NONE), UNTIL, null, true, Turns.NONE))
        .hasMessageContaining("until 2026-12-01T00:00:00Z");
  }

  @Example
  void shouldCountOnlyWhatIsLimited() {
    assertThat(Limits.NONE.count()).isFalse();
    assertThat(new Limits(1, null, null, null).count()).isTrue();
    assertThat(new Limits(null, 1, "day", "UTC").count()).isTrue();
  }

  @Example
  void shouldBeginPeriodsWhereTheZoneDoes() {
    ZoneId shanghai = ZoneId.of("Asia/Shanghai");
    // Wednesday 25 November, 18 o'clock in Shanghai
    assertThat(since("day", shanghai)).isEqualTo(Instant.parse("2026-11-24T16:00:00Z"));
    assertThat(since("week", shanghai)).isEqualTo(Instant.parse("2026-11-22T16:00:00Z"));
    assertThat(since("month", shanghai)).isEqualTo(Instant.parse("2026-10-31T16:00:00Z"));
    assertThat(since("P30D", null)).isEqualTo(NOW.minus(Duration.ofDays(30)));
    assertThat(since("PT1S", null)).isEqualTo(NOW.minusSeconds(1));
    assertThat(Period.parse("day", null)).isEmpty();
    assertThat(Period.parse("year", shanghai)).isEmpty();
    assertThat(Period.parse("PT0.5S", shanghai)).isEmpty();
    assertThat(Period.parse("P367D", shanghai)).isEmpty();
    assertThat(Period.parse("P366D", shanghai)).isPresent();
  }

  @Example
  void shouldKeepTheDayWhenSummerTimeEnds() {
    ZoneId berlin = ZoneId.of("Europe/Berlin");
    Period day = Period.parse("day", berlin).orElseThrow();
    // 25 October 2026 has 25 hours
    assertThat(day.since(Instant.parse("2026-10-25T22:59:59Z")))
        .isEqualTo(Instant.parse("2026-10-24T22:00:00Z"));
    assertThat(day.since(Instant.parse("2026-10-25T23:00:00Z")))
        .isEqualTo(Instant.parse("2026-10-25T23:00:00Z"));
  }

  @Property
  void shouldNeverBeginAfterNow(@ForAll @LongRange(min = 0, max = 4_000_000_000L) long second) {
    Instant now = Instant.ofEpochSecond(second);
    for (String unit : new String[] {"day", "week", "month"}) {
      Instant since = Period.parse(unit, ZoneId.of("America/Sao_Paulo")).orElseThrow().since(now);
      assertThat(since).isBeforeOrEqualTo(now);
      assertThat(Duration.between(since, now)).isLessThanOrEqualTo(Duration.ofHours(31 * 24 + 1));
    }
  }

  private static Instant since(String text, @Nullable ZoneId zone) {
    Optional<Period> period = Period.parse(text, zone);
    return period.orElseThrow().since(NOW);
  }

  private static String refusal(
      Instant now, @Nullable Long expected, boolean reached, Turns turns, Limits limits) {
    try {
      Eligibility.check(gift(limits), now, expected, reached, turns);
      return "none";
    } catch (Problem problem) {
      return problem.code();
    }
  }

  private static GiftRules gift(Limits limits) {
    return new GiftRules(
        GiftKind.MATERIAL,
        Map.of(),
        new Price("POINTS", 500),
        null,
        null,
        FROM,
        null,
        FROM,
        UNTIL,
        limits,
        null,
        null,
        Duration.ofDays(7));
  }
}
