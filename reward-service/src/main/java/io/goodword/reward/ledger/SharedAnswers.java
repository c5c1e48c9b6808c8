package io.goodword.reward.ledger;

import io.goodword.kit.event.EventJson;
import io.goodword.kit.idempotency.IdempotencyKey;
import io.goodword.kit.sql.Sql;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps the answers of requests that share a transaction: a row of the idempotency table for each,
 * as if it had come alone, written in one statement after the effects.
 */
@Singleton
public class SharedAnswers {

  private final Sql sql;
  private final Clock clock;

  SharedAnswers(Sql sql, Clock clock) {
    this.sql = sql;
    this.clock = clock;
  }

  /** A request and its answer, records both. */
  public record Kept(IdempotencyKey key, Object request, Object answer) {}

  /** All of it is void: a key was used before, each caller learns alone what became of it. */
  private static final class KeyTaken extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /**
   * Keeps some in the current transaction.
   *
   * @throws RuntimeException when one of the keys was used before; the transaction must be rolled
   *     back
   */
  public void keep(List<Kept> answers) {
    List<String> principals = new ArrayList<>();
    List<String> operations = new ArrayList<>();
    List<String> keys = new ArrayList<>();
    List<String> requests = new ArrayList<>();
    List<String> replies = new ArrayList<>();
    for (Kept kept : answers) {
      principals.add(kept.key().principal());
      operations.add(kept.key().operation());
      keys.add(kept.key().value());
      requests.add(EventJson.write(kept.request()));
      replies.add(EventJson.write(kept.answer()));
    }
    boolean all =
        sql.first(
                "select idempotency_keep(?, ?, ?, ?, ?, ?)",
                row -> row.getBoolean(1),
                principals,
                operations,
                keys,
                requests,
                replies,
                clock.instant())
            .orElseThrow();
    if (!all) {
      throw new KeyTaken();
    }
  }
}
