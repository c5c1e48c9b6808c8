package io.goodword.reward.catalogue;

import io.goodword.kit.problem.Problem;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Decides how a redemption is taken back. Pure. */
sealed interface Cancellation {

  /** Whether the gift is in stock afterwards. */
  boolean stockReturns();

  /** Nothing was posted: both sides are set free. */
  record Release() implements Cancellation {
    @Override
    public boolean stockReturns() {
      return true;
    }
  }

  /**
   * Both sides were posted: the payment is taken back, and the gift too unless it stays away.
   *
   * @param payment journal of the payment
   * @param gift journal of the gift, null when it does not come back
   */
  record TakeBack(UUID payment, @Nullable UUID gift) implements Cancellation {
    @Override
    public boolean stockReturns() {
      return gift != null;
    }
  }

  /**
   * Decides.
   *
   * @param byCustomer whether the customer wants it; staff and the shop may do more
   * @param returned whether the unit is back; must be told once it was handed over, before that the
   *     unit never left
   * @throws Problem 409 with the state as code; 422 for a word about the unit that cannot be true
   */
  static Cancellation of(Redemption redemption, boolean byCustomer, @Nullable Boolean returned) {
    boolean possible =
        switch (redemption.state()) {
          case REQUESTED -> true;
          case CONFIRMED, HANDED_OVER -> !byCustomer;
          case DELIVERED, CANCELLED -> false;
        };
    if (!possible) {
      throw redemption.refusal(
          byCustomer
              ? "customers cancel a requested one, ask support"
              : "one that is delivered or cancelled stays as it is");
    }
    boolean left = redemption.state() == Redemption.State.HANDED_OVER;
    if (left && returned == null) {
      throw Problem.invalid("returnStock", "is required once the gift was handed over", null);
    }
    if (!left && Boolean.FALSE.equals(returned)) {
      throw Problem.invalid("returnStock", "must be true: the gift has not left", false);
    }
    if (redemption.state() == Redemption.State.REQUESTED) {
      return new Release();
    }
    return new TakeBack(
        Objects.requireNonNull(redemption.pointsJournal()),
        Boolean.FALSE.equals(returned) ? null : redemption.stockJournal());
  }
}
