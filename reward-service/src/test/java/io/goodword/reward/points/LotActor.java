package io.goodword.reward.points;

import io.goodword.reward.ledger.AccountClass;
import io.goodword.reward.ledger.AccountRef;
import io.goodword.reward.ledger.Leg;
import io.goodword.reward.ledger.Operation;
import io.goodword.reward.ledger.Outcome;
import io.goodword.reward.ledger.Outcome.Reason;
import io.goodword.reward.ledger.Purpose;
import io.goodword.reward.points.ExpiryRule.Debt;
import io.goodword.reward.points.LotBook.Taken;
import io.goodword.reward.points.LotScript.Step;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One customer of the model test: turns steps into operations and knows what each must come to. */
final class LotActor {

  final String owner;
  final AccountRef account;
  final LotBook book;

  private final ExpiryRule rule;
  private final Map<Integer, UUID> journals = new HashMap<>();
  private final Map<Integer, Held> holds = new HashMap<>();

  LotActor(String owner, String asset, ExpiryRule rule, LotBook book) {
    this.owner = owner;
    this.account = AccountRef.customer(owner, asset);
    this.rule = rule;
    this.book = book;
  }

  private static final class Held {
    final UUID id;
    final @Nullable Instant deadline;
    long remaining;
    String state = "OPEN";

    Held(UUID id, @Nullable Instant deadline, long remaining) {
      this.id = id;
      this.deadline = deadline;
      this.remaining = remaining;
    }

    boolean isPast(Instant at) {
      return deadline != null && !deadline.isAfter(at);
    }
  }

  /** The campaign that an act of earning is paid from. */
  static String campaign(LotScript.Act act, String asset) {
    return (act == LotScript.Act.EARN_A ? "a-" : "b-") + asset;
  }

  /** What the step asks of the ledger; nothing when what it is about did not happen. */
  Optional<Operation> operation(Step step) {
    String asset = account.asset();
    AccountRef shop = AccountRef.redemption("shop", asset);
    long n = step.amount();
    String key = "model/" + owner + "/" + step.number();
    @Nullable UUID journal = journals.get(step.of());
    @Nullable Held hold = holds.get(step.of());
    return Optional.ofNullable(
        switch (step.act()) {
          case EARN_A, EARN_B -> {
            String campaign = campaign(step.act(), asset);
            yield new Operation.Post(
                key,
                Purpose.of("grant", "model").in(campaign),
                List.of(Leg.of(AccountRef.budget(campaign, asset), -n), Leg.earn(account, n)));
          }
          case SPEND ->
              new Operation.Post(
                  key, Purpose.of("spend", "model"), List.of(Leg.of(account, -n), Leg.of(shop, n)));
          case HOLD ->
              new Operation.Hold(
                  key, Purpose.of("redeem", "model"), account, shop, n, null, deadline(step));
          case SETTLE ->
              hold == null
                  ? null
                  : new Operation.Settle(key, Purpose.of("redeem", "model"), hold.id, n);
          case VOID -> hold == null ? null : new Operation.Void(hold.id, n);
          case LAPSE -> hold == null ? null : new Operation.Lapse(hold.id);
          case EXPIRE -> new Operation.Expire(key, Purpose.of("expire", "model"), account);
          case REFUND ->
              journal == null
                  ? null
                  : new Operation.Post(
                      key,
                      Purpose.of("reverse", "model").reversing(journal),
                      List.of(Leg.of(shop, -n), Leg.earn(account, n)));
          case TAKE_BACK ->
              journal == null
                  ? null
                  : new Operation.Post(
                      key,
                      Purpose.of("reverse", "model").reversing(journal),
                      List.of(
                          Leg.take(account, n), Leg.of(AccountRef.budget("a-" + asset, asset), n)));
        });
  }

  /** Does the step in the book; says how the outcome differs, or nothing when it does not. */
  Optional<String> differs(Step step, Outcome outcome) {
    String expected = expected(step, outcome);
    String seen = seen(outcome);
    return expected.equals(seen)
        ? Optional.empty()
        : Optional.of(
            "step %d: expected %s, but it was %s".formatted(step.number(), expected, seen));
  }

  private String expected(Step step, Outcome outcome) {
    String journal = Integer.toString(step.number());
    if (outcome instanceof Outcome.Posted posted) {
      journals.put(step.number(), posted.journalId());
    }
    long n = step.amount();
    return switch (step.act()) {
      case EARN_A, EARN_B -> {
        book.earn(
            Integer.toString(step.number()), campaign(step.act(), account.asset()), n, step.at());
        yield posted();
      }
      case SPEND -> book.spend(journal, n) ? posted() : "short";
      case HOLD -> {
        if (!book.hold(n)) {
          yield "short";
        }
        if (outcome instanceof Outcome.Held held) {
          holds.put(step.number(), new Held(held.hold().id(), deadline(step), n));
        }
        yield "held " + book.held();
      }
      case SETTLE, VOID, LAPSE -> expected(step, holds.get(step.of()), journal);
      case EXPIRE -> book.expire(journal, step.at()) == 0 ? "unchanged" : posted();
      case REFUND -> {
        book.refund(Integer.toString(step.of()), null, n, step.at());
        yield posted();
      }
      case TAKE_BACK -> {
        Taken taken = book.takeBack(journal, Integer.toString(step.of()), n);
        yield rule.debt() == Debt.FLOOR && taken.given() == 0 ? "unchanged" : posted();
      }
    };
  }

  private String expected(Step step, @Nullable Held hold, String journal) {
    if (hold == null) {
      throw new IllegalStateException("step " + step.number() + " has no hold");
    }
    boolean past = hold.state.equals("OPEN") && hold.isPast(step.at());
    if (step.act() == LotScript.Act.LAPSE && hold.state.equals("OPEN")) {
      if (!past) {
        return "unchanged";
      }
      hold.state = "EXPIRED";
      book.free(hold.remaining);
      return "lapsed " + book.held();
    }
    if (past || !hold.state.equals("OPEN")) {
      return "settled " + (past ? "EXPIRED" : hold.state);
    }
    if (step.amount() > hold.remaining) {
      return "excess";
    }
    if (step.act() == LotScript.Act.SETTLE) {
      book.settle(journal, hold.remaining, step.amount());
      hold.state = "POSTED";
      return posted();
    }
    book.free(step.amount());
    hold.remaining -= step.amount();
    hold.state = hold.remaining == 0 ? "VOIDED" : "OPEN";
    return "voided " + book.held();
  }

  private String posted() {
    return "posted " + book.posted();
  }

  /** The outcome in the same words; the customer's balance where the journal has it. */
  private String seen(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Posted posted ->
          "posted "
              + posted.books().stream()
                  .filter(one -> one.accountClass() == AccountClass.CUSTOMER)
                  .map(Outcome.Book::posted)
                  .findFirst()
                  .orElse(book.posted());
      case Outcome.Held held -> "held " + held.hold().account().held();
      case Outcome.Voided voided -> "voided " + voided.hold().account().held();
      case Outcome.Lapsed lapsed -> "lapsed " + lapsed.hold().account().held();
      case Outcome.Unchanged ignored -> "unchanged";
      case Outcome.Refused refused when refused.reason() == Reason.SETTLED ->
          "settled " + (refused.hold() == null ? "" : refused.hold().state());
      case Outcome.Refused refused -> refused.reason().name().toLowerCase(Locale.ROOT);
    };
  }

  private static @Nullable Instant deadline(Step step) {
    return step.deadline().isZero() ? null : step.at().plus(step.deadline());
  }
}
