package io.goodword.reward.points;

import static io.goodword.reward.Api.as;
import static io.goodword.reward.Api.fei;
import static io.goodword.reward.Api.fresh;
import static io.goodword.reward.Api.fund;

import io.goodword.reward.Api;
import io.goodword.reward.ledger.AccountRef;
import io.goodword.reward.ledger.Ledger;
import io.goodword.reward.ledger.Leg;
import io.goodword.reward.ledger.Operation;
import io.goodword.reward.ledger.Outcome;
import io.goodword.reward.ledger.Outcome.Posted;
import io.goodword.reward.ledger.Purpose;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A customer with an asset of its own, as the tests of lots use them. */
final class Purse {

  static final long FUNDED = 1_000_000;

  final String asset = fresh("PTS");
  final String campaign = fresh("campaign");
  final String owner = fresh("alice");
  final AccountRef account = AccountRef.customer(owner, asset);
  final AccountRef budget = AccountRef.budget(campaign, asset);
  final AccountRef shop = AccountRef.redemption("shop", asset);

  private final Ledger ledger;

  /** Defines the asset and funds the campaign; the asset has no policy yet. */
  Purse(Ledger ledger) {
    this.ledger = ledger;
    fei()
        .body(Map.of("kind", "points", "scale", 0))
        .put("/v1/assets/" + asset)
        .then()
        .statusCode(200);
    fund(campaign, asset, FUNDED).then().statusCode(201);
  }

  /** A body for the policy; what is null is left out. */
  static Map<String, Object> policy(
      @Nullable String validity, String zone, @Nullable String grace, @Nullable String debt) {
    var body = new HashMap<String, Object>(Map.of("zone", zone));
    if (validity != null) {
      body.put("validity", validity);
    }
    if (grace != null) {
      body.put("grace", grace);
    }
    if (debt != null) {
      body.put("debt", debt);
    }
    return body;
  }

  Response put(Map<String, Object> policy) {
    return fei().body(policy).put("/v1/assets/" + asset + "/expiry");
  }

  Purse with(Map<String, Object> policy) {
    put(policy).then().statusCode(200);
    return this;
  }

  Posted give(long amount) {
    return ledger.post(fresh("give"), Purpose.of("grant", "test").in(campaign), giving(amount));
  }

  List<Leg> giving(long amount) {
    return List.of(Leg.of(budget, -amount), Leg.earn(account, amount));
  }

  Posted spend(long amount) {
    return ledger.post(fresh("spend"), Purpose.of("spend", "test"), spending(amount));
  }

  List<Leg> spending(long amount) {
    return List.of(Leg.of(account, -amount), Leg.of(shop, amount));
  }

  Posted reverse(Posted journal, @Nullable Long amount) {
    return ledger.reverse(journal.journalId(), amount, "fei");
  }

  Outcome.HoldState hold(long amount, @Nullable Instant deadline) {
    return ledger.hold(
        new Operation.Hold(
            fresh("hold"), Purpose.of("redeem", "test"), account, shop, amount, null, deadline));
  }

  long balance() {
    return value("balance");
  }

  long debt() {
    return value("debt");
  }

  private long value(String what) {
    Long value =
        as(owner, "customer")
            .get("/v1/customers/" + owner + "/balances")
            .jsonPath()
            .getObject("items.find { it.asset == '" + asset + "' }." + what, Long.class);
    return value == null ? 0 : value;
  }

  JsonPath lots(String query) {
    return as(owner, "customer")
        .get("/v1/customers/" + owner + "/lots?asset=" + asset + query)
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }

  /** What remains in each lot that has something, in the order of spending. */
  List<Integer> remaining() {
    return lots("").getList("items.remaining");
  }

  List<Instant> expiries() {
    return lots("&spent=true").<String>getList("items.expiresAt").stream()
        .map(Instant::parse)
        .toList();
  }

  /** What has expired of the asset, from anybody. */
  long breakage() {
    return classBalance("breakage");
  }

  long classBalance(String accountClass) {
    Long balance =
        as("an", "auditor")
            .get("/v1/ledger/trial-balance")
            .jsonPath()
            .getObject(
                "assets.find { it.asset == '%s' }.byClass.find { it.class == '%s' }?.balance"
                    .formatted(asset, accountClass),
                Long.class);
    return balance == null ? 0 : balance;
  }

  long available() {
    return Api.budget(campaign).getLong("items[0].available");
  }
}
