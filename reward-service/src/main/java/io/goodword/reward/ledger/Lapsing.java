package io.goodword.reward.ledger;

import io.goodword.kit.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/** Gives holds back whose deadline has passed. */
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
   * Gives a batch back; replicas share the work, since each passes over what another has locked.
   *
   * @param limit most holds at once, positive
   * @return how many were worked on
   */
  @Transactional
  public int due(int limit) {
    List<Operation> due =
        sql.query(
            "select id from holds where state = 'OPEN' and expires_at <= ?"
                + " order by expires_at limit ? for update skip locked",
            row -> new Operation.Lapse(row.getObject("id", UUID.class)),
            clock.instant(),
            limit);
    ledger.apply(due);
    return due.size();
  }
}
