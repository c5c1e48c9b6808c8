package io.goodword.reward.grant;

import io.goodword.kit.outbox.Outbox;
import io.goodword.kit.outbox.OutboxEvent;
import io.goodword.reward.budget.LimitCounters;
import io.goodword.reward.ledger.Ledger;
import io.goodword.reward.ledger.Operation;
import io.goodword.reward.ledger.Outcome;
import io.goodword.reward.ledger.Purpose;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** Pays held grants whose holding period has ended. */
@ApplicationScoped
public class Confirming {

  private final Grants grants;
  private final LimitCounters counters;
  private final Ledger ledger;
  private final Outbox outbox;
  private final Clock clock;

  Confirming(Grants grants, LimitCounters counters, Ledger ledger, Outbox outbox, Clock clock) {
    this.grants = grants;
    this.counters = counters;
    this.ledger = ledger;
    this.outbox = outbox;
    this.clock = clock;
  }

  /**
   * Confirms a batch; replicas share the work, since each passes over what another has locked.
   *
   * @param limit most grants at once, positive
   * @return how many were confirmed
   */
  @Transactional
  public int due(int limit) {
    return confirm(grants.due(clock.instant(), limit));
  }

  /** Ids of the grants that are due, for when a batch fails and each must be tried by itself. */
  @Transactional
  public List<UUID> dueIds(int limit) {
    return grants.due(clock.instant(), limit).stream().map(Grant::id).toList();
  }

  /** Confirms one due grant by itself. */
  @Transactional
  public int one(UUID id) {
    return confirm(grants.due(id));
  }

  private int confirm(List<Grant> due) {
    if (due.isEmpty()) {
      return 0;
    }
    counters.confirm(due.stream().map(Grant::id).toList());
    List<Outcome> outcomes = ledger.apply(due.stream().map(Confirming::payment).toList());
    Instant now = clock.instant();
    var confirmed = new ArrayList<Grant>();
    var events = new ArrayList<OutboxEvent>();
    for (int i = 0; i < due.size(); i++) {
      switch (outcomes.get(i)) {
        case Outcome.Posted posted -> {
          Grant grant = due.get(i).confirmedBy(posted.journalId());
          confirmed.add(grant);
          events.add(GrantEvents.confirmed(grant, now));
        }
        case Outcome other -> throw new IllegalStateException("the ledger answered " + other);
      }
    }
    grants.update(confirmed);
    outbox.appendNumbered(events);
    return confirmed.size();
  }

  private static Operation payment(Grant grant) {
    return new Operation.Settle(
        grant.businessKey() + "/confirm",
        Purpose.of("confirm", "reward.grant")
            .in(grant.campaignId())
            .because(grant.occasion(), grant.cause()),
        Objects.requireNonNull(grant.holdId()),
        null);
  }
}
