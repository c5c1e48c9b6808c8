package io.goodword.reward.audit;

import io.agroal.api.AgroalDataSource;
import io.goodword.kit.sql.Sql;
import io.goodword.kit.sql.SqlFailure;
import io.goodword.reward.ledger.Books;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Checks the laws of the books and leaves the outcome where every replica reads it. Each law is one
 * statement under a time limit; the chain is verified in parts, going round, so that a change of an
 * old row is found as well as one of yesterday.
 */
@ApplicationScoped
public class Monitoring {

  /** Name under which the chain is reported beside the laws. */
  static final String CHAIN = "chain-verifies";

  private static final Logger LOG = Logger.getLogger(Monitoring.class);
  private static final int LOCK_SPACE = 0x600D;
  private static final int LOCK = 1_002;
  private static final Duration SPARE = Duration.ofSeconds(10);
  private static final String CANCELLED = "57014";

  private final Books books;
  private final AgroalDataSource dataSource;
  private final Sql sql;
  private final Clock clock;
  private final AuditSettings settings;

  Monitoring(
      Books books, AgroalDataSource dataSource, Sql sql, Clock clock, AuditSettings settings) {
    this.books = books;
    this.dataSource = dataSource;
    this.sql = sql;
    this.clock = clock;
    this.settings = settings;
  }

  /**
   * What the last check of a law found.
   *
   * @param violations rows that break it, null when the check did not end in time
   */
  public record Check(String name, @Nullable Long violations, Instant checkedAt) {}

  /** The last outcomes, by name. */
  public List<Check> last() {
    return sql.query(
        "select name, violations, checked_at from audit_checks order by name",
        row ->
            new Check(
                row.getString("name"),
                row.getObject("violations", Long.class),
                Sql.instant(row, "checked_at")));
  }

  /**
   * Checks all laws, unless another replica is at it or has been since a moment.
   *
   * @param since outcomes as young as this are young enough
   * @return whether this call checked
   */
  public boolean check(Instant since) {
    // the lock belongs to a session of its own: each law has its own transaction
    try (Connection session = dataSource.getConnection()) {
      if (!holds(session, "select pg_try_advisory_lock(?, ?)")) {
        return false;
      }
      try {
        if (youngest().isAfter(since)) {
          return false;
        }
        checkAll();
        return true;
      } finally {
        holds(session, "select pg_advisory_unlock(?, ?)");
      }
    } catch (SQLException e) {
      throw new SqlFailure(e);
    }
  }

  private static boolean holds(Connection session, String statement) throws SQLException {
    try (var lock = session.prepareStatement(statement)) {
      lock.setInt(1, LOCK_SPACE);
      lock.setInt(2, LOCK);
      try (var row = lock.executeQuery()) {
        return row.next() && row.getBoolean(1);
      }
    }
  }

  private Instant youngest() {
    return sql.first(
            "select max(checked_at) as youngest from audit_checks",
            row -> {
              Instant youngest = Sql.instantOrNull(row, "youngest");
              return youngest == null ? Instant.EPOCH : youngest;
            })
        .orElse(Instant.EPOCH);
  }

  private void checkAll() {
    var checks = new ArrayList<Check>();
    for (String law : books.laws()) {
      checks.add(new Check(Books.nameOf(law), violations(law), clock.instant()));
    }
    checks.add(new Check(CHAIN, verifyOn(), clock.instant()));
    QuarkusTransaction.requiringNew().run(() -> store(checks));
  }

  private @Nullable Long violations(String law) {
    try {
      Duration limit = settings.checkTimeout();
      return QuarkusTransaction.requiringNew()
          .timeout((int) limit.plus(SPARE).toSeconds())
          .call(() -> books.violations(law, limit));
    } catch (RuntimeException e) {
      for (@Nullable Throwable cause = e; cause != null; cause = cause.getCause()) {
        if (cause instanceof SqlFailure failure && failure.state().equals(CANCELLED)) {
          LOG.warnf("%s was not checked within %s", law, settings.checkTimeout());
          return null;
        }
      }
      throw e;
    }
  }

  /** Verifies the next part of the chain; stays where something is wrong. */
  private long verifyOn() {
    long from =
        sql.first("select next_block from audit_progress", row -> row.getLong(1)).orElse(1L);
    try (Connection connection = dataSource.getConnection()) {
      var check = new RangeCheck(connection);
      long head = check.head();
      if (from > head) {
        from = 1;
      }
      RangeCheck.Result result = check.run(from, head, settings.verifyJournals());
      if (result.findings().isEmpty()) {
        Long next = result.next();
        sql.update("update audit_progress set next_block = ?", next == null ? 1L : next);
        // the log is kept elsewhere: a chain that was made anew would not have this hash
        LOG.infof("Verified blocks %d to %d, hash %s", result.from(), result.to(), result.hash());
      } else {
        sql.update("update audit_progress set next_block = ?", from);
        result.findings().stream()
            .limit(10)
            .forEach(
                finding ->
                    LOG.errorf(
                        "Not as it was sealed: block %d, journal %s: %s",
                        finding.height(), finding.journalId(), finding.detail()));
      }
      return result.findings().size();
    } catch (SQLException e) {
      throw new SqlFailure(e);
    }
  }

  private void store(List<Check> checks) {
    sql.update("delete from audit_checks");
    for (Check check : checks) {
      sql.update(
          "insert into audit_checks (name, violations, checked_at) values (?, ?, ?)",
          check.name(),
          check.violations(),
          check.checkedAt());
    }
  }
}
