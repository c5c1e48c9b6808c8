package io.goodword.reward.adjustment;

import io.goodword.kit.sql.Sql;
import io.goodword.reward.adjustment.Adjustment.State;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Adjustments and their decisions as they are stored. */
@Singleton
class AdjustmentBook {

  private static final String SELECT =
      "select id, customer_id, asset, amount, reason, note, cause, source, campaign_id, on_shortage,"
          + " payload_hash, maker, maker_role, state, requested_at, expires_at, checker, decided_at,"
          + " journal_id, version from adjustments";

  private final Sql sql;

  AdjustmentBook(Sql sql) {
    this.sql = sql;
  }

  /**
   * A step that was taken.
   *
   * @param step state that it led to
   * @param hash what the actor had before them
   */
  record Decision(
      int version, String step, String actor, Instant at, String hash, @Nullable String note) {}

  void insert(Adjustment adjustment, String requestKey) {
    Payload payload = adjustment.payload();
    sql.update(
        "insert into adjustments (id, request_key, customer_id, asset, amount, reason, note, cause,"
            + " source, campaign_id, on_shortage, payload_hash, maker, maker_role, state,"
            + " requested_at, expires_at, checker, decided_at, journal_id, version)"
            + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        adjustment.id(),
        requestKey,
        payload.customerId(),
        payload.asset(),
        payload.amount(),
        payload.reason(),
        payload.note(),
        payload.cause(),
        payload.source(),
        payload.campaignId(),
        payload.onShortage(),
        adjustment.hash(),
        adjustment.maker(),
        adjustment.makerRole(),
        adjustment.state().code(),
        adjustment.requestedAt(),
        adjustment.expiresAt(),
        adjustment.checker(),
        adjustment.decidedAt(),
        adjustment.journalId(),
        adjustment.version());
    note(adjustment, adjustment.maker(), adjustment.requestedAt(), null);
  }

  /** Stores a decision; the row is locked by {@link #locked} or {@link #due}. */
  void decided(Adjustment adjustment, String actor, Instant at, @Nullable String note) {
    sql.update(
        "update adjustments set state = ?, checker = ?, decided_at = ?, journal_id = ?, version = ?"
            + " where id = ?",
        adjustment.state().code(),
        adjustment.checker(),
        at,
        adjustment.journalId(),
        adjustment.version(),
        adjustment.id());
    note(adjustment, actor, at, note);
  }

  private void note(Adjustment adjustment, String actor, Instant at, @Nullable String note) {
    sql.update(
        "insert into adjustment_decisions (adjustment_id, version, step, actor, decided_at,"
            + " payload_hash, note) values (?, ?, ?, ?, ?, ?, ?)",
        adjustment.id(),
        adjustment.version(),
        adjustment.state().code(),
        actor,
        at,
        adjustment.hash(),
        note);
  }

  Optional<Adjustment> find(UUID id) {
    return sql.first(SELECT + " where id = ?", AdjustmentBook::adjustment, id);
  }

  /** Reads it and lets nobody else decide until the transaction ends. */
  Optional<Adjustment> locked(UUID id) {
    return sql.first(SELECT + " where id = ? for update", AdjustmentBook::adjustment, id);
  }

  Optional<Adjustment> ofRequest(String maker, String requestKey) {
    return sql.first(
        SELECT + " where maker = ? and request_key = ?",
        AdjustmentBook::adjustment,
        maker,
        requestKey);
  }

  /** Waiting ones whose deadline has passed; passes over what another replica decides. */
  List<Adjustment> due(Instant now, int limit) {
    return sql.query(
        SELECT
            + " where state = 'requested' and expires_at <= ? order by expires_at limit ?"
            + " for update skip locked",
        AdjustmentBook::adjustment,
        now,
        limit);
  }

  /** Newest first. */
  List<Adjustment> page(@Nullable State state, @Nullable UUID before, int limit) {
    return sql.query(
        SELECT
            + " where (?::text is null or state = ?) and (?::uuid is null or id < ?)"
            + " order by id desc limit ?",
        AdjustmentBook::adjustment,
        state == null ? null : state.code(),
        state == null ? null : state.code(),
        before,
        before,
        limit);
  }

  List<Decision> decisions(UUID id) {
    return sql.query(
        "select version, step, actor, decided_at, payload_hash, note from adjustment_decisions"
            + " where adjustment_id = ? order by version",
        row ->
            new Decision(
                row.getInt("version"),
                row.getString("step"),
                row.getString("actor"),
                Sql.instant(row, "decided_at"),
                row.getString("payload_hash"),
                row.getString("note")),
        id);
  }

  private static Adjustment adjustment(ResultSet row) throws SQLException {
    return new Adjustment(
        row.getObject("id", UUID.class),
        new Payload(
            row.getString("customer_id"),
            row.getString("asset"),
            row.getLong("amount"),
            row.getString("reason"),
            row.getString("note"),
            row.getString("cause"),
            row.getString("source"),
            row.getString("campaign_id"),
            row.getString("on_shortage")),
        row.getString("payload_hash"),
        row.getString("maker"),
        row.getString("maker_role"),
        State.of(row.getString("state")),
        Sql.instant(row, "requested_at"),
        Sql.instant(row, "expires_at"),
        row.getString("checker"),
        Sql.instantOrNull(row, "decided_at"),
        row.getObject("journal_id", UUID.class),
        row.getInt("version"));
  }
}
