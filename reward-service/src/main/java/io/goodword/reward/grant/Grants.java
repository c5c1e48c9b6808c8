package io.goodword.reward.grant;

import io.goodword.kit.sql.Sql;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where grants and the occasions behind them are kept. */
@Singleton
class Grants {

  private static final String ALL = "select * from grants where ";
  private static final String KEYS =
      "unnest(?::text[], ?::text[]) with ordinality as k (cause, occasion, n)";

  private final Sql sql;

  Grants(Sql sql) {
    this.sql = sql;
  }

  /**
   * How far an occasion was taken back.
   *
   * @param refunded 0 to paid
   * @param paid positive
   */
  record Refund(long refunded, long paid) {}

  /**
   * Locks an occasion, so that its milestone and its refund wait for each other whichever comes
   * first, and notes a refund; the largest one counts.
   *
   * @return what counts now
   */
  Refund occasion(String cause, String occasion, long refunded, long paid) {
    return sql.first(
            """
            insert into occasions (cause, occasion, refunded, paid) values (?, ?, ?, ?)
            on conflict (cause, occasion) do update set
              refunded = case when excluded.refunded > occasions.refunded then excluded.refunded else occasions.refunded end,
              paid = case when excluded.refunded > occasions.refunded then excluded.paid else occasions.paid end
            returning refunded, paid
            """,
            row -> new Refund(row.getLong(1), row.getLong(2)),
            cause,
            occasion,
            refunded,
            paid)
        .orElseThrow();
  }

  /** Something that is rewarded; sorted as it is locked. */
  record Occasion(String cause, String occasion) implements Comparable<Occasion> {
    private static final Comparator<Occasion> ORDER =
        Comparator.comparing(Occasion::cause).thenComparing(Occasion::occasion);

    @Override
    public int compareTo(Occasion other) {
      return ORDER.compare(this, other);
    }
  }

  /** A rule that has given for an occasion. */
  record Made(Occasion occasion, String ruleId) {}

  /** Locks occasions, in one order, and reads how far each was taken back. */
  Map<Occasion, Refund> occasions(Collection<Occasion> occasions) {
    var sorted = new TreeSet<>(occasions);
    var locked = new HashMap<Occasion, Refund>();
    sql.query(
            "insert into occasions (cause, occasion) select k.cause, k.occasion from "
                + KEYS
                + " order by k.n on conflict (cause, occasion) do update"
                + " set refunded = occasions.refunded"
                + " returning cause, occasion, refunded, paid",
            row ->
                Map.entry(
                    new Occasion(row.getString(1), row.getString(2)),
                    new Refund(row.getLong(3), row.getLong(4))),
            sorted.stream().map(Occasion::cause).toList(),
            sorted.stream().map(Occasion::occasion).toList())
        .forEach(row -> locked.put(row.getKey(), row.getValue()));
    return locked;
  }

  /** Which rules have given for some occasions, whatever became of it. */
  Set<Made> made(Collection<Occasion> occasions) {
    return Set.copyOf(
        sql.query(
            "select g.cause, g.occasion, g.rule_id from grants g join "
                + KEYS
                + " using (cause, occasion)",
            row -> new Made(new Occasion(row.getString(1), row.getString(2)), row.getString(3)),
            occasions.stream().map(Occasion::cause).toList(),
            occasions.stream().map(Occasion::occasion).toList()));
  }

  /** Grants of a cause, locked. */
  List<Grant> ofCause(String cause, String occasion) {
    return sql.query(
        ALL + "cause = ? and occasion = ? order by id for update", Grants::grant, cause, occasion);
  }

  /** Grants that are taken back with some orders, locked. */
  List<Grant> ofOrders(Collection<String> orderIds) {
    return sql.query(ALL + "order_id = any(?) order by id for update", Grants::grant, orderIds);
  }

  /** What rules gave for some events, whatever became of it. */
  Set<Grant.Once> givenFor(Collection<String> causes) {
    return Set.copyOf(
        sql.query(ALL + "cause = any(?) and leg <> ''", row -> grant(row).once(), causes));
  }

  /** Held grants whose time has come, locked; those that somebody else works on are left out. */
  List<Grant> due(Instant now, int limit) {
    return sql.query(
        ALL
            + "state = 'held' and confirms_at <= ? order by confirms_at limit ?"
            + " for update skip locked",
        Grants::grant,
        now,
        limit);
  }

  /** A held grant whose time has come, locked; none when somebody else works on it. */
  List<Grant> due(UUID id) {
    return sql.query(ALL + "id = ? and state = 'held' for update skip locked", Grants::grant, id);
  }

  /** A customer's grants that were not refused, newest first. */
  List<Grant> ofCustomer(String customerId, @Nullable UUID before, int limit) {
    return sql.query(
        ALL
            + "beneficiary_id = ? and state <> 'refused' and (?::uuid is null or id < ?::uuid)"
            + " order by id desc limit ?",
        Grants::grant,
        customerId,
        before,
        before,
        limit);
  }

  void insert(List<Grant> grants) {
    sql.batch(
        "insert into grants (id, cause, occasion, rule_id, rule_version, leg, campaign_id,"
            + " beneficiary, beneficiary_id, asset, amount, remaining, state, confirms_at, hold_id,"
            + " journal_id, order_id, refusal, made_at, version)"
            + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        grants.stream()
            .map(
                grant ->
                    new @Nullable Object[] {
                      grant.id(),
                      grant.cause(),
                      grant.occasion(),
                      grant.ruleId(),
                      grant.ruleVersion(),
                      grant.leg(),
                      grant.campaignId(),
                      grant.beneficiary(),
                      grant.beneficiaryId(),
                      grant.asset(),
                      grant.amount(),
                      grant.remaining(),
                      code(grant.state()),
                      grant.confirmsAt(),
                      grant.holdId(),
                      grant.journalId(),
                      grant.orderId(),
                      grant.refusal(),
                      grant.madeAt(),
                      (int) grant.version()
                    })
            .toList());
  }

  void update(List<Grant> grants) {
    sql.batch(
        "update grants set remaining = ?, state = ?, journal_id = ?, version = ? where id = ?",
        grants.stream()
            .map(
                grant ->
                    new @Nullable Object[] {
                      grant.remaining(),
                      code(grant.state()),
                      grant.journalId(),
                      (int) grant.version(),
                      grant.id()
                    })
            .toList());
  }

  static String code(Grant.State state) {
    return state.name().toLowerCase(Locale.ROOT);
  }

  private static Grant grant(ResultSet row) throws SQLException {
    return new Grant(
        row.getObject("id", UUID.class),
        row.getString("cause"),
        row.getString("occasion"),
        row.getString("rule_id"),
        row.getInt("rule_version"),
        row.getString("leg"),
        row.getString("campaign_id"),
        row.getString("beneficiary"),
        row.getString("beneficiary_id"),
        row.getString("asset"),
        row.getLong("amount"),
        row.getLong("remaining"),
        Grant.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
        Sql.instantOrNull(row, "confirms_at"),
        row.getObject("hold_id", UUID.class),
        row.getObject("journal_id", UUID.class),
        row.getString("order_id"),
        row.getString("refusal"),
        Sql.instant(row, "made_at"),
        row.getLong("version"));
  }
}
