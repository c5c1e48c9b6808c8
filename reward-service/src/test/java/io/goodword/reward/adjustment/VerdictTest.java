package io.goodword.reward.adjustment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.goodword.reward.adjustment.Adjustment.State;
import io.goodword.reward.adjustment.Verdict.Go;
import io.goodword.reward.adjustment.Verdict.No;
import io.goodword.reward.adjustment.Verdict.Step;
import io.goodword.reward.adjustment.Verdict.Why;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("RWD-10")
class VerdictTest {

  private static final Instant DEADLINE = Instant.parse("2026-11-25T09:00:00Z");
  private static final Instant BEFORE = DEADLINE.minusNanos(1);
  private static final UUID ID = UUID.fromString("01980f2c-2c40-7e50-8f05-5a1d3c9b0005");
  private static final Payload PAYLOAD =
      new Payload(
          "alice", "POINTS", 500, "goodwill", "sorry", null, "budget", "campaign-1", "refuse");
  private static final String HASH = PAYLOAD.hash(ID, "su");

  /**
   * Every step with everybody, before, at and after the deadline, with the right and other hash.
   */
  @ParameterizedTest(name = "{0} by {1} at {2} with {3}: {4}")
  @CsvSource({
    "APPROVE, fei, before, right, APPROVED",
    "APPROVE, fei, before, other, CHANGED",
    "APPROVE, fei, before, none, CHANGED",
    "APPROVE, fei, edge, right, TOO_LATE",
    "APPROVE, fei, after, right, TOO_LATE",
    "APPROVE, su, before, right, SAME_PERSON",
    "APPROVE, su, before, other, SAME_PERSON",
    "APPROVE, su, edge, right, TOO_LATE",
    "APPROVE, alice, before, right, OWN_ACCOUNT",
    "REJECT, fei, before, right, REJECTED",
    "REJECT, fei, before, other, CHANGED",
    "REJECT, fei, before, none, CHANGED",
    "REJECT, fei, edge, right, TOO_LATE",
    "REJECT, su, before, right, SAME_PERSON",
    "REJECT, alice, before, right, OWN_ACCOUNT",
    "WITHDRAW, su, before, none, WITHDRAWN",
    "WITHDRAW, su, before, other, WITHDRAWN",
    "WITHDRAW, fei, before, none, NOT_THE_MAKER",
    "WITHDRAW, alice, before, none, NOT_THE_MAKER",
    "WITHDRAW, su, edge, none, TOO_LATE",
    "WITHDRAW, su, after, none, TOO_LATE",
    "EXPIRE, clock, before, none, TOO_EARLY",
    "EXPIRE, clock, edge, none, EXPIRED",
    "EXPIRE, clock, after, none, EXPIRED"
  })
  void shouldJudgeEachStepOfAWaitingOne(
      Step step, String actor, String time, String seen, String expected) {
    Instant now =
        switch (time) {
          case "before" -> BEFORE;
          case "edge" -> DEADLINE;
          default -> DEADLINE.plusSeconds(1);
        };
    String hash =
        switch (seen) {
          case "right" -> HASH;
          case "other" -> PAYLOAD.hash(ID, "somebody");
          default -> null;
        };

    Verdict verdict = Verdict.of(in(State.REQUESTED), step, actor, hash, now);

    assertThat(
            switch (verdict) {
              case Go go -> go.next().name();
              case No no -> no.why().name();
            })
        .isEqualTo(expected);
  }

  static Stream<State> finalStates() {
    return EnumSet.complementOf(EnumSet.of(State.REQUESTED)).stream();
  }

  @ParameterizedTest
  @MethodSource("finalStates")
  void shouldRefuseEveryStepWhenItWasDecided(State state) {
    for (Step step : Step.values()) {
      for (String actor : List.of("su", "fei", "alice")) {
        for (Instant now : List.of(BEFORE, DEADLINE)) {
          assertThat(Verdict.of(in(state), step, actor, HASH, now)).isEqualTo(new No(Why.DECIDED));
        }
      }
    }
    assertThatThrownBy(() -> in(state).decided(State.APPROVED, "fei", BEFORE, ID))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("it stays so");
  }

  @Test
  void shouldKeepWhoAndWhenWhenItIsDecided() {
    Adjustment decided = in(State.REQUESTED).decided(State.APPROVED, "fei", BEFORE, ID);

    assertThat(decided.state()).isEqualTo(State.APPROVED);
    assertThat(decided.checker()).isEqualTo("fei");
    assertThat(decided.decidedAt()).isEqualTo(BEFORE);
    assertThat(decided.journalId()).isEqualTo(ID);
    assertThat(decided.version()).isEqualTo(2);
    assertThat(decided.hash()).isEqualTo(HASH);
    assertThat(decided.businessKey()).isEqualTo("adjustment/" + ID);
  }

  @Test
  void shouldBeginAndEndWithOneStepWhenPostedAtOnce() {
    Adjustment posted =
        Adjustment.waiting(ID, PAYLOAD, "su", Role.SUPPORT, BEFORE, DEADLINE).postedAtOnce(ID);

    assertThat(posted.state()).isEqualTo(State.POSTED);
    assertThat(posted.version()).isEqualTo(1);
    assertThat(posted.decidedAt()).isEqualTo(BEFORE);
    assertThat(posted.checker()).isNull();
    assertThat(posted.makerRole()).isEqualTo("support");
  }

  @Test
  void shouldHaveAStableCodeForEachRefusal() {
    var codes = new ArrayList<String>();
    for (Why why : Why.values()) {
      codes.add(Verdict.problem(why, in(State.REJECTED)).code());
    }

    assertThat(codes)
        .containsExactly(
            "already-decided",
            "approval-expired",
            "not-expired",
            "same-person",
            "own-account",
            "not-the-maker",
            "changed");
    assertThat(Verdict.problem(Why.DECIDED, in(State.REJECTED)))
        .hasMessageContaining("is rejected");
    assertThat(Verdict.problem(Why.CHANGED, in(State.REQUESTED)).violations())
        .extracting("field")
        .containsExactly("hash");
  }

  private static Adjustment in(State state) {
    return new Adjustment(
        ID, PAYLOAD, HASH, "su", "support", state, BEFORE, DEADLINE, null, null, null, 1);
  }
}
