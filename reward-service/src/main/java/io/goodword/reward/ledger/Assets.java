package io.goodword.reward.ledger;

import io.goodword.kit.problem.Problem;
import io.goodword.kit.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The kinds of value that the ledger knows; none is ever removed or changed. */
@ApplicationScoped
public class Assets {

  private static final Set<String> KINDS = Set.of("points", "coupon", "cash", "gift", "chance");
  private static final int FINEST_SCALE = 8;

  private final Sql sql;
  private final Clock clock;
  private final Map<String, Asset> known = new ConcurrentHashMap<>();

  Assets(Sql sql, Clock clock) {
    this.sql = sql;
    this.clock = clock;
  }

  /**
   * A kind of value.
   *
   * @param code for instance POINTS, CASH:CNY, COUPON:SPRING20
   * @param kind points, coupon, cash, gift or chance
   * @param scale decimal digits of the minor unit, 0 to 8
   * @param spendable whether customers may pay with it; what only measures them is not
   */
  public record Asset(String code, String kind, int scale, boolean spendable) {}

  /**
   * Defines an asset that customers may pay with; the same definition again changes nothing.
   *
   * @throws Problem 422 for a malformed definition, 409 asset-is-fixed for another one
   */
  @Transactional
  public Asset define(String code, @Nullable String kind, @Nullable Integer scale) {
    return define(code, kind, scale, true);
  }

  /**
   * Defines an asset; the same definition again changes nothing.
   *
   * @param spendable whether customers may pay with it, see {@link #mustBeSpendable}
   * @throws Problem 422 for a malformed definition, 409 asset-is-fixed for another one
   */
  @Transactional
  public Asset define(
      String code, @Nullable String kind, @Nullable Integer scale, boolean spendable) {
    if (!AccountRef.isAssetCode(code)) {
      throw Problem.invalid(
          "code", "must begin with a capital letter, then at most 63 of A-Z a-z 0-9 _ . : -", code);
    }
    if (kind == null || !KINDS.contains(kind)) {
      throw Problem.invalid("kind", "must be points, coupon, cash, gift or chance", kind);
    }
    if (scale == null || scale < 0 || scale > FINEST_SCALE) {
      throw Problem.invalid("scale", "must be 0 to " + FINEST_SCALE, scale);
    }
    sql.update(
        "insert into assets (code, kind, scale, spendable, created_at) values (?, ?, ?, ?, ?)"
            + " on conflict do nothing",
        code,
        kind,
        scale,
        spendable,
        clock.instant());
    Asset stored = stored(code).orElseThrow();
    if (!stored.equals(new Asset(code, kind, scale, spendable))) {
      throw Problem.conflict(
          "asset-is-fixed",
          "The asset exists with another kind, scale or spendability; all are fixed for life.");
    }
    return stored;
  }

  /** The asset of a code, if there is one. */
  public Optional<Asset> find(String code) {
    Asset cached = known.get(code);
    if (cached != null) {
      return Optional.of(cached);
    }
    Optional<Asset> found = stored(code);
    found.ifPresent(asset -> known.put(code, asset));
    return found;
  }

  /** Whether there is such an asset. */
  public boolean knows(String code) {
    return find(code).isPresent();
  }

  /**
   * Insists on an asset.
   *
   * @throws Problem 422 unknown-asset
   */
  public void mustKnow(String code) {
    if (!knows(code)) {
      throw Problem.unprocessable(
          "unknown-asset", "There is no asset " + code + "; define it first.");
    }
  }

  /**
   * Refuses an asset that customers cannot pay with; one that nobody defined is passed over.
   *
   * @throws Problem 422 not-spendable
   */
  public void mustBeSpendable(String code) {
    if (!find(code).map(Asset::spendable).orElse(true)) {
      throw Problem.unprocessable(
          "not-spendable", "The asset " + code + " only measures; nobody can pay with it.");
    }
  }

  private Optional<Asset> stored(String code) {
    return sql.first(
        "select code, kind, scale, spendable from assets where code = ?",
        row -> new Asset(row.getString(1), row.getString(2), row.getInt(3), row.getBoolean(4)),
        code);
  }
}
