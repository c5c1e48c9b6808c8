package io.goodword.reward.ledger;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.goodword.kit.problem.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What became of an operation. */
public sealed interface Outcome {

  /** Accounts that it touched, as they are after it; empty for a refusal. */
  List<Book> books();

  /**
   * An account after an operation.
   *
   * @param seq number of its last entry, 0 when it has none
   * @param amount what the operation moved, 0 when it only held or freed
   * @param posted balance in minor units
   * @param held set aside of it in minor units
   */
  record Book(
      long accountId,
      @JsonProperty("class") AccountClass accountClass,
      String owner,
      String asset,
      long seq,
      long amount,
      long posted,
      long held) {

    /** The account. */
    public AccountRef account() {
      return new AccountRef(accountClass, owner, asset);
    }
  }

  /**
   * A hold after an operation.
   *
   * @param state OPEN, POSTED, VOIDED or EXPIRED
   * @param amount what this operation held, posted or gave back
   * @param remaining what is still held
   * @param version number of changes, from 1
   * @param expiresAt deadline from which it can no longer be posted
   * @param journalId journal that posted it
   */
  record HoldState(
      UUID id,
      String state,
      long amount,
      long remaining,
      long version,
      @Nullable Instant dueAt,
      @Nullable Instant expiresAt,
      @Nullable UUID journalId,
      Book account,
      Book counter) {}

  /** A journal was posted, by itself or from a hold; {@code replayed} when it was there already. */
  record Posted(
      UUID journalId,
      Instant recordedAt,
      List<Book> books,
      @Nullable HoldState hold,
      boolean replayed)
      implements Outcome {}

  /** An amount was set aside; {@code replayed} when it had been. */
  record Held(HoldState hold, boolean replayed) implements Outcome {
    @Override
    public List<Book> books() {
      return List.of(hold.account());
    }
  }

  /** A held amount went back. */
  record Voided(HoldState hold) implements Outcome {
    @Override
    public List<Book> books() {
      return List.of(hold.account());
    }
  }

  /** A held amount went back because the deadline of its hold had passed. */
  record Lapsed(HoldState hold) implements Outcome {
    @Override
    public List<Book> books() {
      return List.of(hold.account());
    }
  }

  /**
   * There was nothing to do: nothing due, a deadline that is still to come, or nothing there to
   * take back from somebody who by the policy of the asset owes nothing. The business key stays
   * free.
   */
  record Unchanged(@Nullable Book account, @Nullable HoldState hold) implements Outcome {
    @Override
    public List<Book> books() {
      return List.of();
    }
  }

  /** Nothing happened, for a reason that the caller can name. */
  record Refused(Reason reason, @Nullable Book account, @Nullable HoldState hold)
      implements Outcome {

    @Override
    public List<Book> books() {
      return List.of();
    }

    /** The refusal as an answer. */
    public Problem problem() {
      return switch (reason) {
        case SHORT -> shortOf(account == null ? null : account.accountClass());
        case CONFLICT ->
            Problem.conflict(
                "already-posted", "This business key was used before for something else.");
        case SETTLED -> {
          String state = hold == null ? "settled" : hold.state().toLowerCase(Locale.ROOT);
          yield Problem.conflict(
              "hold-already-" + state,
              state.equals("expired")
                  ? "The deadline of the hold has passed; the amount goes back."
                  : "The hold was " + state + " before; a hold has one outcome.");
        }
        case EXCESS ->
            Problem.unprocessable(
                "more-than-held",
                "At most %d is still held.".formatted(hold == null ? 0 : hold.remaining()));
        case UNKNOWN -> Problem.notFound("hold");
      };
    }

    static Problem shortOf(@Nullable AccountClass accountClass) {
      if (accountClass == AccountClass.BUDGET) {
        return Problem.unprocessable(
            "budget-exhausted", "The budget has less than that available; fund it first.");
      }
      if (accountClass == AccountClass.DEBT) {
        return Problem.unprocessable("no-such-debt", "A debt cannot be repaid beyond zero.");
      }
      return Problem.unprocessable(
          "insufficient-balance", "The account has less than that available.");
    }
  }

  /** Why nothing happened. */
  enum Reason {
    /** An account would fall below its floor. */
    SHORT,
    /** The business key belongs to something else. */
    CONFLICT,
    /** The hold has its outcome already. */
    SETTLED,
    /** More than is held. */
    EXCESS,
    /** No such hold. */
    UNKNOWN
  }
}
