package io.goodword.reward.grant;

import io.goodword.contracts.commerce.OrderCancelled;
import io.goodword.contracts.commerce.OrderPaid;
import io.goodword.contracts.commerce.OrderRefunded;
import io.goodword.kit.event.Event;
import io.goodword.kit.outbox.Outbox;
import io.goodword.kit.source.Ids;
import io.goodword.reward.intake.Arrival;
import io.goodword.reward.intake.OneByOne;
import io.goodword.reward.rule.EventFacts;
import io.goodword.reward.rule.Fact;
import io.goodword.reward.rule.Intended;
import io.goodword.reward.rule.RuleDecisions;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Gives what rules on any event mean to give, and takes it back with the order it was for. */
@ApplicationScoped
public class RuleGranting {

  private final EventFacts facts;
  private final RuleDecisions rules;
  private final Grants grants;
  private final OrderReturns returns;
  private final Giving giving;
  private final Outbox outbox;
  private final Ids ids;
  private final Clock clock;

  RuleGranting(
      EventFacts facts,
      RuleDecisions rules,
      Grants grants,
      OrderReturns returns,
      Giving giving,
      Outbox outbox,
      Ids ids,
      Clock clock) {
    this.facts = facts;
    this.rules = rules;
    this.grants = grants;
    this.returns = returns;
    this.giving = giving;
    this.outbox = outbox;
    this.ids = ids;
    this.clock = clock;
  }

  /** Whether a rule listens to a type of event, or will once it is activated. */
  public boolean listens(String eventType) {
    return rules.listen(eventType);
  }

  /**
   * Whether nothing but keeping it is to be done about a type of event: no rule in force listens.
   */
  public boolean isOnlyKept(String eventType) {
    return !rules.anyInForce(eventType);
  }

  /** Things happened that no rule in force listens to: they are kept for rules to come. */
  @Transactional
  public void keep(List<Arrival> arrivals) {
    facts.keep(arrivals);
  }

  /**
   * Something happened: the rules in force give what they mean to give, once for each event. What a
   * rule cannot decide is refused and told, and stops nothing else.
   */
  @Transactional
  public void happened(Record payload, Event event) {
    Optional<Fact> fact = facts.keep(payload, event);
    if (fact.isEmpty()) {
      return;
    }
    RuleDecisions.Decided decided = rules.decide(fact.get());
    outbox.appendNumbered(
        decided.faults().stream()
            .filter(fault -> fault.lost() != null)
            .map(fault -> GrantEvents.undecided(ids.text(), fault, clock.instant()))
            .toList());
    if (!decided.intended().isEmpty()) {
      give(decided.intended());
    }
  }

  /**
   * Orders were paid; refunds that came before them count now.
   *
   * @throws OneByOne when one of them is among them twice
   */
  @Transactional
  public void paid(List<OrderPaid> events) {
    var amounts = new TreeMap<String, Long>();
    events.forEach(event -> amounts.put(event.orderId(), event.amount().amount()));
    if (amounts.size() < events.size()) {
      throw new OneByOne("an order was paid twice");
    }
    takeBack(returns.paid(amounts));
  }

  /** An order was refunded: its grants shrink to their share of what stayed paid. */
  @Transactional
  public void refunded(OrderRefunded event) {
    Returned returned =
        returns.refunded(event.orderId(), event.refundId(), event.amount().amount());
    takeBack(Map.of(event.orderId(), returned));
  }

  /** An order was cancelled: its grants are taken back. */
  @Transactional
  public void cancelled(OrderCancelled event) {
    takeBack(Map.of(event.orderId(), returns.cancelled(event.orderId())));
  }

  @Scheduled(every = "1h", delayed = "20m")
  @Transactional
  void forget() {
    returns.forget();
  }

  private void give(List<Intended> intended) {
    Map<String, Returned> returned = lockOrders(intended);
    // the facts forget after their retention; what was given is known for ever
    Set<Grant.Once> given =
        grants.givenFor(intended.stream().map(one -> one.fact().id()).distinct().toList());
    giving.give(
        intended.stream()
            .map(one -> promise(one, returned))
            .filter(promise -> !given.contains(promise.grant().once()))
            .toList());
  }

  private Map<String, Returned> lockOrders(List<Intended> intended) {
    var orders = new TreeSet<String>();
    intended.forEach(one -> one.fact().orderId().ifPresent(orders::add));
    var returned = new HashMap<String, Returned>();
    orders.forEach(order -> returned.put(order, returns.lock(order)));
    return returned;
  }

  private void takeBack(Map<String, Returned> returned) {
    giving.takeBack(
        grants.ofOrders(returned.keySet()),
        grant -> Objects.requireNonNull(returned.get(grant.orderId())).left(grant.amount()));
  }

  private Giving.Promise promise(Intended one, Map<String, Returned> returned) {
    Fact fact = one.fact();
    Instant now = clock.instant();
    boolean atOnce = one.holdingPeriod().isZero();
    Returned back =
        fact.orderId()
            .map(order -> returned.getOrDefault(order, Returned.NOTHING))
            .orElse(Returned.NOTHING);
    Grant grant =
        new Grant(
            ids.next(),
            fact.id(),
            occasion(fact.type()),
            one.ruleId(),
            one.version(),
            one.leg(),
            one.budget(),
            one.role(),
            one.beneficiaryId(),
            one.asset(),
            one.amount(),
            back.left(one.amount()),
            atOnce ? Grant.State.POSTED : Grant.State.HELD,
            atOnce ? null : fact.occurredAt().plus(one.holdingPeriod()),
            null,
            null,
            fact.orderId().orElse(null),
            null,
            now,
            1);
    return new Giving.Promise(grant, fact.occurredAt(), one.claims());
  }

  /** {@code io.goodword.commerce.order.paid.v1} is told as {@code commerce.order.paid}. */
  private static String occasion(String type) {
    return type.replaceFirst("^io\\.goodword\\.", "").replaceFirst("\\.v\\d+$", "");
  }
}
