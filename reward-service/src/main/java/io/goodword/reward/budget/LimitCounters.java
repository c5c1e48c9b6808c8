package io.goodword.reward.budget;

import io.goodword.kit.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Counts what limits allow: reserved while a grant is held, used once it is paid, given back when
 * it is taken back. Each call locks its counters in one order (limit, scope, period) and comes
 * before the transaction's one call of the ledger, so that no two transactions wait in a circle.
 */
@ApplicationScoped
public class LimitCounters {

  private static final String KEYS =
      "unnest(?::text[], ?::text[], ?::text[]) as k (limit_id, scope_key, period_key)";

  private final Sql sql;

  LimitCounters(Sql sql) {
    this.sql = sql;
  }

  /**
   * What a grant would take.
   *
   * @param held whether it is held first, or paid at once
   */
  public record Use(UUID grantId, boolean held, List<LimitClaim> claims) {}

  /** A part of a counter that belongs to a grant. */
  private record Taken(
      UUID grantId, LimitKey key, boolean byAmount, boolean reserved, long n, long back) {
    Taken givingBack(long part) {
      return new Taken(grantId, key, byAmount, reserved, n, part);
    }
  }

  /** How a counter changes. */
  private record Change(long used, long reserved, long max) {
    Change plus(Change other) {
      return new Change(
          Math.addExact(used, other.used),
          Math.addExact(reserved, other.reserved),
          Math.min(max, other.max));
    }
  }

  /**
   * Takes what the grants need, in their order; a grant gets all of its claims or none.
   *
   * @return for each grant that gets none, the claim that did not fit
   */
  @Transactional(TxType.MANDATORY)
  public Map<UUID, LimitClaim> take(List<Use> uses) {
    List<LimitKey> keys =
        uses.stream()
            .flatMap(use -> use.claims().stream())
            .map(LimitClaim::key)
            .distinct()
            .toList();
    if (keys.isEmpty()) {
      return Map.of();
    }
    var tally = new LimitTally(lock(keys));
    var refused = new LinkedHashMap<UUID, LimitClaim>();
    var changes = new HashMap<LimitKey, Change>();
    var rows = new ArrayList<Object[]>();
    for (Use use : uses) {
      tally
          .take(use.claims())
          .ifPresentOrElse(
              claim -> refused.put(use.grantId(), claim),
              () -> use.claims().forEach(claim -> note(use, claim, changes, rows)));
    }
    change(changes);
    sql.batch(
        "insert into limit_uses (grant_id, limit_id, scope_key, period_key, by_amount, n, state)"
            + " values (?, ?, ?, ?, ?, ?, ?)",
        List.copyOf(rows));
    return refused;
  }

  /** The grants were held and are paid now. */
  @Transactional(TxType.MANDATORY)
  public void confirm(Collection<UUID> grantIds) {
    List<Taken> taken = taken(grantIds).stream().filter(Taken::reserved).toList();
    if (taken.isEmpty()) {
      return;
    }
    lock(taken.stream().map(Taken::key).distinct().toList());
    var changes = new HashMap<LimitKey, Change>();
    for (Taken use : taken) {
      changes.merge(use.key(), new Change(use.n(), -use.n(), Long.MAX_VALUE), Change::plus);
    }
    change(changes);
    sql.update(
        "update limit_uses set state = 'used' where grant_id = any(?) and state = 'reserved'",
        grantIds);
  }

  /**
   * The grants were taken back, in part or in full: amounts shrink with them, times come back when
   * nothing is left.
   *
   * @param left minor units that are left of each
   */
  @Transactional(TxType.MANDATORY)
  public void release(Map<UUID, Long> left) {
    List<Taken> given =
        taken(left.keySet()).stream()
            .map(
                use -> {
                  long stays = left.getOrDefault(use.grantId(), 0L);
                  long back = use.byAmount() ? use.n() - stays : stays == 0 ? use.n() : 0;
                  return use.givingBack(back);
                })
            .filter(use -> use.back() > 0)
            .toList();
    if (given.isEmpty()) {
      return;
    }
    lock(given.stream().map(Taken::key).distinct().toList());
    var changes = new HashMap<LimitKey, Change>();
    for (Taken use : given) {
      changes.merge(
          use.key(),
          use.reserved()
              ? new Change(0, -use.back(), Long.MAX_VALUE)
              : new Change(-use.back(), 0, Long.MAX_VALUE),
          Change::plus);
    }
    change(changes);
    sql.batch(
        "update limit_uses set n = n - ?, state = case when n = ? then 'released' else state end"
            + " where grant_id = ? and limit_id = ?",
        given.stream()
            .map(use -> new Object[] {use.back(), use.back(), use.grantId(), use.key().limitId()})
            .toList());
  }

