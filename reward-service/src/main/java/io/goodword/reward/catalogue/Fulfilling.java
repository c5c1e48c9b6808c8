package io.goodword.reward.catalogue;

import io.goodword.kit.idempotency.Answer;
import io.goodword.kit.idempotency.Idempotency;
import io.goodword.kit.idempotency.IdempotencyKey;
import io.goodword.kit.outbox.Outbox;
import io.goodword.kit.outbox.OutboxEvent;
import io.goodword.kit.paging.Cursor;
import io.goodword.kit.paging.Cursor.Page;
import io.goodword.kit.problem.Problem;
import io.goodword.reward.catalogue.Redemption.State;
import io.goodword.reward.catalogue.Redemptions.Step;
import io.goodword.reward.catalogue.Redemptions.Taken;
import io.goodword.reward.ledger.AccountClass;
import io.goodword.reward.ledger.Attempts;
import io.goodword.reward.ledger.Ledger;
import io.goodword.reward.ledger.Operation;
import io.goodword.reward.ledger.Outcome;
import io.goodword.reward.ledger.Purpose;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Takes redemptions from step to step; whoever has locked one decides, the others come too late.
 */
@ApplicationScoped
class Fulfilling {

  private static final String ACTOR = "reward.catalogue";
  private static final String DEADLINE = "deadline";
  private static final String BY_CUSTOMER = "customer-wish";
  private static final Set<String> REASONS =
      Set.of(BY_CUSTOMER, "not-deliverable", "damaged", "lost", "fraud", "other");
  private static final int LONGEST_SHIPMENT = 100;

  private final Redemptions redemptions;
  private final Ledger ledger;
  private final Idempotency idempotency;
  private final Attempts attempts;
  private final Outbox outbox;
  private final Clock clock;

  Fulfilling(
      Redemptions redemptions,
      Ledger ledger,
      Idempotency idempotency,
      Attempts attempts,
      Outbox outbox,
      Clock clock) {
    this.redemptions = redemptions;
    this.ledger = ledger;
    this.idempotency = idempotency;
    this.attempts = attempts;
    this.outbox = outbox;
    this.clock = clock;
  }

  /**
   * A step that somebody wants.
   *
   * @param note reference of the shipment, or reason of the cancellation
   * @param returnStock whether a cancelled one's unit is in stock again
   */
  @RegisterForReflection
  record Wish(UUID id, State to, @Nullable String note, @Nullable Boolean returnStock) {}

  /**
   * Who wants it.
   *
   * @param customer whether it is the customer, who may do less than staff
   */
  record Asker(String id, boolean customer) {}

  /** A redemption with its steps in their order. */
  record Story(RedemptionView redemption, List<Step> steps) {}

  /**
   * Posts both sides.
   *
   * @throws Problem 404; 409 with the state as code unless it is requested
   */
  Answer<RedemptionView> confirm(IdempotencyKey key, UUID id, Asker asker) {
    return step(
        key,
        new Wish(id, State.CONFIRMED, null, null),
        asker,
        redemption -> {
          redemption.mustBeRequested();
          return confirmed(redemption, ledger.apply(payments(redemption, asker.id())));
        });
  }

  /**
   * Tells that the parcel was handed over.
   *
   * @param shipment reference at whoever ships it, at most 100 characters
   * @throws Problem 404; 409 nothing-to-ship, or with the state as code unless it is confirmed
   */
  Answer<RedemptionView> handOver(
      IdempotencyKey key, UUID id, @Nullable String shipment, Asker asker) {
    if (shipment != null && (shipment.isBlank() || shipment.length() > LONGEST_SHIPMENT)) {
      throw Problem.invalid("shipment", "must have 1 to 100 characters", shipment);
    }
    return step(
        key, new Wish(id, State.HANDED_OVER, shipment, null), asker, Redemption::handedOver);
  }

