package io.goodword.reward.coupon;

import io.goodword.kit.event.EventJson;
import io.goodword.kit.problem.Problem;
import io.goodword.kit.sql.Sql;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where pools and all versions of their terms are kept. */
@Singleton
class StoredPools {

  private static final String ALL =
      "select name, terms, version, codes_out, created_at from coupon_pools ";

  private final Sql sql;

  StoredPools(Sql sql) {
    this.sql = sql;
  }

  Optional<Pool> find(String name) {
    return sql.first(ALL + "where name = ?", StoredPools::pool, name);
  }

  /**
   * A pool.
   *
   * @throws Problem 404
   */
  Pool get(String name) {
    return find(name).orElseThrow(() -> Problem.notFound("coupon pool"));
  }

  /** A pool whose terms cannot be changed until the transaction ends. */
  Pool forChange(String name) {
    return sql.first(ALL + "where name = ? for no key update", StoredPools::pool, name)
        .orElseThrow(() -> Problem.notFound("coupon pool"));
  }

  /**
   * A pool of which a code is about to go out: from now on its terms change only in favour of
   * customers. A change that runs at this moment is waited for.
   */
  Pool opened(String name) {
    Pool pool = get(name);
    if (pool.codesOut()) {
      return pool;
    }
    sql.update("update coupon_pools set codes_out = true where name = ? and not codes_out", name);
    return get(name);
  }

  /** Pools by name, after a name. */
  List<Pool> list(@Nullable String after, int limit) {
    return sql.query(
        ALL + "where name > ? order by name limit ?",
        StoredPools::pool,
        after == null ? "" : after,
        limit);
  }

  /**
   * Stores a pool that is not there yet.
   *
   * @return whether it was stored
   */
  boolean insert(Pool pool, String actor) {
    int stored =
        sql.update(
            "insert into coupon_pools (name, asset, terms, version, created_at, created_by)"
                + " values (?, ?, ?::jsonb, ?, ?, ?) on conflict (name) do nothing",
            pool.name(),
            pool.asset(),
            EventJson.write(pool.terms()),
            pool.version(),
            pool.createdAt(),
            actor);
    if (stored == 1) {
      remember(pool, pool.createdAt(), actor);
    }
    return stored == 1;
  }

  /** Gives a pool its next terms. */
  void update(Pool pool, Instant now, String actor) {
    sql.update(
        "update coupon_pools set terms = ?::jsonb, version = ? where name = ?",
        EventJson.write(pool.terms()),
        pool.version(),
        pool.name());
    remember(pool, now, actor);
  }

  private void remember(Pool pool, Instant since, String actor) {
    sql.update(
        "insert into coupon_pool_terms (pool, version, terms, since, actor)"
            + " values (?, ?, ?::jsonb, ?, ?)",
        pool.name(),
        pool.version(),
        EventJson.write(pool.terms()),
        since,
        actor);
  }

  private static Pool pool(ResultSet row) throws SQLException {
    return new Pool(
        row.getString("name"),
        EventJson.readOwn(row.getString("terms"), Terms.class),
        row.getInt("version"),
        row.getBoolean("codes_out"),
        Sql.instant(row, "created_at"));
  }
}
