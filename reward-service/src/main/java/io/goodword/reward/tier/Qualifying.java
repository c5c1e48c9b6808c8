package io.goodword.reward.tier;

import io.goodword.kit.sql.Sql;
import io.goodword.reward.tier.Standing.Upgrade;
import io.goodword.reward.tier.TierDecision.Figures;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;

/**
 * Counts what qualifies, each time anew from the books and from the noted activities, so that no
 * order of events can lead to another figure. What takes something back counts at the time of what
 * it takes back.
 */
@Singleton
class Qualifying {

  /**
   * What was noted this much after an upgrade still counts as what it rested on: the replica that
   * raised the level may have a slower clock than the one that posted.
   */
  private static final Duration CLOCKS_DIFFER_BY = Duration.ofMinutes(1);

  private static final String SUM =
      "coalesce(sum(amount) filter (where happened_at >= ? and happened_at < ?), 0)";

  private final Sql sql;

  Qualifying(Sql sql) {
    this.sql = sql;
  }

  /**
   * Something else than points that counts.
   *
   * @param cause referral or review, by which it is noted once
   */
  record Activity(String cause, String customerId, Instant happenedAt) {}

  /**
   * A member with what counts.
   *
   * @param level level now, empty when the customer has not joined yet
   */
  record Counted(String customerId, String level, long figure) {}

  /** What counts for a member now, and what counted when the level was last raised. */
  Figures of(Programme programme, Member member, Instant now) {
    List<Interval> current = programme.counting(now);
    var intervals = new ArrayList<>(current);
    Upgrade upgrade = member.standing().upgrade();
    if (upgrade != null) {
      Instant then = member.standing().since();
      programme.counting(then).stream()
          .map(interval -> interval.endingBy(then.plus(CLOCKS_DIFFER_BY)))
          .forEach(intervals::add);
    }
    List<Long> sums = sums(programme.unit(), member.customerId(), intervals);
    int known = current.size();
    return new Figures(
        best(sums.subList(0, known)), upgrade == null ? 0 : best(sums.subList(known, sums.size())));
  }

  /** Sums of the pieces of time that count now, the running one first. */
  List<Long> current(Programme programme, String customerId, Instant now) {
    return sums(programme.unit(), customerId, programme.counting(now));
  }

  private List<Long> sums(String unit, String customerId, List<Interval> intervals) {
    var arguments = new ArrayList<>(bounds(intervals));
    arguments.add(unit);
    arguments.add(customerId);
    return sql.first(
            "select "
                + String.join(", ", Collections.nCopies(intervals.size(), SUM))
                + " from qualifying_facts where unit = ? and customer_id = ?",
            row -> {
              var sums = new ArrayList<Long>();
              for (int i = 1; i <= intervals.size(); i++) {
                sums.add(row.getLong(i));
              }
              return sums;
            },
            arguments.toArray())
        .orElseThrow();
  }

  /**
   * Everybody who has joined a programme or has anything of its unit, with what counts now.
   *
   * @param limit most customers, in the order of their ids
   */
  List<Counted> all(String programmeId, Programme programme, Instant now, int limit) {
    List<Interval> intervals = programme.counting(now);
    String best =
        "greatest(" + String.join(", ", Collections.nCopies(intervals.size(), SUM)) + ", 0)";
    var arguments = new ArrayList<Object>(List.of(programmeId, programme.unit(), limit));
    arguments.addAll(bounds(intervals));
    arguments.addAll(List.of(programme.unit(), programmeId));
    return sql.query(
        "with members as (select customer_id from tier_states where programme_id = ?"
            + " union select customer_id from qualifying_customers where unit = ?"
            + " order by customer_id limit ?),"
            + " figures as (select customer_id, "
            + best
            + " as figure from qualifying_facts where unit = ? group by customer_id)"
            + " select m.customer_id, coalesce(s.level, '') as level,"
            + " coalesce(f.figure, 0) as figure from members m"
            + " left join figures f on f.customer_id = m.customer_id"
            + " left join tier_states s on s.programme_id = ? and s.customer_id = m.customer_id"
            + " order by m.customer_id",
        row ->
            new Counted(
                row.getString("customer_id"), row.getString("level"), row.getLong("figure")),
        arguments.toArray());
  }

  /** Customers who have joined or have anything of the unit, by id. */
  List<String> customers(String programmeId, String unit, String after, int limit) {
    return sql.query(
        "select customer_id from tier_states where programme_id = ? and customer_id > ?"
            + " union select customer_id from qualifying_customers where unit = ?"
            + " and customer_id > ? order by customer_id limit ?",
        row -> row.getString(1),
        programmeId,
        after,
        unit,
        after,
        limit);
  }

  /** Notes what counts; whether it was taken back before is kept. Of one cause the last counts. */
  void note(String unit, List<Activity> activities) {
    var causes = new TreeMap<String, Activity>();
    activities.forEach(activity -> causes.put(activity.cause(), activity));
    if (causes.isEmpty()) {
      return;
    }
    sql.update(
        "insert into tier_activities (unit, cause, customer_id, happened_at)"
            + " select ?, cause, customer_id, happened_at::timestamptz"
            + " from unnest(?::text[], ?::text[], ?::text[]) as a (cause, customer_id, happened_at)"
            + " on conflict (unit, cause) do update set happened_at = excluded.happened_at",
        unit,
        List.copyOf(causes.keySet()),
        causes.values().stream().map(Activity::customerId).toList(),
        causes.values().stream().map(activity -> activity.happenedAt().toString()).toList());
  }

  /** Notes that something does not count any more, also when it comes first. */
  void revoke(String unit, String cause, String customerId, Instant happenedAt) {
    sql.update(
        "insert into tier_activities (unit, cause, customer_id, happened_at, revoked)"
            + " values (?, ?, ?, ?, true) on conflict (unit, cause) do update set revoked = true",
        unit,
        cause,
        customerId,
        happenedAt);
  }

  private static List<Object> bounds(List<Interval> intervals) {
    var bounds = new ArrayList<Object>();
    intervals.forEach(
        interval -> {
          bounds.add(interval.from());
          bounds.add(interval.until());
        });
    return bounds;
  }

  private static long best(List<Long> sums) {
    return Math.max(0, Collections.max(sums));
  }
}
