package io.goodword.reward.adjustment;

import io.goodword.kit.problem.Problem;
import io.goodword.kit.sql.Sql;
import io.goodword.reward.adjustment.Allowance.Wanted;
import io.goodword.reward.ledger.AccountClass;
import io.goodword.reward.ledger.Assets;
import io.goodword.reward.ledger.Leg;
import io.goodword.reward.ledger.ManualMoves;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What one person may move without a second one, and what of it is used. */
@ApplicationScoped
class Limits implements ManualMoves {

  /** Keeps our advisory locks apart from others on the same text. */
  private static final long LOCKS = 0x41646a75_73746d74L;

  private final Sql sql;
  private final Assets assets;
  private final Clock clock;

  Limits(Sql sql, Assets assets, Clock clock) {
    this.sql = sql;
    this.assets = assets;
    this.clock = clock;
  }

  /**
   * Limits of an asset in minor units of a rolling day, for a maker and for a customer alike.
   *
   * @param version number of the change, from 1; 0 when nobody has set them, then all are 0
   */
  record LimitSet(
      String asset,
      int version,
      long support,
      long marketer,
      long finance,
      @Nullable String setBy,
      @Nullable Instant setAt) {}

  /** Limits as they are sent: each 0 to 10^15. */
  record Change(@Nullable Long support, @Nullable Long marketer, @Nullable Long finance) {}

  /** Who or what uses part of a limit; sorted in the order in which they are locked. */
  record Subject(String name, String asset) implements Comparable<Subject> {

    static Subject maker(String id, String asset) {
      return new Subject("maker/" + id, asset);
    }

    static Subject customer(String id, String asset) {
      return new Subject("customer/" + id, asset);
    }

    @Override
    public int compareTo(Subject other) {
      int byName = name.compareTo(other.name);
      return byName != 0 ? byName : asset.compareTo(other.asset);
    }
  }

  /**
   * Sets the limits of an asset; they replace the ones before.
   *
   * @throws Problem 422 for an unknown asset or a limit out of its range
   */
  @Transactional
  LimitSet set(String asset, Change change, String actor) {
    assets.mustKnow(asset);
    // one change at a time, so that versions have no gap; does not wait for postings
    sql.query("select 1 from assets where code = ? for no key update", row -> true, asset);
    sql.update(
        "insert into adjustment_limits (asset, version, support, marketer, finance, set_by, set_at)"
            + " values (?, (select coalesce(max(version), 0) + 1 from adjustment_limits where asset = ?),"
            + " ?, ?, ?, ?, ?)",
        asset,
        asset,
        checked("support", change.support()),
        checked("marketer", change.marketer()),
        checked("finance", change.finance()),
        actor,
        clock.instant());
    return of(asset);
  }

  /** The limits of an asset; all 0 when nobody has set them. */
  @Transactional
  LimitSet of(String asset) {
    return sql.first(
            "select * from adjustment_limits where asset = ? order by version desc limit 1",
            row ->
                new LimitSet(
                    asset,
                    row.getInt("version"),
                    row.getLong("support"),
                    row.getLong("marketer"),
                    row.getLong("finance"),
                    row.getString("set_by"),
                    Sql.instant(row, "set_at")),
            asset)
        .orElse(new LimitSet(asset, 0, 0, 0, 0, null, null));
  }

  /**
   * Uses a part of the limits if all of it fits.
   *
   * @param businessKey name of the journal; used once, whatever comes again
   * @param amounts minor units for each subject, positive
   * @return false when it does not fit; then nothing is used
   */
  @Transactional(TxType.MANDATORY)
  boolean use(String businessKey, String maker, Role role, Map<Subject, Long> amounts) {
    var wanted = new TreeMap<>(amounts);
    wanted
        .keySet()
        .forEach(
            subject ->
                sql.query(
                    "select pg_advisory_xact_lock(hashtextextended(?, ?))",
                    row -> true,
                    subject.name() + ' ' + subject.asset(),
                    LOCKS));
    if (sql.first("select 1 from adjustment_uses where business_key = ?", row -> true, businessKey)
        .isPresent()) {
      return true;
    }
    // read under the locks: what is committed of a subject has earlier numbers than ours
    Instant now = clock.instant();
    Map<Subject, Long> used = used(wanted.keySet(), now);
    var limits = new HashMap<String, Long>();
    var rows = new ArrayList<@Nullable Object[]>();
    for (Map.Entry<Subject, Long> one : wanted.entrySet()) {
      Subject subject = one.getKey();
      long limit = limits.computeIfAbsent(subject.asset(), asset -> limit(asset, role, maker));
      long before = used.getOrDefault(subject, 0L);
      if (!Allowance.fits(limit, List.of(new Wanted(before, one.getValue())))) {
        return false;
      }
      rows.add(
          new @Nullable Object[] {
            businessKey, subject.name(), subject.asset(), one.getValue(), limit, now
          });
    }
    sql.batch(
        "insert into adjustment_uses (business_key, subject, asset, amount, allowed, used_at)"
            + " values (?, ?, ?, ?, ?, ?)",
        rows);
    return true;
  }

  @Override
  @Transactional(TxType.MANDATORY)
  public void mustBeWithinLimit(String businessKey, String actor, Collection<Leg> legs) {
    var amounts = new HashMap<Subject, Long>();
    for (Leg leg : legs) {
      String asset = leg.account().asset();
      if (leg.amount() > 0) {
        amounts.merge(Subject.maker(actor, asset), leg.amount(), Math::addExact);
      }
      AccountClass type = leg.account().accountClass();
      if (type == AccountClass.CUSTOMER || type == AccountClass.DEBT) {
        if (leg.account().owner().equals(actor)) {
          throw Verdict.ownAccount();
        }
        amounts.merge(
            Subject.customer(leg.account().owner(), asset), Math.abs(leg.amount()), Math::addExact);
      }
    }
    if (!use(businessKey, actor, Role.FINANCE, amounts)) {
      throw Problem.unprocessable(
          "needs-second-person",
          "That is above what one person may move in 24 hours; ask a second person by POST"
              + " /v1/adjustments.");
    }
  }

  private long limit(String asset, Role role, String maker) {
    String newest = "select " + role.code() + " from adjustment_limits where asset = ?";
    String last = " order by version desc limit 1";
    return sql.first(
            "select (" + newest + last + "), (" + newest + " and set_by <> ?" + last + ")",
            row -> Allowance.limit(row.getObject(1, Long.class), row.getObject(2, Long.class)),
            asset,
            asset,
            maker)
        .orElse(0L);
  }

  private Map<Subject, Long> used(Collection<Subject> subjects, Instant now) {
    var used = new HashMap<Subject, Long>();
    sql.query(
            "select subject, asset, sum(amount) from adjustment_uses"
                + " where subject = any(?) and used_at > ? group by subject, asset",
            row -> Map.entry(new Subject(row.getString(1), row.getString(2)), row.getLong(3)),
            subjects.stream().map(Subject::name).toList(),
            now.minus(Allowance.DAY))
        .forEach(entry -> used.put(entry.getKey(), entry.getValue()));
    return used;
  }

  private static long checked(String role, @Nullable Long limit) {
    if (limit == null || limit < 0 || limit > Leg.MAX_AMOUNT) {
      throw Problem.invalid(role, "must be 0 to 10^15 minor units", limit);
    }
    return limit;
  }
}