  private static void note(
      Use use, LimitClaim claim, Map<LimitKey, Change> changes, List<Object[]> rows) {
    LimitKey key = claim.key();
    changes.merge(
        key,
        new Change(use.held() ? 0 : claim.n(), use.held() ? claim.n() : 0, claim.max()),
        Change::plus);
    rows.add(
        new Object[] {
          use.grantId(),
          key.limitId(),
          key.scope(),
          key.period(),
          claim.byAmount(),
          claim.n(),
          use.held() ? "reserved" : "used"
        });
  }

  /** Opens and locks counters, both in their order; gives used and reserved together. */
  private Map<LimitKey, Long> lock(List<LimitKey> keys) {
    List<String> limits = keys.stream().map(LimitKey::limitId).toList();
    List<String> scopes = keys.stream().map(LimitKey::scope).toList();
    List<String> periods = keys.stream().map(LimitKey::period).toList();
    sql.update(
        "insert into limit_counters (limit_id, scope_key, period_key)"
            + " select * from "
            + KEYS
            + " order by 1, 2, 3 on conflict do nothing",
        limits,
        scopes,
        periods);
    var taken = new HashMap<LimitKey, Long>();
    sql.query(
            "select c.limit_id, c.scope_key, c.period_key, c.used + c.reserved as taken"
                + " from limit_counters c join "
                + KEYS
                + " using (limit_id, scope_key, period_key)"
                + " order by c.limit_id, c.scope_key, c.period_key for update of c",
            row ->
                Map.entry(
                    new LimitKey(row.getString(1), row.getString(2), row.getString(3)),
                    row.getLong(4)),
            limits,
            scopes,
            periods)
        .forEach(counter -> taken.put(counter.getKey(), counter.getValue()));
    return taken;
  }

  /**
   * Changes locked counters. The guard repeats what the tally has decided, so that a counter stays
   * within its limit whatever is wrong above.
   */
  private void change(Map<LimitKey, Change> changes) {
    if (changes.isEmpty()) {
      return;
    }
    List<LimitKey> keys = List.copyOf(changes.keySet());
    List<Change> values =
        keys.stream().map(key -> changes.getOrDefault(key, new Change(0, 0, 0))).toList();
    int changed =
        sql.update(
            """
            update limit_counters c
               set used = c.used + k.used, reserved = c.reserved + k.reserved,
                   most = case when k.used + k.reserved > 0 then greatest(c.most, k.max) else c.most end
              from unnest(?::text[], ?::text[], ?::text[], ?::bigint[], ?::bigint[], ?::bigint[])
                   as k (limit_id, scope_key, period_key, used, reserved, max)
             where c.limit_id = k.limit_id and c.scope_key = k.scope_key and c.period_key = k.period_key
               and (k.used + k.reserved <= 0 or c.used + k.used + c.reserved + k.reserved <= k.max)
            """,
            keys.stream().map(LimitKey::limitId).toList(),
            keys.stream().map(LimitKey::scope).toList(),
            keys.stream().map(LimitKey::period).toList(),
            values.stream().map(Change::used).toList(),
            values.stream().map(Change::reserved).toList(),
            values.stream().map(Change::max).toList());
    if (changed != keys.size()) {
      throw new IllegalStateException(
          "%d of %d counters would leave their limits"
              .formatted(keys.size() - changed, keys.size()));
    }
  }

  private List<Taken> taken(Collection<UUID> grantIds) {
    if (grantIds.isEmpty()) {
      return List.of();
    }
    return sql.query(
        "select * from limit_uses where grant_id = any(?) and state <> 'released'"
            + " order by limit_id, scope_key, period_key",
        row ->
            new Taken(
                row.getObject("grant_id", UUID.class),
                new LimitKey(
                    row.getString("limit_id"),
                    row.getString("scope_key"),
                    row.getString("period_key")),
                row.getBoolean("by_amount"),
                row.getString("state").equals("reserved"),
                row.getLong("n"),
                0),
        grantIds);
  }
}
