package io.goodword.reward.tier;

import io.goodword.kit.event.EventJson;
import io.goodword.kit.sql.Sql;
import io.goodword.reward.tier.StoredProgramme.State;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where the versions of programmes are kept. */
@Singleton
class Programmes {

  private static final String ALL =
      "select id, version, state, rules, revision, activated_at from tier_programmes where ";

  private final Sql sql;

  Programmes(Sql sql) {
    this.sql = sql;
  }

  /**
   * How far the members of a programme were called to be looked at.
   *
   * @param after last member that was
   */
  record Call(String programmeId, String after) {}

  /** The draft of a programme, or the active version when there is none. */
  Optional<StoredProgramme> latest(String id) {
    return sql.first(ALL + "id = ? order by version desc limit 1", Programmes::stored, id);
  }

  /** The same, locked. */
  Optional<StoredProgramme> latestForChange(String id) {
    return sql.first(
        ALL + "id = ? order by version desc limit 1 for update", Programmes::stored, id);
  }

  Optional<StoredProgramme> active(String id) {
    return sql.first(ALL + "id = ? and state = 'active'", Programmes::stored, id);
  }

  /** Programmes in force that count a unit. */
  List<StoredProgramme> counting(String unit) {
    return sql.query(ALL + "unit = ? and state = 'active' order by id", Programmes::stored, unit);
  }

  List<StoredProgramme> allActive() {
    return sql.query(ALL + "state = 'active' order by id", Programmes::stored);
  }

  /**
   * Stores a first or next version.
   *
   * @return false when somebody else did so at this moment
   */
  boolean insertDraft(String id, int version, Programme rules, String by, Instant now) {
    return sql.update(
            "insert into tier_programmes (id, version, state, unit, rules, written_by, written_at)"
                + " values (?, ?, 'draft', ?, ?::jsonb, ?, ?) on conflict do nothing",
            id,
            version,
            rules.unit(),
            EventJson.write(rules),
            by,
            now)
        == 1;
  }

  void changeDraft(StoredProgramme draft, Programme rules, String by, Instant now) {
    sql.update(
        "update tier_programmes set unit = ?, rules = ?::jsonb, written_by = ?, written_at = ?,"
            + " revision = revision + 1 where id = ? and version = ?",
        rules.unit(),
        EventJson.write(rules),
        by,
        now,
        draft.id(),
        draft.version());
  }

  /** Puts a draft in force in place of the version before; its members will be looked at. */
  void activate(StoredProgramme draft, String by, Instant now) {
    sql.update(
        "update tier_programmes set state = 'retired', called_until = null"
            + " where id = ? and state = 'active'",
        draft.id());
    sql.update(
        "update tier_programmes set state = 'active', activated_by = ?, activated_at = ?,"
            + " called_until = '' where id = ? and version = ?",
        by,
        now,
        draft.id(),
        draft.version());
  }

  /** A programme whose members are still being called, locked, unless others work on it. */
  Optional<Call> calling() {
    return sql.first(
        "select id, called_until from tier_programmes where state = 'active'"
            + " and called_until is not null order by id limit 1 for update skip locked",
        row -> new Call(row.getString(1), row.getString(2)));
  }

  /**
   * Remembers how far members were called.
   *
   * @param until last member, null when all were
   */
  void called(String id, @Nullable String until) {
    sql.update(
        "update tier_programmes set called_until = ? where id = ? and state = 'active'", until, id);
  }

  private static StoredProgramme stored(ResultSet row) throws SQLException {
    return new StoredProgramme(
        row.getString("id"),
        row.getInt("version"),
        State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
        EventJson.readOwn(row.getString("rules"), Programme.class),
        row.getInt("revision"),
        Sql.instantOrNull(row, "activated_at"));
  }
}
