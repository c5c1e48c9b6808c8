package io.goodword.reward.ledger;

import io.goodword.kit.problem.Problem;
import io.goodword.kit.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
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
  private final Set<String> known = ConcurrentHashMap.newKeySet();

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
   */
  public record Asset(String code, String kind, int scale) {}

  /**
   * Defines an asset; the same definition again changes nothing.
   *
   * @throws Problem 422 for a malformed definition, 409 asset-is-fixed for another one
   */
  @Transactional
  public Asset define(String code, @Nullable String kind, @Nullable Integer scale) {
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
        "insert into assets (code, kind, scale, created_at) values (?, ?, ?, ?) on conflict do nothing",
        code,
        kind,
        scale,
        clock.instant());
    Asset stored =
        sql.first(
                "select code, kind, scale from assets where code = ?",
                row -> new Asset(row.getString(1), row.getString(2), row.getInt(3)),
                code)
            .orElseThrow();
    if (!stored.kind().equals(kind) || stored.scale() != scale) {
      throw Problem.conflict(
          "asset-is-fixed",
          "The asset exists with another kind or scale; both are fixed for life.");
    }
    return stored;
  }

  /** Whether there is such an asset. */
  public boolean knows(String code) {
    if (known.contains(code)) {
      return true;
    }
    boolean found =
        sql.first("select 1 from assets where code = ?", row -> true, code).orElse(false);
    if (found) {
      known.add(code);
    }
    return found;
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
}
