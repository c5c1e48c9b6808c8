package io.goodword.reward.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.goodword.kit.problem.Problem;
import io.goodword.reward.catalogue.Redemption.State;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Every step from every state. */
@Tag("RWD-08")
class CancellationTest {

  private static final UUID ID = UUID.fromString("018f0000-0000-7000-8000-000000000001");
  private static final UUID PAYMENT = UUID.fromString("018f0000-0000-7000-8000-000000000002");
  private static final UUID GIFT = UUID.fromString("018f0000-0000-7000-8000-000000000003");
  private static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");

  @ParameterizedTest(name = "{0} by customer {1}, returned {2}: {3}")
  @CsvSource(
      nullValues = "-",
      value = {
        "REQUESTED, true, -, release",
        "REQUESTED, true, true, release",
        "REQUESTED, true, false, invalid-request",
        "REQUESTED, false, -, release",
        "REQUESTED, false, true, release",
        "REQUESTED, false, false, invalid-request",
        "CONFIRMED, true, -, redemption-confirmed",
        "CONFIRMED, false, -, both",
        "CONFIRMED, false, true, both",
        "CONFIRMED, false, false, invalid-request",
        "HANDED_OVER, true, true, redemption-handed-over",
        "HANDED_OVER, false, -, invalid-request",
        "HANDED_OVER, false, true, both",
        "HANDED_OVER, false, false, payment",
        "DELIVERED, true, -, redemption-delivered",
        "DELIVERED, false, true, redemption-delivered",
        "DELIVERED, false, false, redemption-delivered",
        "CANCELLED, true, -, redemption-cancelled",
        "CANCELLED, false, -, redemption-cancelled",
        "CANCELLED, false, false, redemption-cancelled"
      })
  void shouldTakeBackAsTheTableSays(
      State state, boolean byCustomer, @Nullable Boolean returned, String expected) {
    Redemption redemption = in(state, GiftKind.MATERIAL);
    switch (expected) {
      case "release" -> {
        Cancellation how = Cancellation.of(redemption, byCustomer, returned);
        assertThat(how).isEqualTo(new Cancellation.Release());
        assertThat(how.stockReturns()).isTrue();
      }
      case "both" -> {
        Cancellation how = Cancellation.of(redemption, byCustomer, returned);
        assertThat(how).isEqualTo(new Cancellation.TakeBack(PAYMENT, GIFT));
        assertThat(how.stockReturns()).isTrue();
      }
      case "payment" -> {
        Cancellation how = Cancellation.of(redemption, byCustomer, returned);
        assertThat(how).isEqualTo(new Cancellation.TakeBack(PAYMENT, null));
        assertThat(how.stockReturns()).isFalse();
      }
      default -> assertCode(expected, () -> Cancellation.of(redemption, byCustomer, returned));
    }
  }

