package io.goodword.reward.tier;

import static org.assertj.core.api.Assertions.assertThat;

import io.goodword.reward.tier.Standing.Upgrade;
import io.goodword.reward.tier.TierDecision.Decision;
import io.goodword.reward.tier.TierDecision.Decision.Kept;
import io.goodword.reward.tier.TierDecision.Decision.Lowered;
import io.goodword.reward.tier.TierDecision.Decision.Raised;
import io.goodword.reward.tier.TierDecision.Decision.TakenBack;
import io.goodword.reward.tier.TierDecision.Figures;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.LongRange;
import org.jspecify.annotations.Nullable;

@Tag("RWD-07")
class TierDecisionTest {

  private static final Instant NOON = Instant.parse("2026-11-25T04:00:00Z");
  private static final Instant NEXT_MONTH = Instant.parse("2026-11-30T16:00:00Z");
  private static final Programme ROLLING =
      Plans.programme("P12M", "Asia/Shanghai", Downgrade.ONE_DOWN, "P30D");

  @Example
  void shouldRaiseAtOnceToTheHighestLevelThatIsEarned() {
    Decision decision = decide(ROLLING, standing(0, null), 500);

    assertThat(decision)
        .isEqualTo(new Raised(new Standing(2, NOON, new Upgrade(500, 0), NEXT_MONTH, null)));
  }

  @Example
  void shouldRaiseAtTheThresholdAndNotBelow() {
    assertThat(decide(ROLLING, standing(0, null), 99)).isInstanceOf(Kept.class);
    assertThat(decide(ROLLING, standing(0, null), 100).standing().rank()).isEqualTo(1);
    assertThat(decide(ROLLING, standing(1, null), 499)).isInstanceOf(Kept.class);
    assertThat(decide(ROLLING, standing(1, null), Long.MAX_VALUE).standing().rank()).isEqualTo(3);
  }

  @Example
  void shouldWaitForTheEvaluationWhenALevelIsNoLongerEarned() {
    Standing gold = standing(2, null);

    assertThat(decide(ROLLING, gold, 0)).isEqualTo(new Kept(gold));
  }

  @Example
  void shouldBeginTheGraceWhenTheEvaluationFindsItNotEarned() {
    Standing due = new Standing(2, NOON.minusSeconds(9), null, NOON, null);

    Decision decision = decide(ROLLING, due, 499);

    assertThat(decision).isInstanceOf(Kept.class);
    assertThat(decision.standing().graceUntil()).isEqualTo(NOON.plus(Duration.ofDays(30)));
    assertThat(decision.standing().evaluateAt()).isEqualTo(NEXT_MONTH);
    assertThat(decision.standing().rank()).isEqualTo(2);
  }

  @Example
  void shouldGiveTheWholeGraceWhenTheEvaluationComesLate() {
    Standing overdue =
        new Standing(2, NOON.minusSeconds(9), null, NOON.minus(Duration.ofDays(400)), null);

    assertThat(decide(ROLLING, overdue, 0).standing().graceUntil())
        .isEqualTo(NOON.plus(Duration.ofDays(30)));
  }

  @Example
  void shouldLowerOnlyWhenTheGraceIsOver() {
    assertThat(decide(ROLLING, standing(3, NOON.plusMillis(1)), 0)).isInstanceOf(Kept.class);
    assertThat(decide(ROLLING, standing(3, NOON), 0))
        .isEqualTo(new Lowered(new Standing(2, NOON, null, NEXT_MONTH, null)));
  }

  @Example
  void shouldLowerToWhatIsEarnedWhenThePolicyIsTheBalance() {
    Programme balance = Plans.programme("P12M", "Asia/Shanghai", Downgrade.BALANCE_BASED, "P30D");

    assertThat(decide(balance, standing(3, NOON), 120).standing().rank()).isEqualTo(1);
    assertThat(decide(balance, standing(3, NOON), 0).standing().rank()).isZero();
  }

  @Example
  void shouldForgetTheGraceWhenTheLevelIsEarnedAgain() {
    Decision decision = decide(ROLLING, standing(2, NOON.plusSeconds(5)), 500);

    assertThat(decision).isInstanceOf(Kept.class);
    assertThat(decision.standing().graceUntil()).isNull();
  }

