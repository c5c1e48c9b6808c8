package io.goodword.reward.ledger;

import io.goodword.kit.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/**
 * Gives holds back whose deadline has passed. The holds are only read here: who posts one locks its
 * account first and the hold afterwards, and a lock on the hold taken before that would wait in a
 * circle. When two replicas meet at a hold, the second finds it settled.
 */
@ApplicationScoped
public class Lapsing {

  private final Sql sql;
  private final Ledger ledger;
  private final Clock clock;

  Lapsing(Sql sql, Ledger ledger, Clock clock) {
    this.sql = sql;
    this.ledger = ledger;
    this.clock = clock;
  }

  /**
   * Gives a batch back.
   *
   * @param limit most holds at once, positive
   * @return how many were worked on
   */
  @Transactional
  public int due(int limit) {
    List<UUID> due = ids(limit);
    ledger.apply(due.stream().map(Lapsing::lapse).toList());
    return due.size();
  }

  /** Ids of the holds that are due, for when a batch fails and each must be tried by itself. */
  @Transactional
  public List<UUID> dueIds(int limit) {
    return ids(limit);
  }

  /** Gives one hold back by itself. */
  @Transactional
  public void one(UUID hold) {
    ledger.apply(List.of(lapse(hold)));
  }

  private List<UUID> ids(int limit) {
    return sql.query(
        "select id from holds where state = 'OPEN' and expires_at <= ? order by expires_at limit ?",
        row -> row.getObject("id", UUID.class),
        clock.instant(),
        limit);
  }

  private static Operation lapse(UUID hold) {
    return new Operation.Lapse(hold);
  }
}
