package io.goodword.reward.coupon;

import io.goodword.kit.paging.Cursor;
import io.goodword.kit.paging.Cursor.Page;
import io.goodword.kit.problem.Problem;
import io.goodword.reward.ledger.Assets;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What marketers promise with coupons. */
@ApplicationScoped
public class Pools {

  private static final Pattern NAME = Pattern.compile("[A-Z][A-Za-z0-9_-]{0,55}");

  private final StoredPools pools;
  private final Assets assets;
  private final Clock clock;

  Pools(StoredPools pools, Assets assets, Clock clock) {
    this.pools = pools;
    this.assets = assets;
    this.clock = clock;
  }

  /**
   * Defines a pool and its asset; the same definition again changes nothing.
   *
   * @throws Problem 422 for malformed terms or an unknown currency, 409 coupon-pool-exists for
   *     other terms, 409 asset-is-fixed when the asset is there and is no coupon
   */
  @Transactional
  Pool define(@Nullable String name, @Nullable TermsDraft draft, String actor) {
    if (name == null || !NAME.matcher(name).matches()) {
      throw Problem.invalid(
          "name", "must begin with a capital letter, then at most 55 of A-Z a-z 0-9 _ -", name);
    }
    Terms terms = Required.part("terms", draft).checked();
    assets.mustKnow(terms.currency());
    var pool = new Pool(name, terms, 1, false, StoredTime.now(clock));
    assets.define(pool.asset(), "coupon", 0);
    if (pools.insert(pool, actor)) {
      return pool;
    }
    Pool stored = pools.get(name);
    if (!stored.terms().equals(terms)) {
      throw Problem.conflict(
          "coupon-pool-exists",
          "There is a pool of this name with other terms; change it or choose another name.");
    }
    return stored;
  }

  /**
   * Changes terms: freely before the first code is out, afterwards in favour of customers.
   *
   * @param version number of the terms as the caller has read them
   * @throws Problem 404; 412 changed-meanwhile; 409 terms-frozen with the fields; 422
   */
  @Transactional
  Pool revise(String name, String version, @Nullable TermsDraft draft, String actor) {
    Terms terms = Required.part("terms", draft).checked();
    Pool before = pools.forChange(name);
    if (!version.equals(Integer.toString(before.version()))) {
      throw Problem.of(
          412, "changed-meanwhile", "Changed meanwhile", "Read the pool again and send its ETag.");
    }
    if (before.terms().equals(terms)) {
      return before;
    }
    if (before.codesOut()) {
      mustNotTakeAway(TermsChange.losses(before.terms(), terms));
    }
    assets.mustKnow(terms.currency());
    Instant now = StoredTime.now(clock);
    var after = new Pool(name, terms, before.version() + 1, before.codesOut(), before.createdAt());
    pools.update(after, now, actor);
    return after;
  }

  /**
   * Reads a pool.
   *
   * @throws Problem 404
   */
  @Transactional
  Pool read(String name) {
    return pools.get(name);
  }

  /** Pools by name. */
  @Transactional
  Page<Pool> list(@Nullable String after, @Nullable Integer limit) {
    int size = Cursor.limit(limit);
    return Cursor.page(pools.list(Cursor.decode(after), size + 1), size, Pool::name);
  }

  private static void mustNotTakeAway(List<TermsChange.Loss> losses) {
    if (losses.isEmpty()) {
      return;
    }
    Problem frozen =
        Problem.conflict(
            "terms-frozen", "Codes are out: terms change only in favour of customers now.");
    losses.forEach(loss -> frozen.with(loss.field(), loss.rule(), null));
    throw frozen;
  }
}
