package io.goodword.reward.ledger;

import io.goodword.contracts.reward.EntryPosted;
import io.goodword.contracts.reward.HoldExpired;
import io.goodword.contracts.reward.HoldOpened;
import io.goodword.contracts.reward.HoldPosted;
import io.goodword.contracts.reward.HoldVoided;
import io.goodword.kit.outbox.OutboxEvent;
import io.goodword.reward.ledger.Outcome.Book;
import io.goodword.reward.ledger.Outcome.HoldState;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Tells what moved. Entries carry the sequence of their account, holds their version. */
@RegisterForReflection(
    targets = {
      EntryPosted.class,
      HoldExpired.class,
      HoldOpened.class,
      HoldPosted.class,
      HoldVoided.class,
      AccountRef.class,
      Book.class,
      HoldState.class,
      LedgerWire.WireLeg.class,
      LedgerWire.WireOperation.class,
      LedgerWire.Result.class,
      LedgerWire.Result[].class
    })
final class LedgerEvents {

  private LedgerEvents() {}

  /** What each event says that tells how a hold went on. */
  @FunctionalInterface
  private interface Ending {
    Record of(
        String holdId,
        String accountId,
        String owner,
        String beneficiaryId,
        String asset,
        long amount,
        Instant occurredAt);
  }

  /** The events of an operation; none for a refusal or a replay. */
  static List<OutboxEvent> of(Operation operation, Outcome outcome, Instant now) {
    return switch (outcome) {
      case Outcome.Posted posted when !posted.replayed() -> posted(operation, posted);
      case Outcome.Held held when !held.replayed() -> List.of(opened(held.hold(), now));
      case Outcome.Voided voided ->
          List.of(ended(voided.hold(), HoldVoided.TYPE, HoldVoided::new, now));
      case Outcome.Lapsed lapsed ->
          List.of(ended(lapsed.hold(), HoldExpired.TYPE, HoldExpired::new, now));
      case Outcome.Posted ignored -> List.of();
      case Outcome.Held ignored -> List.of();
      case Outcome.Unchanged ignored -> List.of();
      case Outcome.Refused ignored -> List.of();
    };
  }

  private static List<OutboxEvent> posted(Operation operation, Outcome.Posted posted) {
    String kind =
        switch (operation) {
          case Operation.Post post -> post.purpose().kind();
          case Operation.Settle settle -> settle.purpose().kind();
          case Operation.Expire expire -> expire.purpose().kind();
          case Operation.Hold ignored -> throw new IllegalStateException("a hold was posted");
          case Operation.Void ignored -> throw new IllegalStateException("a void was posted");
          case Operation.Lapse ignored -> throw new IllegalStateException("a lapse was posted");
        };
    List<OutboxEvent> events = entries(posted, kind);
    HoldState hold = posted.hold();
    if (hold != null) {
      events.add(ended(hold, HoldPosted.TYPE, HoldPosted::new, posted.recordedAt()));
    }
    return events;
  }

  /** The events of a journal between a budget and its slots. */
  static List<OutboxEvent> ofLease(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Posted posted -> entries(posted, "lease");
      case Outcome other -> throw new IllegalStateException("a lease ended with " + other);
    };
  }

  private static List<OutboxEvent> entries(Outcome.Posted posted, String kind) {
    var events = new ArrayList<OutboxEvent>();
    for (Book book : posted.books()) {
      String account = Long.toString(book.accountId());
      events.add(
          OutboxEvent.of(
                  EntryPosted.TYPE,
                  account,
                  new EntryPosted(
                      posted.journalId().toString(),
                      account,
                      book.seq(),
                      book.accountClass().code(),
                      book.owner(),
                      book.asset(),
                      book.amount(),
                      book.posted(),
                      kind,
                      posted.recordedAt()))
              .numbered(book.seq()));
    }
    return events;
  }

  private static OutboxEvent opened(HoldState hold, Instant now) {
    return of(
        hold,
        HoldOpened.TYPE,
        new HoldOpened(
            hold.id().toString(),
            Long.toString(hold.account().accountId()),
            hold.account().owner(),
            hold.counter().owner(),
            hold.account().asset(),
            hold.amount(),
            hold.dueAt(),
            hold.expiresAt(),
            now));
  }

  private static OutboxEvent ended(HoldState hold, String type, Ending ending, Instant now) {
    return of(
        hold,
        type,
        ending.of(
            hold.id().toString(),
            Long.toString(hold.account().accountId()),
            hold.account().owner(),
            hold.counter().owner(),
            hold.account().asset(),
            hold.amount(),
            now));
  }

  private static OutboxEvent of(HoldState hold, String type, Record payload) {
    return OutboxEvent.of(type, hold.id().toString(), payload).numbered(hold.version());
  }
}