  /**
   * Notes that the customer has it.
   *
   * @throws Problem 404; 409 with the state as code
   */
  Answer<RedemptionView> deliver(IdempotencyKey key, UUID id, Asker asker) {
    return step(key, new Wish(id, State.DELIVERED, null, null), asker, Redemption::delivered);
  }

  /**
   * Gives the payment back, as it was paid.
   *
   * @param reason from the closed list; a customer needs none
   * @param returnStock whether the unit is in stock again; must be told once it was handed over
   * @throws Problem 404; 409 with the state as code, or coupon-used when the customer has no longer
   *     what was redeemed; 422 for a broken rule
   */
  Answer<RedemptionView> cancel(
      IdempotencyKey key,
      UUID id,
      @Nullable String reason,
      @Nullable Boolean returnStock,
      Asker asker) {
    String why = reason == null && asker.customer() ? BY_CUSTOMER : reason;
    Set<String> reasons = asker.customer() ? Set.of(BY_CUSTOMER) : REASONS;
    if (why == null || !reasons.contains(why)) {
      throw Problem.invalid(
          "reason", "must be one of " + reasons.stream().sorted().toList(), reason);
    }
    return step(
        key,
        new Wish(id, State.CANCELLED, why, returnStock),
        asker,
        redemption -> {
          Cancellation how = Cancellation.of(redemption, asker.customer(), returnStock);
          switch (how) {
            case Cancellation.Release ignored ->
                ledger.apply(releases(redemption)).forEach(Fulfilling::mustBeFree);
            case Cancellation.TakeBack back -> takeBack(back, asker.id());
          }
          return redemption.cancelled(how.stockReturns());
        });
  }

  /**
   * A redemption with its steps.
   *
   * @throws Problem 404, also for a customer's that is somebody else's
   */
  @Transactional
  Story read(UUID id, Asker asker) {
    Redemption redemption =
        redemptions
            .find(id)
            .filter(found -> mayTouch(asker, found))
            .orElseThrow(() -> Problem.notFound("redemption"));
    return new Story(RedemptionView.of(redemption), redemptions.steps(id));
  }

  /**
   * Redemptions, newest first.
   *
   * @param customerId whose, null for everybody's
   * @param state which, null for all
   * @throws Problem 400 malformed-cursor; 422 for an unknown state
   */
  @Transactional
  Page<RedemptionView> list(
      @Nullable String customerId,
      @Nullable String state,
      @Nullable String after,
      @Nullable Integer limit) {
    int size = Cursor.limit(limit);
    List<RedemptionView> views =
        redemptions
            .list(
                customerId,
                state == null ? null : State.of(state),
                cursor(Cursor.decode(after)),
                size + 1)
            .stream()
            .map(RedemptionView::of)
            .toList();
    return Cursor.page(views, size, view -> view.redemptionId().toString());
  }

  /**
   * Confirms automatic redemptions and cancels those that nobody has confirmed in time; replicas
   * share the work.
   *
   * @param limit most at once, positive
   * @return how many had their outcome
   */
  @Transactional
  int due(int limit) {
    return settle(redemptions.due(clock.instant(), limit));
  }

  /** Ids of those that are due, for when a batch fails and each must be tried by itself. */
  @Transactional
  List<UUID> dueIds(int limit) {
    return redemptions.due(clock.instant(), limit).stream().map(Redemption::id).toList();
  }

  /** Settles one due redemption by itself. */
  @Transactional
  int one(UUID id) {
    return settle(redemptions.due(id));
  }

