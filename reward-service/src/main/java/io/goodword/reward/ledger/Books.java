package io.goodword.reward.ledger;

import io.goodword.kit.sql.Sql;
import io.goodword.kit.sql.SqlFailure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The books as a whole: trial balance, liability, and the proof that they are in order. */
@ApplicationScoped
public class Books {

  private final Sql sql;
  private final Clock clock;

  Books(Sql sql, Clock clock) {
    this.sql = sql;
    this.clock = clock;
  }

  /** Balance of all accounts of a class, in minor units. */
  public record ClassBalance(
      @com.fasterxml.jackson.annotation.JsonProperty("class") String accountClass, long balance) {}

  /**
   * Trial balance of an asset, in minor units.
   *
   * @param debits sum of the balances below zero, without sign
   * @param credits sum of the balances above zero
   * @param sum credits less debits, zero when the books are right
   */
  public record AssetBalance(
      String asset, long debits, long credits, long sum, List<ClassBalance> byClass) {}

  /**
   * What is owed to customers of an asset, in minor units.
   *
   * @param balances what they have
   * @param held what they wait for
   * @param total both
   * @param debt what they owe
   */
  public record Liability(String asset, long balances, long held, long total, long debt) {}

  /** One law of the books; zero violations when it holds. */
  public record Invariant(String name, boolean holds, long violations) {}

  /** Result of checking every law against every row. */
  public record Proof(
      boolean balanced,
      List<Invariant> invariants,
      long journals,
      long entries,
      Instant checkedAt) {}

  private record Part(String asset, String accountClass, long debits, long credits) {}

  /** Balances of all accounts, for each asset. */
  @Transactional
  public List<AssetBalance> trialBalance() {
    List<Part> parts =
        sql.query(
            """
            select a.asset, a.class, coalesce(sum(-b.posted) filter (where b.posted < 0), 0) as debits,
                   coalesce(sum(b.posted) filter (where b.posted > 0), 0) as credits
              from accounts a join balances b on b.account_id = a.id
             group by a.asset, a.class order by a.asset, a.class
            """,
            row -> new Part(row.getString(1), row.getString(2), row.getLong(3), row.getLong(4)));
    Map<String, List<Part>> byAsset = new LinkedHashMap<>();
    parts.forEach(
        part -> byAsset.computeIfAbsent(part.asset(), any -> new ArrayList<>()).add(part));
    return byAsset.entrySet().stream()
        .map(
            asset -> {
              long debits = asset.getValue().stream().mapToLong(Part::debits).sum();
              long credits = asset.getValue().stream().mapToLong(Part::credits).sum();
              return new AssetBalance(
                  asset.getKey(),
                  debits,
                  credits,
                  credits - debits,
                  asset.getValue().stream()
                      .map(
                          part ->
                              new ClassBalance(part.accountClass(), part.credits() - part.debits()))
                      .toList());
            })
        .toList();
  }

  /** What is owed to customers, for each asset. */
  @Transactional
  public List<Liability> liability() {
    return sql.query(
        """
        select a.asset, coalesce(sum(b.posted) filter (where a.class = 'customer'), 0) as balances,
               coalesce((select sum(h.remaining) from holds h join accounts c on c.id = h.counter_account_id
                          where h.state = 'OPEN' and c.class = 'customer' and c.asset = a.asset), 0) as held,
               coalesce(sum(-b.posted) filter (where a.class = 'debt'), 0) as debt
          from accounts a join balances b on b.account_id = a.id group by a.asset order by a.asset
        """,
        row -> {
          long balances = row.getLong("balances");
          long held = row.getLong("held");
          return new Liability(
              row.getString("asset"), balances, held, balances + held, row.getLong("debt"));
        });
  }

  /** Checks every law (each view named {@code proof_*}) against every row. */
  @Transactional
  public Proof proof() {
    // a law is one statement and so sees one snapshot, whatever is posted meanwhile
    sql.query("select set_config('statement_timeout', '60s', true)", row -> true);
    List<Invariant> invariants = laws().stream().map(this::check).toList();
    return new Proof(
        invariants.stream().allMatch(Invariant::holds),
        invariants,
        count("journals"),
        count("entries"),
        clock.instant());
  }

  /** The views that state the laws, by name. */
  @Transactional
  public List<String> laws() {
    return sql.query(
        "select viewname from pg_views where schemaname = current_schema()"
            + " and viewname like 'proof\\_%' order by viewname",
        row -> row.getString(1));
  }

  /**
   * Counts the rows that break one law.
   *
   * @param law a name out of {@link #laws}
   * @param limit how long the database may take
   * @throws SqlFailure of state 57014 when it took longer
   */
  @Transactional
  public long violations(String law, Duration limit) {
    sql.query(
        "select set_config('statement_timeout', ?, true)", row -> true, limit.toMillis() + "ms");
    return count(law);
  }

  /** The name of a law as it is shown. */
  public static String nameOf(String law) {
    return law.substring("proof_".length()).replace('_', '-');
  }

  private Invariant check(String law) {
    long violations = count(law);
    return new Invariant(nameOf(law), violations == 0, violations);
  }

  /** The name comes from the catalogue of the database, never from outside. */
  private long count(String relation) {
    return sql.first("select count(*) from \"" + relation + "\"", row -> row.getLong(1))
        .orElseThrow();
  }
}
