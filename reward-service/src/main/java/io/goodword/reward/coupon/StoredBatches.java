package io.goodword.reward.coupon;

import io.goodword.kit.sql.Sql;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where batches and their codes are kept. */
@Singleton
class StoredBatches {

  private static final String ALL =
      "select id, pool, requested, made, next_number, collisions, seed, created_at, created_by,"
          + " finished_at, leased_until, downloaded_at, downloaded_by from coupon_batches ";

  private final Sql sql;

  StoredBatches(Sql sql) {
    this.sql = sql;
  }

  /** Codes that are to be stored, place by place. */
  record Codes(List<UUID> ids, List<Integer> numbers, List<String> macs, List<String> last4) {}

  Optional<Batch> find(String pool, UUID id) {
    return sql.first(ALL + "where id = ? and pool = ?", StoredBatches::batch, id, pool);
  }

  Optional<Batch> byReference(String reference) {
    return sql.first(ALL + "where reference = ?", StoredBatches::batch, reference);
  }

  void insert(Batch batch, String reference) {
    sql.update(
        "insert into coupon_batches (id, pool, reference, requested, seed, created_at, created_by)"
            + " values (?, ?, ?, ?, ?, ?, ?)",
        batch.id(),
        batch.pool(),
        reference,
        batch.requested(),
        batch.seed(),
        batch.createdAt(),
        batch.createdBy());
  }

  /** Batches that are not finished, oldest first. */
  List<UUID> open() {
    return sql.query(
        "select id from coupon_batches where finished_at is null order by created_at limit 100",
        row -> row.getObject(1, UUID.class));
  }

  /** An unfinished batch, locked; none when somebody else works on it. */
  Optional<Batch> work(UUID id) {
    return sql.first(
        ALL + "where id = ? and finished_at is null for update skip locked",
        StoredBatches::batch,
        id);
  }

  /**
   * Stores codes; those that are there already are left out.
   *
   * @param value money of each where they are cards
   * @return ids of the codes that were stored
   */
  List<UUID> insert(Batch batch, Codes codes, @Nullable Long value, Instant now) {
    return sql.query(
        """
        insert into coupons (id, pool, code_mac, last4, issued_at, value, batch_id, batch_number)
        select n.id, ?, decode(n.mac, 'hex'), n.last4, ?, ?::bigint, ?, n.number
          from unnest(?::uuid[], ?::int[], ?::text[], ?::text[]) as n(id, number, mac, last4)
        on conflict (code_mac) do nothing returning id
        """,
        row -> row.getObject(1, UUID.class),
        batch.pool(),
        now,
        value,
        batch.id(),
        codes.ids(),
        codes.numbers(),
        codes.macs(),
        codes.last4());
  }

  /** Notes how far a batch has come. */
  void progress(UUID id, int tried, int made, Instant now) {
    sql.update(
        "update coupon_batches set next_number = next_number + ?, made = made + ?,"
            + " collisions = collisions + ?,"
            + " finished_at = case when made + ? = requested then ?::timestamptz end where id = ?",
        tried,
        made,
        tried - made,
        made,
        now,
        id);
  }

  /**
   * Lets one caller download until a moment.
   *
   * @return the batch; none when it is not ready or somebody else downloads it
   */
  Optional<Batch> lease(String pool, UUID id, Instant now, Instant until) {
    return sql.first(
        """
        update coupon_batches set leased_until = ?
         where id = ? and pool = ? and finished_at is not null and downloaded_at is null
           and (leased_until is null or leased_until <= ?)
        returning id, pool, requested, made, next_number, collisions, seed, created_at, created_by, finished_at,
                  leased_until, downloaded_at, downloaded_by
        """,
        StoredBatches::batch,
        until,
        id,
        pool,
        now);
  }

  /** Prolongs a lease, or with null gives it up. */
  void leaseUntil(UUID id, @Nullable Instant until) {
    sql.update(
        "update coupon_batches set leased_until = ?::timestamptz"
            + " where id = ? and downloaded_at is null",
        until,
        id);
  }

  /** The next places of a batch's codes in its series, after a place. */
  List<Integer> numbers(UUID id, int after, int limit) {
    return sql.query(
        "select batch_number from coupons where batch_id = ? and batch_number > ?"
            + " order by batch_number limit ?",
        row -> row.getInt(1),
        id,
        after,
        limit);
  }

  /** The codes are out: forgets what they follow from. */
  void downloaded(UUID id, String actor, Instant now) {
    sql.update(
        "update coupon_batches set seed = null, leased_until = null, downloaded_at = ?,"
            + " downloaded_by = ? where id = ? and downloaded_at is null",
        now,
        actor,
        id);
  }

  private static Batch batch(ResultSet row) throws SQLException {
    return new Batch(
        row.getObject("id", UUID.class),
        row.getString("pool"),
        row.getInt("requested"),
        row.getInt("made"),
        row.getInt("next_number"),
        row.getInt("collisions"),
        row.getBytes("seed"),
        Sql.instant(row, "created_at"),
        row.getString("created_by"),
        Sql.instantOrNull(row, "finished_at"),
        Sql.instantOrNull(row, "leased_until"),
        Sql.instantOrNull(row, "downloaded_at"),
        row.getString("downloaded_by"));
  }
}