  @ParameterizedTest(name = "{0} {1} {2}: {3}")
  @CsvSource({
    "confirm, REQUESTED, MATERIAL, CONFIRMED",
    "confirm, REQUESTED, DIGITAL, CONFIRMED",
    "confirm, CONFIRMED, MATERIAL, redemption-confirmed",
    "confirm, HANDED_OVER, MATERIAL, redemption-handed-over",
    "confirm, DELIVERED, DIGITAL, redemption-delivered",
    "confirm, CANCELLED, MATERIAL, redemption-cancelled",
    "hand-over, REQUESTED, MATERIAL, redemption-requested",
    "hand-over, CONFIRMED, MATERIAL, HANDED_OVER",
    "hand-over, CONFIRMED, DIGITAL, nothing-to-ship",
    "hand-over, CONFIRMED, COUPON_ASSET, nothing-to-ship",
    "hand-over, HANDED_OVER, MATERIAL, redemption-handed-over",
    "hand-over, DELIVERED, MATERIAL, redemption-delivered",
    "hand-over, CANCELLED, MATERIAL, redemption-cancelled",
    "deliver, REQUESTED, MATERIAL, redemption-requested",
    "deliver, REQUESTED, DIGITAL, redemption-requested",
    "deliver, CONFIRMED, MATERIAL, redemption-confirmed",
    "deliver, CONFIRMED, DIGITAL, DELIVERED",
    "deliver, CONFIRMED, COUPON_ASSET, DELIVERED",
    "deliver, HANDED_OVER, MATERIAL, DELIVERED",
    "deliver, DELIVERED, MATERIAL, redemption-delivered",
    "deliver, CANCELLED, MATERIAL, redemption-cancelled"
  })
  void shouldStepAsTheTableSays(String step, State state, GiftKind kind, String expected) {
    UnaryOperator<Redemption> work =
        switch (step) {
          case "confirm" -> redemption -> redemption.confirmedBy(PAYMENT, GIFT);
          case "hand-over" -> Redemption::handedOver;
          default -> Redemption::delivered;
        };
    Redemption redemption = in(state, kind);
    if (expected.equals(expected.toLowerCase(java.util.Locale.ROOT))) {
      assertCode(expected, () -> work.apply(redemption));
      return;
    }
    Redemption next = work.apply(redemption);
    assertThat(next.state()).isEqualTo(State.valueOf(expected));
    assertThat(next.version()).isEqualTo(redemption.version() + 1);
    assertThat(next.pointsJournal()).isEqualTo(PAYMENT);
    assertThat(next.stockJournal()).isEqualTo(GIFT);
    assertThat(next.stockReturned()).isNull();
  }

  @Test
  void shouldRememberWhetherTheGiftIsBack() {
    assertThat(in(State.HANDED_OVER, GiftKind.MATERIAL).cancelled(false).stockReturned()).isFalse();
    assertThat(in(State.REQUESTED, GiftKind.MATERIAL).cancelled(true).stockReturned()).isTrue();
    assertThat(in(State.REQUESTED, GiftKind.MATERIAL).cancelled(true).state())
        .isEqualTo(State.CANCELLED);
  }

  @ParameterizedTest
  @EnumSource(State.class)
  void shouldBeFoundByItsName(State state) {
    assertThat(State.of(state.code())).isEqualTo(state);
    assertCode("invalid-request", () -> State.of("lost"));
  }

  @Test
  void shouldMoveCouponsToTheCustomerAndOthersOutOfTheBooks() {
    assertThat(agreed(GiftKind.COUPON_ASSET).receiver().owner()).isEqualTo("alice");
    assertThat(agreed(GiftKind.MATERIAL).receiver().owner()).isEqualTo("gift/TEA");
    assertThat(agreed(GiftKind.MATERIAL).paid().asset()).isEqualTo("POINTS");
    assertThat(agreed(GiftKind.MATERIAL).isFor("TEA", "alice")).isTrue();
    assertThat(agreed(GiftKind.MATERIAL).isFor("TEA", "bob")).isFalse();
    assertThat(agreed(GiftKind.MATERIAL).isFor("CUP", "alice")).isFalse();
  }

  private static void assertCode(String code, Supplier<?> work) {
    assertThatThrownBy(work::get)
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.code()).isEqualTo(code));
  }

  private static Redemption in(State state, GiftKind kind) {
    boolean posted = state != State.REQUESTED;
    return new Redemption(
        ID,
        agreed(kind),
        UUID.fromString("018f0000-0000-7000-8000-000000000004"),
        UUID.fromString("018f0000-0000-7000-8000-000000000005"),
        state,
        posted ? PAYMENT : null,
        posted ? GIFT : null,
        state == State.CANCELLED ? true : null,
        3);
  }

  private static Agreement agreed(GiftKind kind) {
    return new Agreement(
        "shop/key", "TEA", 1, "alice", kind, "POINTS", 500, "GIFT:TEA", NOW, NOW.plusSeconds(60));
  }
}
