package io.goodword.reward.ledger;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the ledger can be asked to do. Business keys are unique for ever. */
public sealed interface Operation {

  /** Key under which it happens once, empty where a hold's own state is the guard. */
  String businessKey();

  /** Posts a journal. */
  record Post(String businessKey, Purpose purpose, List<Leg> legs) implements Operation {
    /** Checks and nets the legs, see {@link Legs#balanced}. */
    public Post {
      legs = Legs.balanced(legs);
    }
  }

  /**
   * Sets an amount aside.
   *
   * @param account account that will pay
   * @param counter account that will get it
   * @param amount positive minor units
   * @param dueAt when its owner means to post it
   */
  record Hold(
      String businessKey,
      Purpose purpose,
      AccountRef account,
      AccountRef counter,
      long amount,
      @Nullable Instant dueAt)
      implements Operation {
    /** Refuses what could not be posted later, by the rules of a journal. */
    public Hold {
      Legs.balanced(List.of(Leg.of(account, -amount), Leg.of(counter, amount)));
      if (amount < 0) {
        throw new IllegalArgumentException("amount is " + amount + ", it must be positive");
      }
    }
  }

  /**
   * Posts a hold.
   *
   * @param amount part that is posted, null for all; the rest goes back
   */
  record Settle(String businessKey, Purpose purpose, UUID holdId, @Nullable Long amount)
      implements Operation {}

  /**
   * Gives a hold back.
   *
   * @param amount part that goes back, null for all; the rest stays on hold
   */
  record Void(UUID holdId, @Nullable Long amount) implements Operation {
    @Override
    public String businessKey() {
      return "";
    }
  }
}
