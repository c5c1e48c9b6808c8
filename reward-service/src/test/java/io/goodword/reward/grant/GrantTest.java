package io.goodword.reward.grant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.goodword.reward.grant.Grant.State;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("RWD-02")
class GrantTest {

  private static final UUID JOURNAL = UUID.fromString("018f0000-0000-7000-8000-000000000001");

  @ParameterizedTest
  @CsvSource({
    "HELD, 40, HELD",
    "HELD, 0, VOIDED",
    "POSTED, 40, POSTED",
    "POSTED, 0, REVERSED",
    "CONFIRMED, 99, CONFIRMED",
    "CONFIRMED, 0, REVERSED"
  })
  void shouldEndOnlyWhenNothingIsLeft(State state, long left, State after) {
    Grant reduced = aGrant(state).reducedTo(left);

    assertThat(reduced.state()).isEqualTo(after);
    assertThat(reduced.remaining()).isEqualTo(left);
    assertThat(reduced.amount()).isEqualTo(100);
    assertThat(reduced.version()).isEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource(names = {"VOIDED", "REVERSED", "REFUSED"})
  void shouldNotShrinkWhenItHasEnded(State state) {
    assertThatThrownBy(() -> aGrant(state).reducedTo(0)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void shouldNotGrowWhenReduced() {
    assertThatThrownBy(() -> aGrant(State.HELD).reducedTo(100))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("cannot be reduced to 100");
  }

  @ParameterizedTest
  @EnumSource(names = "HELD", mode = EnumSource.Mode.EXCLUDE)
  void shouldConfirmOnlyWhenHeld(State state) {
    assertThat(aGrant(State.HELD).confirmedBy(JOURNAL).state()).isEqualTo(State.CONFIRMED);
    assertThatThrownBy(() -> aGrant(state).confirmedBy(JOURNAL))
        .isInstanceOf(IllegalStateException.class);
  }

  private static Grant aGrant(State state) {
    return new Grant(
        UUID.fromString("018f0000-0000-7000-8000-000000000002"),
        "referral-1",
        "first-paid-order",
        "rule-1",
        1,
        "",
        "campaign-1",
        "advocate",
        "alice",
        "POINTS",
        100,
        100,
        state,
        null,
        null,
        null,
        null,
        null,
        Instant.parse("2026-11-22T00:00:00Z"),
        1);
  }
}
