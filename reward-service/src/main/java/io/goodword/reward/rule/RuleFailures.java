package io.goodword.reward.rule;

import io.goodword.kit.paging.Cursor;
import io.goodword.kit.paging.Cursor.Page;
import io.goodword.kit.problem.Problem;
import io.goodword.kit.source.Ids;
import io.goodword.kit.sql.Sql;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What rules could not decide, for those who must mend them. */
@ApplicationScoped
class RuleFailures {

  private static final int LONGEST_MESSAGE = 500;

  private final Sql sql;
  private final MeterRegistry metrics;
  private final Ids ids;
  private final Clock clock;

  RuleFailures(Sql sql, MeterRegistry metrics, Ids ids, Clock clock) {
    this.sql = sql;
    this.metrics = metrics;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * A failure.
   *
   * @param leg grant of the rule that it was about, empty for the whole rule
   * @param code rule-error, amount-out-of-range, no-beneficiary, no-person or too-many-waiting
   */
  record Failure(
      UUID id,
      int version,
      String eventId,
      String leg,
      String code,
      String message,
      Instant failedAt) {}

  @Transactional(TxType.MANDATORY)
  void note(List<Fault> faults) {
    sql.batch(
        "insert into rule_failures (id, rule_id, version, event_id, leg, code, message, failed_at)"
            + " values (?, ?, ?, ?, ?, ?, ?, ?)",
        faults.stream()
            .map(
                fault ->
                    new @Nullable Object[] {
                      ids.next(),
                      fault.ruleId(),
                      fault.version(),
                      fault.eventId(),
                      fault.leg(),
                      fault.code(),
                      shortened(fault.message()),
                      clock.instant()
                    })
            .toList());
    faults.forEach(
        fault ->
            metrics.counter("goodword.reward.rule.failures", "code", fault.code()).increment());
  }

  /** Failures of a rule, newest first. */
  @Transactional
  Page<Failure> of(String ruleId, @Nullable String after, @Nullable Integer limit) {
    if (sql.first("select 1 from reward_rules where id = ?", row -> true, ruleId).isEmpty()) {
      throw Problem.notFound("reward rule");
    }
    int size = Cursor.limit(limit);
    UUID before = cursor(after);
    List<Failure> failures =
        sql.query(
            "select * from rule_failures where rule_id = ? and (?::uuid is null or id < ?::uuid)"
                + " order by id desc limit ?",
            row ->
                new Failure(
                    row.getObject("id", UUID.class),
                    row.getInt("version"),
                    row.getString("event_id"),
                    row.getString("leg"),
                    row.getString("code"),
                    row.getString("message"),
                    Sql.instant(row, "failed_at")),
            ruleId,
            before,
            before,
            size + 1);
    return Cursor.page(failures, size, failure -> failure.id().toString());
  }

  private static String shortened(String message) {
    return message.length() > LONGEST_MESSAGE ? message.substring(0, LONGEST_MESSAGE) : message;
  }

  private static @Nullable UUID cursor(@Nullable String after) {
    String key = Cursor.decode(after);
    try {
      return key == null ? null : UUID.fromString(key);
    } catch (IllegalArgumentException e) {
      throw Problem.of(
          400, "malformed-cursor", "The cursor cannot be read", "Use 'next' of the page before.");
    }
  }
}
