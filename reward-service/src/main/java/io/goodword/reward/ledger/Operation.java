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
   * @param expiresAt deadline from which it can no longer be posted and goes back by itself, null
   *     for none
   */
  record Hold(
      String businessKey,
      Purpose purpose,
      AccountRef account,
      AccountRef counter,
      long amount,
      @Nullable Instant dueAt,
      @Nullable Instant expiresAt)
      implements Operation {
    /** Refuses what could not be posted later, by the rules of a journal. */
    public Hold {
      Legs.balanced(List.of(Leg.of(account, -amount), Leg.of(counter, amount)));
      if (amount < 0) {
        throw new IllegalArgumentException("amount is " + amount + ", it must be positive");
      }
    }

    /** A hold without a deadline. */
    public Hold(
        String businessKey,
        Purpose purpose,
        AccountRef account,
        AccountRef counter,
        long amount,
        @Nullable Instant dueAt) {
      this(businessKey, purpose, account, counter, amount, dueAt, null);
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

  /** Gives a hold back whose deadline has passed; before that it changes nothing. */
  record Lapse(UUID holdId) implements Operation {
    @Override
    public String businessKey() {
      return "";
    }
  }

  /**
   * Moves what is due of a customer's lots to breakage. An open hold pins what it will spend, the
   * oldest; where nothing is due, nothing changes and the business key stays free.
   */
  record Expire(String businessKey, Purpose purpose, AccountRef account) implements Operation {
    /** Refuses accounts that have no lots. */
    public Expire {
      if (account.accountClass() != AccountClass.CUSTOMER) {
        throw new IllegalArgumentException(account + " has no lots, only customers have");
      }
    }

    /** Where it goes. */
    AccountRef counter() {
      return AccountRef.breakage(account.asset());
    }
  }
}