  @Example
  void shouldKeepTheEndOfAGraceWhenAnotherEvaluationFallsIntoIt() {
    Instant end = NOON.plus(Duration.ofDays(3));
    Standing inGrace = new Standing(2, NOON.minusSeconds(9), null, NOON, end);

    Decision decision = decide(ROLLING, inGrace, 0);

    assertThat(decision.standing().graceUntil()).isEqualTo(end);
    assertThat(decision.standing().evaluateAt()).isEqualTo(NEXT_MONTH);
  }

  @Example
  void shouldLowerAtTheEvaluationWhenThereIsNoGrace() {
    Programme strict = Plans.programme("P12M", "Asia/Shanghai", Downgrade.ONE_DOWN, "P0D");

    assertThat(decide(strict, new Standing(2, NOON, null, NOON, null), 0))
        .isInstanceOf(Lowered.class);
    assertThat(decide(strict, new Standing(2, NOON, null, NOON.plusMillis(1), null), 0))
        .isInstanceOf(Kept.class);
  }

  @Example
  void shouldTakeBackAtOnceWhenTheUpgradeRestedOnWhatWasReversed() {
    Standing gold = new Standing(2, NOON.minusSeconds(9), new Upgrade(500, 0), NEXT_MONTH, null);

    assertThat(TierDecision.decide(ROLLING, gold, new Figures(499, 499), NOON))
        .isEqualTo(new TakenBack(new Standing(1, NOON, null, NEXT_MONTH, null)));
    assertThat(TierDecision.decide(ROLLING, gold, new Figures(499, 500), NOON))
        .as("the record of that day still suffices")
        .isInstanceOf(Kept.class);
    assertThat(TierDecision.decide(ROLLING, gold, new Figures(500, 499), NOON))
        .as("it is earned by what came later")
        .isInstanceOf(Kept.class);
  }

  @Example
  void shouldNotTakeBackBelowTheLevelHeldBefore() {
    Standing jade = new Standing(3, NOON.minusSeconds(9), new Upgrade(1_000, 2), NEXT_MONTH, null);

    assertThat(TierDecision.decide(ROLLING, jade, new Figures(0, 0), NOON).standing().rank())
        .isEqualTo(2);
  }

  @Example
  void shouldDecideEachCaseOfSixAsTheTableSays() {
    // evaluation due, grace (none, running, over), figure -> outcome
    for (boolean due : List.of(true, false)) {
      Instant evaluateAt = due ? NOON : NOON.plusSeconds(60);
      assertOutcome(evaluateAt, null, 500, Kept.class, false);
      assertOutcome(evaluateAt, NOON.plusSeconds(1), 500, Kept.class, false);
      assertOutcome(evaluateAt, NOON.minusSeconds(1), 500, Kept.class, false);
      assertOutcome(evaluateAt, null, 1_000, Raised.class, false);
      assertOutcome(evaluateAt, NOON.minusSeconds(1), 1_000, Raised.class, false);
      assertOutcome(evaluateAt, null, 0, Kept.class, due);
      assertOutcome(evaluateAt, NOON.plusSeconds(1), 0, Kept.class, true);
      assertOutcome(evaluateAt, NOON.minusSeconds(1), 0, Lowered.class, false);
    }
  }

  @Property
  void shouldChangeNothingWhenAskedAgain(
      @ForAll("programmes") Programme programme,
      @ForAll("standings") Standing standing,
      @ForAll @LongRange(min = 0, max = 1_500) long figure,
      @ForAll @LongRange(min = 0, max = 1_500) long before) {
    var figures = new Figures(figure, before);
    Decision first = TierDecision.decide(programme, standing, figures, NOON);
    Standing once = first.standing();
    // an upgrade rests on the figure of its own time
    long rested = first instanceof Raised ? figure : before;

    Decision again = TierDecision.decide(programme, once, new Figures(figure, rested), NOON);

    assertThat(again).isEqualTo(new Kept(once));
  }

  @Property
  void shouldNeverGiveALowerLevelForMore(
      @ForAll("programmes") Programme programme,
      @ForAll("standings") Standing standing,
      @ForAll @LongRange(min = 0, max = 1_500) long one,
      @ForAll @LongRange(min = 0, max = 1_500) long other,
      @ForAll @LongRange(min = 0, max = 1_500) long before) {
    int less = rank(programme, standing, Math.min(one, other), before);
    int more = rank(programme, standing, Math.max(one, other), before);

    assertThat(less).isLessThanOrEqualTo(more);
  }

