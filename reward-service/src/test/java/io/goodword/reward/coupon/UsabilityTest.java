package io.goodword.reward.coupon;

import static io.goodword.reward.coupon.Samples.card;
import static io.goodword.reward.coupon.Samples.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.goodword.reward.coupon.Coupon.State;
import io.goodword.reward.coupon.Usability.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("RWD-05")
class UsabilityTest {

  private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");
  private static final Instant LATER = NOON.plusSeconds(60);
  private static final Instant BEFORE = NOON.minusNanos(1);

  @Test
  void shouldBeUsableFromItsFirstMomentUntilBeforeItsLast() {
    Terms terms = value(1).from(NOON).until(LATER).terms();

    assertThat(why(terms, live(0, 0), BEFORE)).isEqualTo(Reason.NOT_YET_VALID);
    assertThat(why(terms, live(0, 0), NOON)).isNull();
    assertThat(why(terms, live(0, 0), LATER.minusNanos(1))).isNull();
    assertThat(why(terms, live(0, 0), LATER)).isEqualTo(Reason.EXPIRED);
  }

  @Test
  void shouldEndWithTheFirstOfPoolAndHolder() {
    Duration minute = Duration.ofMinutes(1);
    assertThat(value(1).terms().endOf(NOON)).isNull();
    assertThat(value(1).validFor(minute).terms().endOf(null)).isNull();
    assertThat(value(1).validFor(minute).terms().endOf(NOON)).isEqualTo(LATER);
    assertThat(value(1).until(NOON).terms().endOf(null)).isEqualTo(NOON);
    assertThat(value(1).validFor(minute).until(NOON).terms().endOf(NOON)).isEqualTo(NOON);
    assertThat(value(1).validFor(minute).until(LATER.plusSeconds(1)).terms().endOf(NOON))
        .isEqualTo(LATER);
    var assigned = new Standing(State.LIVE, 0, 0, NOON, 0);
    Terms terms = value(1).validFor(minute).terms();
    assertThat(why(terms, assigned, LATER.minusNanos(1))).isNull();
    assertThat(why(terms, assigned, LATER)).isEqualTo(Reason.EXPIRED);
  }

  @Test
  void shouldStopAtEachLimit() {
    Terms terms = value(1).uses(3).perCustomer(2).terms();

    assertThat(why(terms, live(2, 1), NOON)).isNull();
    assertThat(why(terms, live(3, 1), NOON)).isEqualTo(Reason.USED_UP);
    assertThat(why(terms, live(4, 0), NOON)).isEqualTo(Reason.USED_UP);
    assertThat(why(terms, live(2, 2), NOON)).isEqualTo(Reason.CUSTOMER_LIMIT);
    assertThat(why(value(1).unlimited().terms(), live(1_000_000, 9), NOON)).isNull();
    assertThat(why(value(1).terms(), live(1, 0), NOON)).isEqualTo(Reason.USED_UP);
  }

  @Test
  void shouldGoByWhatIsLeftOnACard() {
    assertThat(why(card(9).terms(), new Standing(State.LIVE, 7, 0, null, 1), NOON)).isNull();
    assertThat(why(card(9).terms(), new Standing(State.LIVE, 7, 0, null, 0), NOON))
        .isEqualTo(Reason.USED_UP);
  }

  @Test
  void shouldNotComeBackFromItsEnd() {
    assertThat(why(value(1).terms(), new Standing(State.WITHDRAWN, 0, 0, null, 0), NOON))
        .isEqualTo(Reason.WITHDRAWN);
    assertThat(why(value(1).terms(), new Standing(State.EXPIRED, 0, 0, null, 0), NOON))
        .isEqualTo(Reason.EXPIRED);
  }

  @ParameterizedTest
  @CsvSource({
    "false, LIVE, 0, 0, 0, valid",
    "false, LIVE, 1, 0, 0, reserved",
    "false, LIVE, 1, 1, 0, used",
    "false, EXPIRED, 0, 0, 0, expired",
    "false, WITHDRAWN, 0, 0, 0, withdrawn",
    "true, LIVE, 0, 0, 5, valid",
    "true, LIVE, 2, 1, 5, valid",
    "true, LIVE, 2, 1, 0, reserved",
    "true, LIVE, 2, 2, 0, used",
    "true, EXPIRED, 1, 1, 0, expired"
  })
  void shouldShowTheHolderWhereItStands(
      boolean card, State state, int uses, int redeemed, long left, String shown) {
    Terms terms = (card ? card(5) : value(5)).terms();
    assertThat(WalletState.of(coupon(card, state, uses, redeemed), terms, left, NOON))
        .isEqualTo(shown);
  }

  @Test
  void shouldShowTheHolderItsTime() {
    Coupon coupon = coupon(false, State.LIVE, 0, 0);
    Terms terms = value(5).from(NOON).until(LATER).terms();

    assertThat(WalletState.of(coupon, terms, 0, BEFORE)).isEqualTo("not-yet-valid");
    assertThat(WalletState.of(coupon, terms, 0, NOON)).isEqualTo("valid");
    assertThat(WalletState.of(coupon, terms, 0, LATER)).isEqualTo("expired");
  }

  private static Coupon coupon(boolean card, State state, int uses, int redeemed) {
    return new Coupon(
        new UUID(0, 1),
        "P",
        "WXYZ",
        null,
        "alice",
        NOON,
        state,
        uses,
        redeemed,
        card ? 5L : null,
        null,
        false,
        0);
  }

  private static Standing live(int uses, int ofCustomer) {
    return new Standing(State.LIVE, uses, ofCustomer, null, 0);
  }

  private static @Nullable Reason why(Terms terms, Standing standing, Instant now) {
    return Usability.hindrance(terms, standing, now).orElse(null);
  }
}
