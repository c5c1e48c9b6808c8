package io.goodword.reward.ledger;

import static io.goodword.reward.Api.fei;
import static io.goodword.reward.Api.fresh;

import io.goodword.reward.Api;
import io.goodword.reward.ledger.Outcome.HoldState;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;

/** A budget of POINTS that may be divided, and what tests do with it. */
final class Dividable {

  final String campaign = fresh("campaign");
  final AccountRef budget = AccountRef.budget(campaign, "POINTS");
  private final String alice = fresh("alice");
  private final Ledger ledger;

  Dividable(Ledger ledger) {
    this.ledger = ledger;
  }

  ValidatableResponse fund(long amount) {
    return Api.fund(campaign, "POINTS", amount).then().statusCode(201);
  }

  ValidatableResponse divide(int count) {
    return ask(Map.of("asset", "POINTS", "count", count));
  }

  ValidatableResponse ask(Map<String, Object> body) {
    return fei().body(body).put("/v1/budgets/" + campaign + "/slots").then();
  }

  Outcome.Posted give(long amount) {
    return give(alice, amount);
  }

  Outcome.Posted give(String customer, long amount) {
    Operation.Post gift = gift(customer, amount);
    return ledger.post(gift.businessKey(), gift.purpose(), gift.legs());
  }

  Operation.Post gift(long amount) {
    return gift(alice, amount);
  }

  Operation.Post gift(String customer, long amount) {
    return new Operation.Post(
        fresh("give"),
        Purpose.of("grant", "test").in(campaign),
        List.of(
            Leg.of(budget, -amount), Leg.earn(AccountRef.customer(customer, "POINTS"), amount)));
  }

  HoldState hold(String key, long amount) {
    return hold(alice, key, amount);
  }

  HoldState hold(String customer, String key, long amount) {
    return ledger.hold(
        new Operation.Hold(
            key,
            Purpose.of("grant", "test").in(campaign),
            budget,
            AccountRef.customer(customer, "POINTS"),
            amount,
            null));
  }

  /** A figure of the budget with its slots. */
  long view(String what) {
    return Api.budget(campaign).getLong("items[0]." + what);
  }

  /** Balance of the account of the budget without its slots. */
  long unleased() {
    return fei().get("/v1/accounts/budget/" + campaign + "/balance").jsonPath().getLong("posted");
  }
}
