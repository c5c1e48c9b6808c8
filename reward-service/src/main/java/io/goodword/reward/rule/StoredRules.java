package io.goodword.reward.rule;

import io.goodword.kit.event.EventJson;
import io.goodword.kit.sql.Sql;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where rules and their versions are kept. */
@Singleton
class StoredRules {

  private final Sql sql;

  StoredRules(Sql sql) {
    this.sql = sql;
  }

  /**
   * A rule without its versions.
   *
   * @param activeSince first activation; what happened before is never paid
   * @param revision counts every change
   */
  record Head(
      String id,
      String name,
      int latestVersion,
      @Nullable Instant activeSince,
      long revision,
      String createdBy,
      Instant createdAt) {}

  /** A version in force, by its name alone. */
  record InForce(String ruleId, int version, Instant activeSince) {}

  /** Stores a new rule; tells false when there is one of that id. */
  boolean insert(Head head) {
    return sql.update(
            "insert into reward_rules (id, name, latest_version, active_since, revision,"
                + " created_by, created_at) values (?, ?, ?, ?::timestamptz, ?, ?, ?)"
                + " on conflict (id) do nothing",
            head.id(),
            head.name(),
            head.latestVersion(),
            head.activeSince(),
            head.revision(),
            head.createdBy(),
            head.createdAt())
        == 1;
  }

  void update(Head head) {
    sql.update(
        "update reward_rules set name = ?, latest_version = ?, active_since = ?::timestamptz,"
            + " revision = ? where id = ?",
        head.name(),
        head.latestVersion(),
        head.activeSince(),
        head.revision(),
        head.id());
  }

  Optional<Head> byId(String id) {
    return sql.first("select * from reward_rules where id = ?", StoredRules::head, id);
  }

  /** The rule, locked against other changes. */
  Optional<Head> byIdForChange(String id) {
    return sql.first("select * from reward_rules where id = ? for update", StoredRules::head, id);
  }

  List<Head> after(@Nullable String id, int limit) {
    return sql.query(
        "select * from reward_rules where (?::text is null or id > ?::text) order by id limit ?",
        StoredRules::head,
        id,
        id,
        limit);
  }

  void insert(RuleVersion version) {
    sql.update(
        "insert into reward_rule_versions (rule_id, version, plan, hash, event_types, state,"
            + " created_by, created_at) values (?, ?, ?::jsonb, ?, ?, ?, ?, ?)",
        version.ruleId(),
        version.version(),
        EventJson.write(version.plan()),
        version.hash(),
        version.plan().eventTypes(),
        code(version.state()),
        version.createdBy(),
        version.createdAt());
  }

  void update(RuleVersion version) {
    sql.update(
        "update reward_rule_versions set state = ?, simulated_at = ?::timestamptz,"
            + " activated_at = ?::timestamptz, activated_by = ?, retired_at = ?::timestamptz"
            + " where rule_id = ? and version = ?",
        code(version.state()),
        version.simulatedAt(),
        version.activatedAt(),
        version.activatedBy(),
        version.retiredAt(),
        version.ruleId(),
        version.version());
  }

  /** All versions of a rule, from the first on. */
  List<RuleVersion> versions(String ruleId) {
    return sql.query(
        "select * from reward_rule_versions where rule_id = ? order by version",
        StoredRules::version,
        ruleId);
  }

  Optional<RuleVersion> version(String ruleId, int version) {
    return sql.first(
        "select * from reward_rule_versions where rule_id = ? and version = ?",
        StoredRules::version,
        ruleId,
        version);
  }

  /** Versions in force that listen to a type of event, in the order of their rules. */
  List<InForce> inForce(String eventType) {
    return sql.query(
        "select v.rule_id, v.version, r.active_since from reward_rule_versions v"
            + " join reward_rules r on r.id = v.rule_id"
            + " where v.state = 'active' and ? = any(v.event_types) order by v.rule_id",
        row ->
            new InForce(
                row.getString("rule_id"), row.getInt("version"), Sql.instant(row, "active_since")),
        eventType);
  }

  /** Whether a version listens to a type of event, or will once it is activated. */
  boolean listen(String eventType) {
    return sql.first(
            "select 1 from reward_rule_versions where state <> 'retired' and ? = any(event_types)"
                + " limit 1",
            row -> true,
            eventType)
        .isPresent();
  }

  static String code(RuleVersion.State state) {
    return state.name().toLowerCase(Locale.ROOT);
  }

  private static Head head(ResultSet row) throws SQLException {
    return new Head(
        row.getString("id"),
        row.getString("name"),
        row.getInt("latest_version"),
        Sql.instantOrNull(row, "active_since"),
        row.getLong("revision"),
        row.getString("created_by"),
        Sql.instant(row, "created_at"));
  }

  private static RuleVersion version(ResultSet row) throws SQLException {
    return new RuleVersion(
        row.getString("rule_id"),
        row.getInt("version"),
        EventJson.readOwn(row.getString("plan"), RulePlan.class),
        row.getString("hash"),
        RuleVersion.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
        row.getString("created_by"),
        Sql.instant(row, "created_at"),
        Sql.instantOrNull(row, "simulated_at"),
        Sql.instantOrNull(row, "activated_at"),
        row.getString("activated_by"),
        Sql.instantOrNull(row, "retired_at"));
  }
}
