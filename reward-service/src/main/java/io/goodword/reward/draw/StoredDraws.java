package io.goodword.reward.draw;

import io.goodword.kit.problem.Problem;
import io.goodword.kit.sql.Sql;
import io.goodword.reward.draw.Draw.Frozen;
import io.goodword.reward.draw.Draw.State;
import io.goodword.reward.draw.Draw.Witness;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where draws and the versions of their rules are kept. */
@Singleton
class StoredDraws {

  private static final String ALL = "select * from draws where ";

  private final Sql sql;

  StoredDraws(Sql sql) {
    this.sql = sql;
  }

  /** A published version of the rules. */
  record Version(int version, String hash, Instant madeAt) {}

  Optional<Draw> find(UUID id) {
    return sql.first(ALL + "id = ?", StoredDraws::draw, id);
  }

  /**
   * The draw of an id.
   *
   * @throws Problem 404
   */
  Draw get(UUID id) {
    return find(id).orElseThrow(() -> Problem.notFound("draw"));
  }

  /** The same, kept as it is until the transaction ends; several may hold it so. */
  Draw shared(UUID id) {
    return sql.first(ALL + "id = ? for share", StoredDraws::draw, id)
        .orElseThrow(() -> Problem.notFound("draw"));
  }

  /** The same, for one alone. */
  Draw locked(UUID id) {
    return sql.first(ALL + "id = ? for update", StoredDraws::draw, id)
        .orElseThrow(() -> Problem.notFound("draw"));
  }

  /** The same, absent while somebody else works on it. */
  Optional<Draw> free(UUID id) {
    return sql.first(ALL + "id = ? for update skip locked", StoredDraws::draw, id);
  }

  /** Newest first. */
  List<Draw> list(@Nullable UUID before, int limit) {
    return sql.query(
        ALL + "(?::uuid is null or id < ?::uuid) order by id desc limit ?",
        StoredDraws::draw,
        before,
        before,
        limit);
  }

  /** Draws with something to be done, longest waiting first. */
  List<UUID> due(Instant now, int limit) {
    return sql.query(
        """
        select id from draws
         where state not in ('settled', 'cancelled')
           and (state in ('closing', 'paying', 'cancelling')
             or (state = 'announced' and closes_at <= ?)
             or (state = 'frozen' and (witness is null or witness_seed is not null or reveal_by <= ?)))
         order by closes_at limit ?
        """,
        row -> row.getObject("id", UUID.class),
        now,
        now,
        limit);
  }

  void insert(Draw draw, String actor) {
    sql.update(
        "insert into draws (id, state, campaign_id, closes_at, rules_version, rules, rules_hash,"
            + " commitment, sealed_seed, created_at, created_by)"
            + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        draw.id(),
        code(draw.state()),
        draw.campaignId(),
        draw.rules().closesAt(),
        draw.rulesVersion(),
        draw.rulesText(),
        draw.rulesHash(),
        draw.commitment(),
        draw.sealedSeed(),
        draw.createdAt(),
        actor);
    publish(draw.id(), draw.rulesVersion(), draw.rulesText(), draw.createdAt(), actor);
  }

  void revise(UUID id, int version, Rules rules, Instant now, String actor) {
    String text = rules.text();
    sql.update(
        "update draws set rules_version = ?, rules = ?, rules_hash = ?, closes_at = ? where id = ?",
        version,
        text,
        Sha256.hex(text),
        rules.closesAt(),
        id);
    publish(id, version, text, now, actor);
  }

  private void publish(UUID id, int version, String text, Instant now, String actor) {
    sql.update(
        "insert into draw_rules (draw_id, version, rules, hash, made_at, actor)"
            + " values (?, ?, ?, ?, ?, ?)",
        id,
        version,
        text,
        Sha256.hex(text),
        now,
        actor);
  }

  List<Version> versions(UUID id) {
    return sql.query(
        "select version, hash, made_at from draw_rules where draw_id = ? order by version",
        row -> new Version(row.getInt(1), row.getString(2), Sql.instant(row, "made_at")),
        id);
  }

  void enter(UUID id, State state) {
    sql.update("update draws set state = ? where id = ?", code(state), id);
  }

  void cancel(UUID id, String reason) {
    sql.update("update draws set state = 'cancelling', reason = ? where id = ?", reason, id);
  }

  void freeze(UUID id, Frozen frozen) {
    sql.update(
        "update draws set state = 'frozen', tickets = ?, tickets_hash = ?, frozen_at = ?,"
            + " reveal_by = ? where id = ?",
        frozen.tickets(),
        frozen.ticketsHash(),
        frozen.at(),
        frozen.revealBy(),
        id);
  }

  void reveal(UUID id, String seed) {
    sql.update("update draws set state = 'paying', seed = ? where id = ?", seed, id);
  }

  void settle(UUID id, Instant now) {
    sql.update("update draws set state = 'settled', settled_at = ? where id = ?", now, id);
  }

  void witness(UUID id, String auditor, String commitment) {
    sql.update(
        "update draws set witness = ?, witness_commitment = ? where id = ?",
        auditor,
        commitment,
        id);
  }

  void witnessSeed(UUID id, String seed) {
    sql.update("update draws set witness_seed = ? where id = ?", seed, id);
  }

  static String code(State state) {
    return state.name().toLowerCase(Locale.ROOT);
  }

  private static Draw draw(ResultSet row) throws SQLException {
    String rules = row.getString("rules");
    return new Draw(
        row.getObject("id", UUID.class),
        State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
        row.getString("campaign_id"),
        row.getInt("rules_version"),
        Rules.of(rules),
        rules,
        row.getString("rules_hash"),
        row.getString("commitment"),
        row.getBytes("sealed_seed"),
        witness(row),
        frozen(row),
        row.getString("seed"),
        Sql.instantOrNull(row, "settled_at"),
        row.getString("reason"),
        Sql.instant(row, "created_at"));
  }

  private static @Nullable Witness witness(ResultSet row) throws SQLException {
    String auditor = row.getString("witness");
    return auditor == null
        ? null
        : new Witness(auditor, row.getString("witness_commitment"), row.getString("witness_seed"));
  }

  private static @Nullable Frozen frozen(ResultSet row) throws SQLException {
    String hash = row.getString("tickets_hash");
    return hash == null
        ? null
        : new Frozen(
            row.getInt("tickets"),
            hash,
            Sql.instant(row, "frozen_at"),
            Sql.instant(row, "reveal_by"));
  }
}