  @Property
  void shouldNeverSkipTheGrace(
      @ForAll("programmes") Programme programme,
      @ForAll("standings") Standing standing,
      @ForAll @LongRange(min = 0, max = 1_500) long figure) {
    Decision decision = TierDecision.decide(programme, standing, new Figures(figure, 2_000), NOON);

    if (decision instanceof Lowered) {
      Instant end = standing.graceUntil();
      boolean served = end != null && !NOON.isBefore(end);
      boolean none =
          programme.grace().isZero() && end == null && !NOON.isBefore(standing.evaluateAt());
      assertThat(served || none).isTrue();
    }
    Instant begun = decision.standing().graceUntil();
    if (begun != null && standing.graceUntil() == null) {
      assertThat(begun).isEqualTo(programme.grace().after(NOON, programme.zoneId()));
    }
  }

  @Property
  void shouldNeverDropTwoLevelsAtOnceWhenThePolicyIsOneDown(
      @ForAll("standings") Standing standing,
      @ForAll @LongRange(min = 0, max = 1_500) long figure) {
    Decision decision = TierDecision.decide(ROLLING, standing, new Figures(figure, 2_000), NOON);

    assertThat(decision.standing().rank()).isGreaterThanOrEqualTo(standing.rank() - 1);
    if (decision instanceof Lowered) {
      assertThat(decision.standing().rank()).isEqualTo(standing.rank() - 1);
    }
  }

  @Property
  void shouldNeverFallBelowWhatIsEarned(
      @ForAll("programmes") Programme programme,
      @ForAll("standings") Standing standing,
      @ForAll @LongRange(min = 0, max = 1_500) long figure,
      @ForAll @LongRange(min = 0, max = 1_500) long before) {
    assertThat(rank(programme, standing, figure, before))
        .isGreaterThanOrEqualTo(programme.earnedBy(figure));
  }

  @Property
  void shouldAlwaysBeLookedAtAgainLater(
      @ForAll("programmes") Programme programme,
      @ForAll("standings") Standing standing,
      @ForAll @LongRange(min = 0, max = 1_500) long figure) {
    Standing next =
        TierDecision.decide(programme, standing, new Figures(figure, figure), NOON).standing();

    assertThat(next.checkAt()).isAfter(NOON);
  }

  @Provide
  Arbitrary<Programme> programmes() {
    return Combinators.combine(
            Arbitraries.of("P12M", "calendar-year", "P90D", "PT48H"),
            Arbitraries.of("Asia/Shanghai", "America/Sao_Paulo", "UTC"),
            Arbitraries.of(Downgrade.values()),
            Arbitraries.of("P0D", "P30D", "PT2S"))
        .as(Plans::programme);
  }

  @Provide
  Arbitrary<Standing> standings() {
    Arbitrary<Instant> near =
        Arbitraries.longs().between(-3_000_000, 3_000_000).map(NOON::plusSeconds);
    return Combinators.combine(
            Arbitraries.integers().between(0, 3),
            near,
            near.injectNull(0.5),
            Arbitraries.integers().between(0, 3))
        .as(
            (rank, evaluateAt, graceUntil, before) ->
                new Standing(
                    rank,
                    NOON.minusSeconds(4_000_000),
                    before < rank ? new Upgrade(500, before) : null,
                    evaluateAt,
                    graceUntil));
  }

  private static void assertOutcome(
      Instant evaluateAt,
      @Nullable Instant graceUntil,
      long figure,
      Class<? extends Decision> outcome,
      boolean inGrace) {
    Standing gold = new Standing(2, NOON.minusSeconds(9), null, evaluateAt, graceUntil);
    Decision decision = decide(ROLLING, gold, figure);
    assertThat(decision)
        .as("evaluation %s, grace %s, figure %d", evaluateAt, graceUntil, figure)
        .isInstanceOf(outcome);
    assertThat(decision.standing().graceUntil() != null).isEqualTo(inGrace);
  }

  private static Standing standing(int rank, @Nullable Instant graceUntil) {
    return new Standing(rank, NOON.minusSeconds(9), null, NEXT_MONTH, graceUntil);
  }

  private static Decision decide(Programme programme, Standing standing, long figure) {
    return TierDecision.decide(programme, standing, new Figures(figure, figure), NOON);
  }

  private static int rank(Programme programme, Standing standing, long figure, long before) {
    return TierDecision.decide(programme, standing, new Figures(figure, before), NOON)
        .standing()
        .rank();
  }
}
