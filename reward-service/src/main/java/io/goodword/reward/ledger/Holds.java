package io.goodword.reward.ledger;

import io.goodword.kit.idempotency.Answer;
import io.goodword.kit.idempotency.Idempotency;
import io.goodword.kit.idempotency.IdempotencyKey;
import io.goodword.kit.problem.Problem;
import io.goodword.kit.sql.Sql;
import io.goodword.reward.ledger.Journals.Balance;
import io.goodword.reward.ledger.Outcome.Book;
import io.goodword.reward.ledger.Outcome.HoldState;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Amounts that people and systems set aside, for instance at a checkout, until they are posted or
 * given back. Holds of other features (a grant in its holding period) are settled there, not here.
 */
@ApplicationScoped
class Holds {

  private static final int LONGEST_KEY = 200;

  /** Business keys of the holds that came in here begin with it. */
  private static final String OURS = "hold/";

  private final Ledger ledger;
  private final Assets assets;
  private final Idempotency idempotency;
  private final Attempts attempts;
  private final Sql sql;
  private final Clock clock;

  Holds(
      Ledger ledger,
      Assets assets,
      Idempotency idempotency,
      Attempts attempts,
      Sql sql,
      Clock clock) {
    this.ledger = ledger;
    this.assets = assets;
    this.idempotency = idempotency;
    this.attempts = attempts;
    this.sql = sql;
    this.clock = clock;
  }

  /**
   * What is set aside.
   *
   * @param businessKey the sender's name of it, unique for ever, at most 200 characters
   * @param account account that will pay
   * @param counter account that will get it, of the same asset
   * @param amount positive minor units
   * @param dueAt when the sender means to post it, or null
   * @param expiresAt deadline from which it can no longer be posted and goes back by itself, or
   *     null
   * @param cause order or other thing behind it, at most 100 characters, or null
   */
  record Command(
      @Nullable String businessKey,
      @Nullable AccountRef account,
      @Nullable AccountRef counter,
      @Nullable Long amount,
      @Nullable Instant dueAt,
      @Nullable Instant expiresAt,
      @Nullable String cause) {}

  /** A part of a hold that is posted, null for all of it. */
  @RegisterForReflection
  record Settlement(UUID holdId, @Nullable Long amount) {}

  /**
   * A hold.
   *
   * @param state OPEN, POSTED, VOIDED or EXPIRED
   * @param amount minor units that were set aside at first
   * @param posted what of it was posted
   * @param remaining what is still set aside
   * @param version number of its changes, from 1
   * @param journalId journal that posted it
   * @param balances accounts after this operation; empty when it is only read
   */
  @RegisterForReflection
  record Receipt(
      UUID holdId,
      String state,
      long amount,
      long posted,
      long remaining,
      long version,
      @Nullable Instant dueAt,
      @Nullable Instant expiresAt,
      @Nullable UUID journalId,
      List<Balance> balances) {

    Receipt after(List<Book> books) {
      return new Receipt(
          holdId,
          state,
          amount,
          posted,
          remaining,
          version,
          dueAt,
          expiresAt,
          journalId,
          books.stream()
              .map(book -> new Balance(book.account(), book.posted(), book.held(), book.seq()))
              .toList());
    }
  }

  /** A hold with what it is between. */
  private record Stored(String businessKey, String fromClass, String toClass, Receipt receipt) {}

  /**
   * Sets an amount aside once.
   *
   * @throws Problem as {@link Ledger#hold}
   */
  Answer<Receipt> open(IdempotencyKey key, Command command, String actor) {
    Operation.Hold operation = operation(command, actor);
    return attempts.inTransaction(
        () ->
            idempotency.once(
                key,
                command,
                Receipt.class,
                () -> {
                  mustBeAhead(operation.expiresAt());
                  HoldState hold = ledger.hold(operation);
                  return of(hold.id()).receipt().after(List.of(hold.account(), hold.counter()));
                }));
  }

  /**
   * Posts a hold once; what is not posted goes back.
   *
   * @throws Problem 404; 409 hold-already-posted, hold-already-voided or hold-already-expired, with
   *     the first outcome; 409 hold-of-a-feature; 422 more-than-held
   */
  Answer<Receipt> post(IdempotencyKey key, Settlement settlement, String actor) {
    UUID id = settlement.holdId();
    return attempts.inTransaction(
        () ->
            idempotency.once(
                key,
                settlement,
                Receipt.class,
                () -> {
                  Stored stored = ours(id);
                  boolean spending =
                      stored.fromClass().equals(AccountClass.CUSTOMER.code())
                          && stored.toClass().equals(AccountClass.REDEMPTION.code());
                  Operation settle =
                      new Operation.Settle(
                          OURS + id + "/post",
                          Purpose.of(spending ? "spend" : "adjust", actor),
                          id,
                          settlement.amount());
                  return settled(id, ledger.apply(List.of(settle)).getFirst());
                }));
  }

