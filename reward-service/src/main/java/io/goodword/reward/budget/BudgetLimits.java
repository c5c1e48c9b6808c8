package io.goodword.reward.budget;

import io.goodword.kit.event.EventJson;
import io.goodword.kit.problem.Problem;
import io.goodword.kit.sql.Sql;
import io.goodword.reward.ledger.AccountRef;
import io.goodword.reward.ledger.Assets;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How much a campaign or programme gives to one person and in a day, a week, a month. */
@ApplicationScoped
public class BudgetLimits {

  private static final String SELECT =
      "select campaign_id, asset, zone, limits, changed_by, changed_at from budget_limits where ";

  private final Sql sql;
  private final Assets assets;
  private final Clock clock;

  BudgetLimits(Sql sql, Assets assets, Clock clock) {
    this.sql = sql;
    this.assets = assets;
    this.clock = clock;
  }

  /**
   * Limits of one asset of a budget, in minor units.
   *
   * @param zone by whose calendar days, weeks and months are counted
   */
  public record Limits(
      String campaignId,
      String asset,
      ZoneId zone,
      LimitPlan limits,
      String changedBy,
      Instant changedAt) {

    /** What a grant needs from these limits. */
    public List<LimitClaim> claims(String person, Instant at, long amount) {
      return limits.claims(
          "budget/" + campaignId + "/" + asset,
          LimitPlan.Counting.AMOUNTS,
          person,
          at,
          zone,
          amount);
    }
  }

  /**
   * Sets the limits of an asset; they count what is given from now on.
   *
   * @throws Problem 422 that names the field and the rule
   */
  @Transactional
  Limits set(
      String campaignId,
      @Nullable String asset,
      @Nullable String zone,
      LimitPlan limits,
      String actor) {
    if (asset == null) {
      throw Problem.invalid("asset", "is required", null);
    }
    assets.mustKnow(AccountRef.budget(campaignId, asset).asset());
    ZoneId calendar = zone(zone);
    limits
        .outOfRange()
        .forEach(
            (name, value) -> {
              throw Problem.invalid(name, "must be 1 to 10^15", value);
            });
    sql.update(
        "insert into budget_limits (campaign_id, asset, zone, limits, changed_by, changed_at)"
            + " values (?, ?, ?, ?::jsonb, ?, ?) on conflict (campaign_id, asset) do update"
            + " set zone = excluded.zone, limits = excluded.limits,"
            + " changed_by = excluded.changed_by, changed_at = excluded.changed_at",
        campaignId,
        asset,
        calendar.getId(),
        EventJson.write(limits),
        actor,
        clock.instant());
    return of(campaignId, asset).orElseThrow();
  }

  /** The limits of every asset of a campaign or programme. */
  @Transactional
  List<Limits> of(String campaignId) {
    return sql.query(SELECT + "campaign_id = ? order by asset", BudgetLimits::limits, campaignId);
  }

  /** The limits of an asset of a budget, if there are any. */
  @Transactional
  public Optional<Limits> of(String campaignId, String asset) {
    return sql.first(
        SELECT + "campaign_id = ? and asset = ?", BudgetLimits::limits, campaignId, asset);
  }

  /** The limits of some budgets, each by its account. */
  @Transactional
  public Map<AccountRef, Limits> of(Collection<AccountRef> budgets) {
    if (budgets.isEmpty()) {
      return Map.of();
    }
    return sql
        .query(
            SELECT + "(campaign_id, asset) in (select * from unnest(?::text[], ?::text[]))",
            BudgetLimits::limits,
            budgets.stream().map(AccountRef::owner).toList(),
            budgets.stream().map(AccountRef::asset).toList())
        .stream()
        .collect(
            Collectors.toMap(
                limits -> AccountRef.budget(limits.campaignId(), limits.asset()),
                limits -> limits));
  }

  private static ZoneId zone(@Nullable String zone) {
    if (zone == null || !ZoneId.getAvailableZoneIds().contains(zone)) {
      throw Problem.invalid("zone", "must be a time zone such as Asia/Shanghai", zone);
    }
    return ZoneId.of(zone);
  }

  private static Limits limits(ResultSet row) throws SQLException {
    return new Limits(
        row.getString("campaign_id"),
        row.getString("asset"),
        ZoneId.of(row.getString("zone")),
        EventJson.readOwn(row.getString("limits"), LimitPlan.class),
        row.getString("changed_by"),
        Sql.instant(row, "changed_at"));
  }
}
