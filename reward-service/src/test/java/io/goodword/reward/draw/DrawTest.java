package io.goodword.reward.draw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.goodword.kit.problem.Problem;
import io.goodword.reward.draw.Draw.Frozen;
import io.goodword.reward.draw.Draw.State;
import io.goodword.reward.draw.Draw.Witness;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("RWD-09")
class DrawTest {

  private static final Instant BEFORE = Drafts.OPENS.minusMillis(1);
  private static final Instant LAST = Drafts.CLOSES.minusMillis(1);
  private static final Instant REVEAL_BY = Drafts.CLOSES.plusSeconds(100);
  private static final byte[] SEED = Sha256.of(new byte[] {7});
  private static final Witness SECRET = new Witness("an", Commitment.to(SEED), null);
  private static final Witness OPENED = new Witness("an", Commitment.to(SEED), Sha256.hex(SEED));

  @Test
  void shouldGiveTicketsBetweenItsInstantsOnly() {
    Draw draw = draw(State.ANNOUNCED, null);

    assertThat(code(() -> draw.mustGiveTickets(BEFORE))).isEqualTo("draw-not-open");
    assertThatCode(() -> draw.mustGiveTickets(Drafts.OPENS)).doesNotThrowAnyException();
    assertThatCode(() -> draw.mustGiveTickets(LAST)).doesNotThrowAnyException();
    assertThat(code(() -> draw.mustGiveTickets(Drafts.CLOSES))).isEqualTo("draw-closed");
    assertThat(draw.hasOpened(BEFORE)).isFalse();
    assertThat(draw.hasOpened(Drafts.OPENS)).isTrue();
    assertThat(DrawView.state(draw, BEFORE)).isEqualTo("announced");
    assertThat(DrawView.state(draw, LAST)).isEqualTo("open");
    assertThat(DrawView.state(draw, Drafts.CLOSES)).isEqualTo("closing");
  }

  @ParameterizedTest
  @EnumSource(value = State.class, names = "ANNOUNCED", mode = EnumSource.Mode.EXCLUDE)
  void shouldNeitherSellNorChangeWhenItIsNoLongerOpen(State state) {
    Draw draw = draw(state, null);
    String expected =
        state == State.CANCELLED || state == State.CANCELLING ? "draw-cancelled" : "draw-closed";

    // also when a clock runs behind
    assertThat(code(() -> draw.mustGiveTickets(LAST))).isEqualTo(expected);
    assertThat(code(() -> draw.mustNotBeOver(BEFORE))).isEqualTo(expected);
    assertThat(draw.hasOpened(BEFORE)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "ANNOUNCED, draw-not-frozen",
    "CLOSING, draw-not-frozen",
    "FROZEN, ok",
    "PAYING, reveal-too-late",
    "SETTLED, reveal-too-late",
    "CANCELLING, draw-not-frozen",
    "CANCELLED, draw-not-frozen"
  })
  void shouldTakeTheSeedOfTheWitnessOnlyBetweenFreezeAndDraw(State state, String expected) {
    Draw draw = draw(state, SECRET);

    if (expected.equals("ok")) {
      assertThat(draw.mustAccept(SEED, REVEAL_BY.minusMillis(1))).isEqualTo(SECRET);
    } else {
      assertThat(code(() -> draw.mustAccept(SEED, REVEAL_BY.minusMillis(1)))).isEqualTo(expected);
    }
  }

  @Test
  void shouldRefuseAWitnessWhoIsLateOrHasAnotherSeed() {
    assertThat(code(() -> draw(State.FROZEN, SECRET).mustAccept(SEED, REVEAL_BY)))
        .isEqualTo("reveal-too-late");
    assertThat(code(() -> draw(State.FROZEN, SECRET).mustAccept(Sha256.of(SEED), LAST)))
        .isEqualTo("seed-does-not-match");
    assertThat(code(() -> draw(State.FROZEN, null).mustAccept(SEED, LAST))).isEqualTo("no-witness");
    assertThat(draw(State.FROZEN, OPENED).mustAccept(SEED, REVEAL_BY)).isEqualTo(OPENED);
  }

  @Test
  void shouldWaitForTheWitnessUntilTheDeadline() {
    assertThat(draw(State.FROZEN, null).canBeDrawn(Drafts.CLOSES)).isTrue();
    assertThat(draw(State.FROZEN, SECRET).canBeDrawn(REVEAL_BY.minusMillis(1))).isFalse();
    assertThat(draw(State.FROZEN, SECRET).canBeDrawn(REVEAL_BY)).isTrue();
    assertThat(draw(State.FROZEN, OPENED).canBeDrawn(Drafts.CLOSES)).isTrue();
    assertThat(draw(State.CLOSING, null).canBeDrawn(REVEAL_BY)).isFalse();
    assertThat(draw(State.FROZEN, SECRET).witnessSeed()).isNull();
    assertThat(draw(State.FROZEN, OPENED).witnessSeed()).isEqualTo(SEED);
  }

  @Test
  void shouldNameItsAccounts() {
    Draw draw = draw(State.ANNOUNCED, null);

    assertThat(draw.chances()).isEqualTo("CHANCE:" + Drafts.ID);
    assertThat(draw.owner()).isEqualTo("draw/" + Drafts.ID);
    assertThatThrownBy(draw::tickets).isInstanceOf(IllegalStateException.class);
    assertThat(draw(State.FROZEN, null).tickets().tickets()).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        // prizes, people, tickets, one prize per person; winners, chance
        "1, 0, 0, false, 0, -",
        "3, 0, 0, true, 0, -",
        "3, 60, 120, false, 3, 0.025",
        "1, 3, 3, false, 1, 0.3333",
        "2, 3, 3, true, 2, 0.6666",
        "1, 9, 70000, false, 1, 0.00001428",
        "6, 2, 5, false, 5, 1",
        "4, 3, 9, true, 3, 0.3333",
        "4, 3, 9, false, 4, 0.4444",
        "1, 1, 2, true, 1, 0.5"
      })
  void shouldShowOddsThatPromiseNoMoreThanCanBeWon(
      long prizes, long people, long tickets, boolean once, long winners, @Nullable String chance) {
    Odds odds = Odds.of(prizes, people, tickets, once);

    assertThat(odds.chance()).isEqualTo(chance);
    assertThat(odds.winners()).isEqualTo(winners);
    assertThat(odds.average()).isEqualTo(once);
    assertThat(odds.formula()).startsWith(once ? "min(prizes, people)" : "min(prizes, tickets)");
  }

  private static Draw draw(State state, @Nullable Witness witness) {
    Rules rules = Drafts.rules(Drafts.points(500, 1));
    boolean frozen = state == State.FROZEN || state == State.PAYING || state == State.SETTLED;
    return new Draw(
        Drafts.ID,
        state,
        null,
        1,
        rules,
        rules.text(),
        Sha256.hex(rules.text()),
        "c",
        new byte[0],
        witness,
        frozen ? new Frozen(3, "hash", Drafts.CLOSES, REVEAL_BY) : null,
        null,
        null,
        "no prize",
        Drafts.NOW);
  }

  private static String code(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    return catchThrowableOfType(Problem.class, call).code();
  }
}
