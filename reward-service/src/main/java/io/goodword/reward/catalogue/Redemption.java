package io.goodword.reward.catalogue;

import io.goodword.kit.problem.Problem;
import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A gift on its way to a customer; each transition guards itself.
 *
 * @param pointsHold hold on what the customer pays
 * @param stockHold hold on the unit in stock
 * @param pointsJournal journal that posted the payment
 * @param stockJournal journal that took the unit out of stock
 * @param stockReturned whether a cancelled one's unit is in stock again, null for another
 * @param version number of its steps, from 1
 */
record Redemption(
    UUID id,
    Agreement agreed,
    UUID pointsHold,
    UUID stockHold,
    State state,
    @Nullable UUID pointsJournal,
    @Nullable UUID stockJournal,
    @Nullable Boolean stockReturned,
    long version) {

  /** Where a redemption stands. */
  enum State {
    /** Payment and gift are set aside. */
    REQUESTED,
    /** Payment and gift are posted. */
    CONFIRMED,
    /** A parcel was handed over to whoever ships it. */
    HANDED_OVER,
    /** The customer has it. */
    DELIVERED,
    /** The customer has paid nothing. */
    CANCELLED;

    /** Name in JSON and tables. */
    String code() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * The state of a name.
     *
     * @throws Problem 422 when there is none
     */
    static State of(String code) {
      return Arrays.stream(values())
          .filter(state -> state.code().equals(code))
          .findFirst()
          .orElseThrow(
              () ->
                  Problem.invalid(
                      "state",
                      "must be requested, confirmed, handed-over, delivered or cancelled",
                      code));
    }
  }

  static Redemption requested(UUID id, Agreement agreed, UUID pointsHold, UUID stockHold) {
    return new Redemption(id, agreed, pointsHold, stockHold, State.REQUESTED, null, null, null, 1);
  }

  /**
   * Refuses unless it is requested.
   *
   * @throws Problem 409 with the state as code
   */
  void mustBeRequested() {
    must(state == State.REQUESTED, "only a requested one is confirmed");
  }

  /** Both sides were posted. */
  Redemption confirmedBy(UUID points, UUID stock) {
    mustBeRequested();
    return with(State.CONFIRMED, points, stock, null);
  }

  /**
   * The parcel was handed over.
   *
   * @throws Problem 409 unless it is a confirmed material gift
   */
  Redemption handedOver() {
    if (agreed.kind() != GiftKind.MATERIAL) {
      throw Problem.conflict("nothing-to-ship", "Only a material gift is handed over.");
    }
    must(state == State.CONFIRMED, "only a confirmed one is handed over");
    return with(State.HANDED_OVER, pointsJournal, stockJournal, null);
  }

  /**
   * The customer has it.
   *
   * @throws Problem 409 unless it was handed over, or needs no parcel and is confirmed
   */
  Redemption delivered() {
    boolean ready =
        state == State.HANDED_OVER
            || (state == State.CONFIRMED && agreed.kind() != GiftKind.MATERIAL);
    must(ready, "it must be handed over first, or confirmed when there is no parcel");
    return with(State.DELIVERED, pointsJournal, stockJournal, null);
  }

  /** It cost nothing in the end; {@link Cancellation} says how. */
  Redemption cancelled(boolean returned) {
    return with(State.CANCELLED, pointsJournal, stockJournal, returned);
  }

  /** The refusal of a step from this state. */
  Problem refusal(String rule) {
    return Problem.conflict(
        "redemption-" + state.code(), "The redemption is %s; %s.".formatted(state.code(), rule));
  }

  private void must(boolean holds, String rule) {
    if (!holds) {
      throw refusal(rule);
    }
  }

  private Redemption with(
      State next, @Nullable UUID points, @Nullable UUID stock, @Nullable Boolean returned) {
    return new Redemption(
        id, agreed, pointsHold, stockHold, next, points, stock, returned, version + 1);
  }
}
