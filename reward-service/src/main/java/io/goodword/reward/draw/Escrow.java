package io.goodword.reward.draw;

import io.goodword.kit.problem.Problem;
import io.goodword.kit.sql.Sql;
import io.goodword.reward.budget.Budgets;
import io.goodword.reward.ledger.AccountRef;
import io.goodword.reward.ledger.Assets;
import io.goodword.reward.ledger.Ledger;
import io.goodword.reward.ledger.Leg;
import io.goodword.reward.ledger.Outcome;
import io.goodword.reward.ledger.Purpose;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Sets prizes apart before they are promised. They come from the budget of a campaign where one is
 * named, else from issuance, gifts from stock; what nobody won goes back there.
 */
@Singleton
class Escrow {

  private final Sql sql;
  private final Assets assets;
  private final Ledger ledger;
  private final Budgets budgets;

  Escrow(Sql sql, Assets assets, Ledger ledger, Budgets budgets) {
    this.sql = sql;
    this.assets = assets;
    this.ledger = ledger;
    this.budgets = budgets;
  }

  static AccountRef of(UUID draw, String asset) {
    return AccountRef.escrow(Draw.owner(draw), asset);
  }

  /**
   * Insists that prizes and price are of assets that fit.
   *
   * @throws Problem 422 unknown-asset, not-spendable, or invalid-request for a chance as a prize
   *     (its prize would count against the cap too) and for tickets that are not paid in points
   */
  void mustFit(Rules rules) {
    for (int i = 0; i < rules.prizes().size(); i++) {
      String asset = rules.prizes().get(i).asset();
      AccountRef.issuance(asset);
      assets.mustKnow(asset);
      if (kind(asset).equals("chance")) {
        throw Problem.invalid("prizes[" + i + "].asset", "must not be a chance in a draw", asset);
      }
    }
    String paidIn = rules.tickets().asset();
    if (paidIn != null) {
      AccountRef.issuance(paidIn);
      assets.mustKnow(paidIn);
      assets.mustBeSpendable(paidIn);
      if (!kind(paidIn).equals("points")) {
        throw Problem.invalid("tickets.asset", "must be points; money buys no chances", paidIn);
      }
    }
  }

  /**
   * Moves what prizes need into escrow, and what they no longer need out of it; the only call of
   * the ledger in its transaction.
   *
   * @param funding minor units of each asset, negative where less is needed than before
   * @param key end of the business key
   * @throws Problem 422 budget-exhausted or insufficient-balance when it is not there
   */
  void fund(
      UUID draw, @Nullable String campaignId, Map<String, Long> funding, String key, String actor) {
    if (funding.isEmpty()) {
      return;
    }
    var legs = new ArrayList<Leg>();
    funding.forEach(
        (asset, amount) -> {
          legs.add(Leg.of(source(campaignId, asset), -amount));
          legs.add(Leg.of(of(draw, asset), amount));
        });
    Purpose purpose = Purpose.of("draw", actor).because(key, draw.toString());
    Outcome.Posted posted =
        ledger.post(
            Draw.owner(draw) + "/" + key,
            campaignId == null ? purpose : purpose.in(campaignId),
            legs);
    budgets.used(posted.books());
  }

  /** Gives back what is left; the only call of the ledger in its transaction. */
  void giveBack(Draw draw) {
    var left = new TreeMap<String, Long>();
    balances(draw.id()).forEach((asset, amount) -> left.put(asset, -amount));
    fund(draw.id(), draw.campaignId(), left, "return", "reward.draw");
  }

  private Map<String, Long> balances(UUID draw) {
    return sql
        .query(
            "select a.asset, b.posted from accounts a join balances b on b.account_id = a.id"
                + " where a.class = 'escrow' and a.owner = ? and b.posted > 0",
            row -> Map.entry(row.getString(1), row.getLong(2)),
            Draw.owner(draw))
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private AccountRef source(@Nullable String campaignId, String asset) {
    if (campaignId != null) {
      return AccountRef.budget(campaignId, asset);
    }
    return kind(asset).equals("gift") ? AccountRef.stock(asset) : AccountRef.issuance(asset);
  }

  private String kind(String asset) {
    return assets.find(asset).map(Assets.Asset::kind).orElse("");
  }
}