  private int settle(List<Redemption> due) {
    if (due.isEmpty()) {
      return 0;
    }
    var operations = new ArrayList<Operation>();
    for (Redemption redemption : due) {
      operations.addAll(
          redemption.agreed().kind().automatic()
              ? payments(redemption, ACTOR)
              : releases(redemption));
    }
    List<Outcome> outcomes = ledger.apply(operations);
    Instant now = clock.instant();
    var taken = new ArrayList<Taken>();
    for (int i = 0; i < due.size(); i++) {
      Redemption redemption = due.get(i);
      List<Outcome> own = outcomes.subList(2 * i, 2 * i + 2);
      if (redemption.agreed().kind().automatic()) {
        taken.add(
            new Taken(confirmed(redemption, own), new Step(State.CONFIRMED, now, ACTOR, null)));
      } else {
        own.forEach(Fulfilling::mustBeFree);
        taken.add(
            new Taken(redemption.cancelled(true), new Step(State.CANCELLED, now, ACTOR, DEADLINE)));
      }
    }
    store(taken);
    return due.size();
  }

  private Answer<RedemptionView> step(
      IdempotencyKey key, Wish wish, Asker asker, UnaryOperator<Redemption> work) {
    return attempts.inTransaction(
        () ->
            idempotency.once(
                key,
                wish,
                RedemptionView.class,
                () -> {
                  Redemption redemption =
                      redemptions
                          .locked(wish.id())
                          .filter(found -> mayTouch(asker, found))
                          .orElseThrow(() -> Problem.notFound("redemption"));
                  Redemption next = work.apply(redemption);
                  store(
                      List.of(
                          new Taken(
                              next,
                              new Step(next.state(), clock.instant(), asker.id(), wish.note()))));
                  return RedemptionView.of(next);
                }));
  }

  private static boolean mayTouch(Asker asker, Redemption redemption) {
    return !asker.customer() || redemption.agreed().customerId().equals(asker.id());
  }

  private static @Nullable UUID cursor(@Nullable String key) {
    try {
      return key == null ? null : UUID.fromString(key);
    } catch (IllegalArgumentException e) {
      throw Problem.of(
          400, "malformed-cursor", "The cursor cannot be read", "Use 'next' of the page before.");
    }
  }

  private void store(List<Taken> taken) {
    redemptions.update(taken);
    List<OutboxEvent> events =
        taken.stream().flatMap(each -> RedemptionEvents.of(each).stream()).toList();
    outbox.appendNumbered(events);
  }

  private void takeBack(Cancellation.TakeBack back, String actor) {
    UUID gift = back.gift();
    List<UUID> journals = gift == null ? List.of(back.payment()) : List.of(back.payment(), gift);
    boolean owed =
        ledger.reverseRest(journals, actor).stream()
            .flatMap(posted -> posted.books().stream())
            .anyMatch(book -> book.accountClass() == AccountClass.DEBT && book.amount() < 0);
    if (owed) {
      // rolled back: points and the use of the coupon together would be a gift for nothing
      throw Problem.conflict(
          "coupon-used", "The customer has used what was redeemed; it cannot come back.");
    }
  }

  private static List<Operation> payments(Redemption redemption, String actor) {
    Agreement agreed = redemption.agreed();
    Purpose purpose = Purpose.of("redeem", actor).because(agreed.sku(), redemption.id().toString());
    return List.of(
        new Operation.Settle(
            agreed.paymentKey() + "/confirm", purpose, redemption.pointsHold(), null),
        new Operation.Settle(
            agreed.stockKey() + "/confirm", purpose, redemption.stockHold(), null));
  }

  private static List<Operation> releases(Redemption redemption) {
    return Stream.of(redemption.pointsHold(), redemption.stockHold())
        .<Operation>map(hold -> new Operation.Void(hold, null))
        .toList();
  }

  private static Redemption confirmed(Redemption redemption, List<Outcome> outcomes) {
    return redemption.confirmedBy(journal(outcomes.get(0)), journal(outcomes.get(1)));
  }

  private static UUID journal(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Posted posted -> posted.journalId();
      case Outcome.Refused refused -> throw refused.problem();
      case Outcome other -> throw new IllegalStateException("the ledger answered " + other);
    };
  }

  private static void mustBeFree(Outcome outcome) {
    if (outcome instanceof Outcome.Refused refused) {
      throw refused.problem();
    }
  }
}
