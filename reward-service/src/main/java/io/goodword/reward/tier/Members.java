package io.goodword.reward.tier;

import io.goodword.kit.sql.Sql;
import io.goodword.reward.tier.Standing.Upgrade;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where members of programmes and the history of their levels are kept. */
@Singleton
class Members {

  private static final String ALL =
      "select programme_id, customer_id, level, since, needed, level_before, evaluate_at,"
          + " grace_until, figure, changes from tier_states ";

  private final Sql sql;

  Members(Sql sql) {
    this.sql = sql;
  }

  /** Who must be looked at. */
  record Due(String programmeId, String customerId) {}

  /**
   * A change of level.
   *
   * @param number from 1 for each member
   * @param fromLevel level before, null when the member joined
   * @param reason joined, qualified, evaluated or taken-back
   * @param figure qualifying figure that led to it
   * @param cause journal, referral or review behind it, or the look that found it
   */
  record Change(
      String programmeId,
      int programmeVersion,
      int number,
      @Nullable String fromLevel,
      String toLevel,
      String reason,
      long figure,
      String cause,
      Instant changedAt) {}

  /** Where a customer stands, if the customer has joined. */
  Optional<Member> find(StoredProgramme programme, String customerId) {
    return sql.first(
        ALL + "where programme_id = ? and customer_id = ?",
        row -> member(programme, row),
        programme.id(),
        customerId);
  }

  /** The same, locked; joins the customer at the lowest level when that has not happened. */
  Member locked(StoredProgramme programme, String customerId, String cause, Instant now) {
    return lockedRow(programme, customerId)
        .or(
            () -> {
              join(programme, List.of(customerId), cause, now);
              return lockedRow(programme, customerId);
            })
        .orElseThrow();
  }

  private Optional<Member> lockedRow(StoredProgramme programme, String customerId) {
    return sql.first(
        ALL + "where programme_id = ? and customer_id = ? for update",
        row -> member(programme, row),
        programme.id(),
        customerId);
  }

  /** Members whose time has come, locked; those that somebody else works on are left out. */
  List<Due> due(Instant now, int limit) {
    return sql.query(
        "select programme_id, customer_id from tier_states where check_at <= ?"
            + " order by check_at limit ? for update skip locked",
        row -> new Due(row.getString(1), row.getString(2)),
        now,
        limit);
  }

  /** Joins customers at the lowest level; who has joined is called to be looked at. */
  void join(StoredProgramme programme, List<String> customers, String cause, Instant now) {
    String lowest = programme.rules().level(0).code();
    // evaluated like everybody else: joining is no reason to be looked at again on a special day
    Instant evaluation = programme.rules().nextEvaluation(now);
    sql.batch(
        "insert into tier_states (programme_id, customer_id, level, since, evaluate_at, check_at)"
            + " values (?, ?, ?, ?, ?, ?) on conflict (programme_id, customer_id)"
            + " do update set check_at = least(tier_states.check_at, excluded.check_at)",
        customers.stream()
            .map(
                customer ->
                    new @Nullable Object[] {programme.id(), customer, lowest, now, evaluation, now})
            .toList());
    sql.batch(
        "insert into tier_changes (programme_id, customer_id, number, programme_version, to_level,"
            + " reason, figure, cause, changed_at) values (?, ?, 1, ?, ?, 'joined', 0, ?, ?)"
            + " on conflict do nothing",
        customers.stream()
            .map(
                customer ->
                    new @Nullable Object[] {
                      programme.id(), customer, programme.version(), lowest, cause, now
                    })
            .toList());
  }

  void update(StoredProgramme programme, Member member) {
    Programme rules = programme.rules();
    Standing standing = member.standing();
    Upgrade upgrade = standing.upgrade();
    sql.update(
        "update tier_states set level = ?, since = ?, needed = ?, level_before = ?,"
            + " evaluate_at = ?, grace_until = ?, check_at = ?, figure = ?, changes = ?"
            + " where programme_id = ? and customer_id = ?",
        rules.level(standing.rank()).code(),
        standing.since(),
        upgrade == null ? null : upgrade.needed(),
        upgrade == null ? null : rules.level(upgrade.before()).code(),
        standing.evaluateAt(),
        standing.graceUntil(),
        standing.checkAt(),
        member.figure(),
        member.changes(),
        member.programmeId(),
        member.customerId());
  }

  void postpone(Due due, Instant until) {
    sql.update(
        "update tier_states set check_at = ? where programme_id = ? and customer_id = ?",
        until,
        due.programmeId(),
        due.customerId());
  }

  void add(String customerId, Change change) {
    sql.update(
        "insert into tier_changes (programme_id, customer_id, number, programme_version,"
            + " from_level, to_level, reason, figure, cause, changed_at)"
            + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        change.programmeId(),
        customerId,
        change.number(),
        change.programmeVersion(),
        change.fromLevel(),
        change.toLevel(),
        change.reason(),
        change.figure(),
        change.cause(),
        change.changedAt());
  }

  /** A customer's changes in a programme, newest first. */
  List<Change> changes(String programmeId, String customerId, int before, int limit) {
    return sql.query(
        "select programme_id, programme_version, number, from_level, to_level, reason, figure,"
            + " cause, changed_at from tier_changes where programme_id = ? and customer_id = ?"
            + " and number < ? order by number desc limit ?",
        row ->
            new Change(
                row.getString("programme_id"),
                row.getInt("programme_version"),
                row.getInt("number"),
                row.getString("from_level"),
                row.getString("to_level"),
                row.getString("reason"),
                row.getLong("figure"),
                row.getString("cause"),
                Sql.instant(row, "changed_at")),
        programmeId,
        customerId,
        before,
        limit);
  }

  private static Member member(StoredProgramme programme, ResultSet row) throws SQLException {
    Programme rules = programme.rules();
    String before = row.getString("level_before");
    return new Member(
        row.getString("programme_id"),
        row.getString("customer_id"),
        new Standing(
            rules.rank(row.getString("level")),
            Sql.instant(row, "since"),
            before == null ? null : new Upgrade(row.getLong("needed"), rules.rank(before)),
            Sql.instant(row, "evaluate_at"),
            Sql.instantOrNull(row, "grace_until")),
        row.getLong("figure"),
        row.getInt("changes"));
  }
}
