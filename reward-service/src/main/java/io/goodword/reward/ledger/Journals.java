package io.goodword.reward.ledger;

import io.goodword.kit.idempotency.Answer;
import io.goodword.kit.idempotency.Idempotency;
import io.goodword.kit.idempotency.IdempotencyKey;
import io.goodword.kit.problem.Problem;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Journals that people and systems post: what a customer spends, and corrections. */
@ApplicationScoped
class Journals {

  private static final int LONGEST_KEY = 200;

  private final Ledger ledger;
  private final Assets assets;
  private final Idempotency idempotency;
  private final Attempts attempts;

  Journals(Ledger ledger, Assets assets, Idempotency idempotency, Attempts attempts) {
    this.ledger = ledger;
    this.assets = assets;
    this.idempotency = idempotency;
    this.attempts = attempts;
  }

  /** A leg as it is sent. */
  record Side(@Nullable AccountRef account, long amount) {}

  /**
   * A journal as it is sent.
   *
   * @param kind spend or adjust
   * @param businessKey the sender's name of what happened, unique for ever, at most 200 characters
   * @param legs signed amounts that sum to zero for each asset
   */
  record Command(@Nullable String kind, @Nullable String businessKey, @Nullable List<Side> legs) {}

  /**
   * What is taken back.
   *
   * @param journalId journal
   * @param amount part of what it debited, null for all that is left
   */
  @RegisterForReflection
  record Return(UUID journalId, @Nullable Long amount) {}

  /** Balance of an account after a journal. */
  record Balance(AccountRef account, long posted, long held, long seq) {}

  /** A posted journal. */
  @RegisterForReflection
  record Receipt(UUID journalId, Instant recordedAt, List<Balance> balances) {
    static Receipt of(Outcome.Posted posted) {
      return new Receipt(
          posted.journalId(),
          posted.recordedAt(),
          posted.books().stream()
              .map(book -> new Balance(book.account(), book.posted(), book.held(), book.seq()))
              .toList());
    }
  }

  /**
   * Posts a journal once.
   *
   * @throws Problem as {@link Ledger#post}
   */
  Answer<Receipt> post(IdempotencyKey key, Command command, String actor) {
    Operation.Post operation = operation(command, actor);
    return attempts.inTransaction(
        () ->
            idempotency.once(
                key,
                command,
                Receipt.class,
                () ->
                    Receipt.of(
                        ledger.post(
                            operation.businessKey(), operation.purpose(), operation.legs()))));
  }

  /**
   * What a command asks of the ledger.
   *
   * @throws Problem 422 when it is not a journal that may be sent
   */
  Operation.Post operation(@Nullable Command command, String actor) {
    if (command == null) {
      throw Problem.invalid("journal", "is required", null);
    }
    String businessKey = command.businessKey();
    if (businessKey == null || businessKey.isBlank() || businessKey.length() > LONGEST_KEY) {
      throw Problem.invalid("businessKey", "must have 1 to 200 characters", businessKey);
    }
    String kind = command.kind();
    if (kind == null || !(kind.equals("spend") || kind.equals("adjust"))) {
      throw Problem.invalid("kind", "must be spend or adjust", kind);
    }
    List<Leg> legs = Legs.balanced(legs(command));
    if (kind.equals("spend")) {
      legs.forEach(Journals::mustBeSpending);
    }
    legs.stream().map(leg -> leg.account().asset()).distinct().forEach(assets::mustKnow);
    return new Operation.Post("journal/" + businessKey, Purpose.of(kind, actor), legs);
  }

  /**
   * Takes a journal back once.
   *
   * @throws Problem as {@link Ledger#reverse}
   */
  Answer<Receipt> reverse(IdempotencyKey key, Return command, String actor) {
    return attempts.inTransaction(
        () ->
            idempotency.once(
                key,
                command,
                Receipt.class,
                () -> Receipt.of(ledger.reverse(command.journalId(), command.amount(), actor))));
  }

  private static List<Leg> legs(Command command) {
    List<Side> sides = command.legs();
    if (sides == null) {
      throw Problem.invalid("legs", "is required", null);
    }
    return sides.stream()
        .map(
            side -> {
              if (side == null || side.account() == null) {
                throw Problem.invalid("legs.account", "is required", null);
              }
              return Leg.of(side.account(), side.amount());
            })
        .toList();
  }

  private static void mustBeSpending(Leg leg) {
    boolean fits =
        switch (leg.account().accountClass()) {
          case CUSTOMER -> leg.amount() < 0;
          case REDEMPTION -> leg.amount() > 0;
          case DEBT, ESCROW, STOCK, BUDGET, ISSUANCE, BREAKAGE -> false;
        };
    if (!fits) {
      throw Problem.unprocessable(
          "not-spending", "Spending goes from customers to redemption; use adjust for the rest.");
    }
  }
}
