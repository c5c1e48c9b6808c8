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
  private static final String CORRECTION = "adjust";

  private final Ledger ledger;
  private final Assets assets;
  private final Idempotency idempotency;
  private final Attempts attempts;
  private final Together together;
  private final ManualMoves manual;

  Journals(
      Ledger ledger,
      Assets assets,
      Idempotency idempotency,
      Attempts attempts,
      Together together,
      ManualMoves manual) {
    this.ledger = ledger;
    this.assets = assets;
    this.idempotency = idempotency;
    this.attempts = attempts;
    this.together = together;
    this.manual = manual;
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
   * Posts a journal once. What is spent goes with what comes at the same time and wants the same
   * account. A correction is a person's work, counts against their limit and goes alone; systems
   * correct by reversing.
   *
   * @param person whether a person of finance sends it
   * @throws Problem as {@link Together#once}; 422 needs-second-person or not-for-systems
   */
  Answer<Receipt> post(IdempotencyKey key, Command command, String actor, boolean person) {
    Operation.Post post = operation(command, actor);
    if (!isCorrection(post)) {
      return together.once(key, command, Receipt.class, post, Receipt::of);
    }
    if (!person) {
      throw Problem.unprocessable(
          "not-for-systems", "Only a person of finance adjusts; a system reverses what it posted.");
    }
    return attempts.inTransaction(
        () ->
            idempotency.once(
                key,
                command,
                Receipt.class,
                () -> {
                  manual.mustBeWithinLimit(post.businessKey(), actor, post.legs());
                  return Receipt.of(ledger.post(post.businessKey(), post.purpose(), post.legs()));
                }));
  }

  /** Whether a journal is the work of a person, who has a limit. */
  static boolean isCorrection(Operation.Post post) {
    return post.purpose().kind().equals(CORRECTION);
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
    if (kind == null || !(kind.equals("spend") || kind.equals(CORRECTION))) {
      throw Problem.invalid("kind", "must be spend or adjust", kind);
    }
    List<Leg> legs = Legs.balanced(legs(command));
    if (!kind.equals(CORRECTION)) {
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
