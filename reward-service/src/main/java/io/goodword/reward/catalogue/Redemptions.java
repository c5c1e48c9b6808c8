package io.goodword.reward.catalogue;

import io.goodword.kit.sql.Sql;
import io.goodword.reward.catalogue.Eligibility.Turns;
import io.goodword.reward.catalogue.Redemption.State;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where redemptions and their steps are kept. */
@Singleton
class Redemptions {

  private static final String ALL = "select * from redemptions where ";

  private final Sql sql;

  Redemptions(Sql sql) {
    this.sql = sql;
  }

  /**
   * A step of a redemption.
   *
   * @param takenBy staff, client or customer id, or the name of a part of this service
   * @param note reason of a cancellation, or reference of a shipment
   */
  record Step(State state, Instant takenAt, String takenBy, @Nullable String note) {}

  /** A redemption after a step. */
  record Taken(Redemption redemption, Step step) {}

  Optional<Redemption> find(UUID id) {
    return sql.first(ALL + "id = ?", Redemptions::redemption, id);
  }

  /** The same, locked. */
  Optional<Redemption> locked(UUID id) {
    return sql.first(ALL + "id = ? for update", Redemptions::redemption, id);
  }

  Optional<Redemption> byRequest(String requestKey) {
    return sql.first(ALL + "request_key = ?", Redemptions::redemption, requestKey);
  }

  /** Requested ones whose time has come, locked; those that somebody else works on are left out. */
  List<Redemption> due(Instant now, int limit) {
    return sql.query(
        ALL
            + "state = 'requested' and due_at <= ? order by due_at limit ?"
            + " for update skip locked",
        Redemptions::redemption,
        now,
        limit);
  }

  /** One of them; none when somebody else works on it. */
  List<Redemption> due(UUID id) {
    return sql.query(
        ALL + "id = ? and state = 'requested' for update skip locked", Redemptions::redemption, id);
  }

  /**
   * Newest first.
   *
   * @param customerId whose, null for everybody's
   * @param state which, null for all
   */
  List<Redemption> list(
      @Nullable String customerId, @Nullable State state, @Nullable UUID before, int limit) {
    String code = state == null ? null : state.code();
    return sql.query(
        ALL
            + "(?::text is null or customer_id = ?::text) and (?::text is null or state = ?::text)"
            + " and (?::uuid is null or id < ?::uuid) order by id desc limit ?",
        Redemptions::redemption,
        customerId,
        customerId,
        code,
        code,
        before,
        before,
        limit);
  }

  /** Steps of a redemption in their order. */
  List<Step> steps(UUID id) {
    return sql.query(
        "select state, taken_at, taken_by, note from redemption_steps where redemption_id = ?"
            + " order by version",
        row ->
            new Step(
                State.of(row.getString("state")),
                Sql.instant(row, "taken_at"),
                row.getString("taken_by"),
                row.getString("note")),
        id);
  }

  /**
   * Counts what a customer had of a gift. Requests of one customer for one gift wait here for each
   * other, so that none counts before the other is in.
   *
   * @param since begin of the period of the limit
   */
  Turns turns(String sku, String customerId, Instant since) {
    sql.update(
        "insert into gift_turns (sku, customer_id, turns) values (?, ?, 1)"
            + " on conflict (sku, customer_id) do update set turns = gift_turns.turns + 1",
        sku,
        customerId);
    return sql.first(
            "select count(*) as ever, count(*) filter (where requested_at >= ?) as in_period"
                + " from redemptions where sku = ? and customer_id = ? and state <> 'cancelled'",
            row -> new Turns(row.getLong("ever"), row.getLong("in_period")),
            since,
            sku,
            customerId)
        .orElseThrow();
  }

  void insert(Redemption redemption, Step first) {
    Agreement agreed = redemption.agreed();
    sql.update(
        "insert into redemptions (id, request_key, sku, gift_revision, customer_id, kind,"
            + " price_asset, price, stock_asset, points_hold, stock_hold, requested_at, due_at,"
            + " state) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        redemption.id(),
        agreed.requestKey(),
        agreed.sku(),
        agreed.giftRevision(),
        agreed.customerId(),
        agreed.kind().code(),
        agreed.priceAsset(),
        agreed.price(),
        agreed.stockAsset(),
        redemption.pointsHold(),
        redemption.stockHold(),
        agreed.requestedAt(),
        agreed.dueAt(),
        redemption.state().code());
    add(List.of(new Taken(redemption, first)));
  }

  void update(List<Taken> taken) {
    sql.batch(
        "update redemptions set state = ?, points_journal = ?, stock_journal = ?,"
            + " stock_returned = ?, version = ? where id = ?",
        taken.stream()
            .map(Taken::redemption)
            .map(
                redemption ->
                    new @Nullable Object[] {
                      redemption.state().code(),
                      redemption.pointsJournal(),
                      redemption.stockJournal(),
                      redemption.stockReturned(),
                      (int) redemption.version(),
                      redemption.id()
                    })
            .toList());
    add(taken);
  }

  private void add(List<Taken> taken) {
    sql.batch(
        "insert into redemption_steps (redemption_id, version, state, taken_at, taken_by, note)"
            + " values (?, ?, ?, ?, ?, ?)",
        taken.stream()
            .map(
                each ->
                    new @Nullable Object[] {
                      each.redemption().id(),
                      (int) each.redemption().version(),
                      each.step().state().code(),
                      each.step().takenAt(),
                      each.step().takenBy(),
                      each.step().note()
                    })
            .toList());
  }

  private static Redemption redemption(ResultSet row) throws SQLException {
    return new Redemption(
        row.getObject("id", UUID.class),
        new Agreement(
            row.getString("request_key"),
            row.getString("sku"),
            row.getInt("gift_revision"),
            row.getString("customer_id"),
            GiftKind.of(row.getString("kind")),
            row.getString("price_asset"),
            row.getLong("price"),
            row.getString("stock_asset"),
            Sql.instant(row, "requested_at"),
            Sql.instant(row, "due_at")),
        row.getObject("points_hold", UUID.class),
        row.getObject("stock_hold", UUID.class),
        State.of(row.getString("state")),
        row.getObject("points_journal", UUID.class),
        row.getObject("stock_journal", UUID.class),
        (Boolean) row.getObject("stock_returned"),
        row.getLong("version"));
  }
}