  /**
   * Gives a hold back once, all that remains of it.
   *
   * @throws Problem 404; 409 hold-already-posted, hold-already-voided or hold-already-expired, with
   *     the first outcome; 409 hold-of-a-feature
   */
  Answer<Receipt> release(IdempotencyKey key, UUID id) {
    return attempts.inTransaction(
        () ->
            idempotency.once(
                key,
                new Settlement(id, null),
                Receipt.class,
                () -> {
                  ours(id);
                  return settled(
                      id, ledger.apply(List.of(new Operation.Void(id, null))).getFirst());
                }));
  }

  /**
   * A hold as it is.
   *
   * @throws Problem 404
   */
  Receipt read(UUID id) {
    return of(id).receipt();
  }

  private Operation.Hold operation(Command command, String actor) {
    String businessKey = command.businessKey();
    if (businessKey == null || businessKey.isBlank() || businessKey.length() > LONGEST_KEY) {
      throw Problem.invalid("businessKey", "must have 1 to 200 characters", businessKey);
    }
    AccountRef account = command.account();
    AccountRef counter = command.counter();
    if (account == null || counter == null) {
      throw Problem.invalid(account == null ? "account" : "counter", "is required", null);
    }
    if (!account.asset().equals(counter.asset())) {
      throw Problem.invalid("counter.asset", "must be the asset of account", counter.asset());
    }
    Long amount = command.amount();
    if (amount == null || amount < 1 || amount > Leg.MAX_AMOUNT) {
      throw Problem.invalid("amount", "must be 1 to 10^15 minor units", amount);
    }
    String cause = command.cause();
    if (cause != null && cause.length() > 100) {
      throw Problem.invalid("cause", "must have at most 100 characters", cause);
    }
    assets.mustKnow(account.asset());
    return new Operation.Hold(
        OURS + businessKey,
        Purpose.of("hold", actor).because(null, cause),
        account,
        counter,
        amount,
        command.dueAt(),
        command.expiresAt());
  }

  private void mustBeAhead(@Nullable Instant deadline) {
    if (deadline != null && !deadline.isAfter(clock.instant())) {
      throw Problem.invalid("expiresAt", "must be in the future", deadline);
    }
  }

  private Receipt settled(UUID id, Outcome outcome) {
    Receipt receipt = of(id).receipt();
    return switch (outcome) {
      case Outcome.Posted posted -> receipt.after(posted.books());
      case Outcome.Voided voided -> {
        HoldState hold = voided.hold();
        yield receipt.after(List.of(hold.account(), hold.counter()));
      }
      case Outcome.Refused refused ->
          throw (refused.reason() == Outcome.Reason.SETTLED
              ? alreadySettled(refused.problem(), receipt)
              : refused.problem());
      case Outcome other -> throw new IllegalStateException("the ledger answered " + other);
    };
  }

  /** Says what the first outcome was: the caller may take it for its own. */
  private static Problem alreadySettled(Problem refusal, Receipt first) {
    if (refusal.code().equals("hold-already-expired")) {
      return refusal.with("state", "is final", "EXPIRED");
    }
    return Problem.conflict(
            refusal.code(),
            first.state().equals("POSTED")
                ? "The hold was posted before, %d of %d; a hold has one outcome."
                    .formatted(first.posted(), first.amount())
                : "The hold was given back before; a hold has one outcome.")
        .with("state", "is final", first.state())
        .with("journalId", "is the journal that posted it", first.journalId());
  }

  private Stored ours(UUID id) {
    Stored stored = of(id);
    if (!stored.businessKey().startsWith(OURS)) {
      throw Problem.conflict(
          "hold-of-a-feature", "The hold belongs to a reward and is settled with it.");
    }
    return stored;
  }

  private Stored of(UUID id) {
    return sql.first(
            """
            select h.id, h.business_key, h.state, h.amount, h.posted, h.remaining, h.version, h.due_at,
                   h.expires_at, h.journal_id,
                   a.class as from_class, c.class as to_class
              from holds h join accounts a on a.id = h.account_id join accounts c on c.id = h.counter_account_id
             where h.id = ?
            """,
            row ->
                new Stored(
                    row.getString("business_key"),
                    row.getString("from_class"),
                    row.getString("to_class"),
                    new Receipt(
                        row.getObject("id", UUID.class),
                        row.getString("state"),
                        row.getLong("amount"),
                        row.getLong("posted"),
                        row.getLong("remaining"),
                        row.getLong("version"),
                        Sql.instantOrNull(row, "due_at"),
                        Sql.instantOrNull(row, "expires_at"),
                        row.getObject("journal_id", UUID.class),
                        List.of())),
            id)
        .orElseThrow(() -> Problem.notFound("hold"));
  }
}
