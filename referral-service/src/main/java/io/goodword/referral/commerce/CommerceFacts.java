package io.goodword.referral.commerce;

import io.goodword.contracts.commerce.CustomerRegistered;
import io.goodword.contracts.commerce.OrderCancelled;
import io.goodword.contracts.commerce.OrderPaid;
import io.goodword.contracts.commerce.OrderRefunded;
import io.goodword.kit.inbox.Inbox;
import io.goodword.kit.outbox.Outbox;
import io.goodword.kit.outbox.OutboxEvent;
import io.goodword.kit.sql.Sql;
import io.goodword.referral.commerce.FactReaction.Outcome;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes one fact in one transaction: its id for good, what follows from it, the reaction of the
 * service, and its publication when it did not come from the topic.
 */
@ApplicationScoped
class CommerceFacts {

  /** Name of the consumer of the topic; facts taken here are marked as seen by it. */
  static final String CONSUMER = "referral.commerce";

  private final Sql sql;
  private final Clock clock;
  private final Customers customers;
  private final Inbox inbox;
  private final Outbox outbox;
  private final FactReaction reaction;

  CommerceFacts(
      Sql sql,
      Clock clock,
      Customers customers,
      Inbox inbox,
      Outbox outbox,
      FactReaction reaction) {
    this.sql = sql;
    this.clock = clock;
    this.customers = customers;
    this.inbox = inbox;
    this.outbox = outbox;
    this.reaction = reaction;
  }

  /**
   * What became of a fact.
   *
   * @param first false when its id was known before; then nothing has changed
   * @param outcome answer to a conversion, null for other facts
   */
  record Taken(boolean first, @Nullable Outcome outcome) {}

  /** Takes a fact that the shop reported over HTTP and publishes it under its own id and time. */
  @Transactional
  public Taken report(ReportedFact fact) {
    if (!remember(fact)) {
      return repeated(fact);
    }
    inbox.firstTime(CONSUMER, fact.id());
    outbox.append(
        OutboxEvent.of(fact.type(), fact.customerId(), fact.payload())
            .from(fact.id(), fact.time()));
    return new Taken(true, apply(fact));
  }

  /** Takes a fact that the shop published itself. */
  @Transactional
  public void observe(ReportedFact fact) {
    if (remember(fact)) {
      apply(fact);
    }
  }

  private Taken repeated(ReportedFact fact) {
    Conversion conversion = fact.conversion();
    return new Taken(false, conversion == null ? null : reaction.outcomeOf(conversion));
  }

  private boolean remember(ReportedFact fact) {
    return sql.update(
            """
            insert into commerce_facts (id, type, customer_id, order_id, occurred_at, received_at)
            values (?, ?, ?, ?, ?, ?) on conflict do nothing
            """,
            fact.id(),
            fact.type(),
            fact.customerId(),
            fact.orderId(),
            fact.occurredAt(),
            clock.instant())
        == 1;
  }

  private @Nullable Outcome apply(ReportedFact fact) {
    String customer = fact.customerId();
    Instant at = fact.occurredAt();
    // first of all: the row of the customer is the lock that keeps facts of one person in a row
    customers.seen(customer, at, fact.payload() instanceof CustomerRegistered ? at : null);
    Set<Signal> signals = Signal.of(fact.evidence());
    customers.signalled(customer, signals);
    boolean changed =
        switch (fact.payload()) {
          case OrderPaid order -> {
            customers.paid(customer, order.orderId(), at, order.amount());
            yield true;
          }
          case OrderRefunded order -> {
            customers.refunded(customer, order.orderId(), order.refundId(), at, order.amount());
            yield true;
          }
          case OrderCancelled order -> {
            customers.cancelled(customer, order.orderId(), at);
            yield true;
          }
          default -> false;
        };
    Conversion conversion = fact.conversion();
    if (conversion != null) {
      return reaction.converted(conversion);
    }
    if (changed) {
      reaction.changed(customer);
    }
    return null;
  }
}
