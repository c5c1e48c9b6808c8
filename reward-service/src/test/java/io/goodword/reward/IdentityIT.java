package io.goodword.reward;

import static io.goodword.reward.Api.as;
import static io.goodword.reward.Api.fresh;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.goodword.stack.testing.TestStack;
import io.goodword.stack.testing.Tokens;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@QuarkusTest
@WithTestResource(
    value = TestStack.class,
    initArgs = @ResourceArg(name = "database", value = "reward"))
class IdentityIT {

  private static final List<String> ROLES =
      List.of(
          "customer", "marketer", "moderator", "support", "sales", "finance", "auditor", "system");

  private static final String NO_DRAW = "/v1/draws/018f0000-0000-7000-8000-00000000dead";
  private static final String REDEMPTION = "/v1/redemptions/018f0000-0000-7000-8000-00000000dead";

  /** An operation with the roles that may call it; a customer may where it is their own. */
  record Operation(String method, String path, String body, Set<String> allowed) {
    @Override
    public String toString() {
      return method + " " + path;
    }
  }

  @AfterEach
  void booksAreInOrder() {
    Api.assertBooksAreInOrder();
  }

  static Stream<Operation> operations() {
    return Stream.of(
        new Operation(
            "PUT",
            "/v1/assets/COUPON:ID",
            "{\"kind\": \"coupon\", \"scale\": 0}",
            Set.of("finance")),
        new Operation(
            "PUT",
            "/v1/assets/NOWHERE/expiry",
            "{\"validity\": \"P1Y\", \"zone\": \"UTC\"}",
            Set.of("finance")),
        new Operation(
            "GET",
            "/v1/assets/NOWHERE/expiry",
            "",
            Set.of("finance", "marketer", "support", "auditor")),
        new Operation("GET", "/v1/customers/me/lots", "", Set.of("customer", "support", "finance")),
        new Operation(
            "GET", "/v1/customers/me/expiring", "", Set.of("customer", "support", "finance")),
        new Operation(
            "POST",
            "/v1/budgets/identity/fundings",
            "{\"asset\": \"POINTS\", \"amount\": 1}",
            Set.of("finance", "marketer")),
        new Operation("GET", "/v1/budgets/identity", "", Set.of("finance", "marketer", "auditor")),
        new Operation("PUT", "/v1/budgets/identity/limits", "{}", Set.of("finance", "marketer")),
        new Operation("PUT", "/v1/budgets/identity/slots", "{}", Set.of("finance", "marketer")),
        new Operation(
            "GET", "/v1/budgets/identity/limits", "", Set.of("finance", "marketer", "auditor")),
        new Operation("POST", "/v1/reward-rules", "{}", Set.of("marketer")),
        new Operation("GET", "/v1/reward-rules", "", Set.of("finance", "marketer", "auditor")),
        new Operation("GET", "/v1/reward-rules/none", "", Set.of("finance", "marketer", "auditor")),
        new Operation("PUT", "/v1/reward-rules/none", "{}", Set.of("marketer")),
        new Operation("POST", "/v1/reward-rules/none/simulate", "{}", Set.of("marketer")),
        new Operation("POST", "/v1/reward-rules/none/activate", "{}", Set.of("marketer")),
        new Operation("POST", "/v1/reward-rules/none/retire", "", Set.of("marketer")),
        new Operation(
            "GET", "/v1/reward-rules/none/failures", "", Set.of("finance", "marketer", "auditor")),
        new Operation("POST", "/v1/rules", "{\"on\": \"nothing\"}", Set.of("marketer")),
        new Operation(
            "POST",
            "/v1/journals",
            "{\"kind\": \"spend\", \"businessKey\": \"identity\", \"legs\": []}",
            Set.of("finance", "system")),
        new Operation(
            "POST",
            "/v1/journals/018f0000-0000-7000-8000-00000000dead/reverse",
            "{}",
            Set.of("finance")),
        new Operation(
            "GET", "/v1/customers/me/balances", "", Set.of("customer", "support", "finance")),
        new Operation(
            "GET", "/v1/customers/me/statement", "", Set.of("customer", "support", "finance")),
        new Operation(
            "GET", "/v1/customers/me/grants", "", Set.of("customer", "support", "finance")),
        new Operation("POST", "/v1/coupon-pools", "{}", Set.of("marketer")),
        new Operation(
            "GET", "/v1/coupon-pools", "", Set.of("marketer", "support", "finance", "auditor")),
        new Operation(
            "GET", "/v1/coupon-pools/ID", "", Set.of("marketer", "support", "finance", "auditor")),
        new Operation("PUT", "/v1/coupon-pools/ID", "{}", Set.of("marketer")),
        new Operation(
            "POST", "/v1/coupon-pools/ID/assignments", "{}", Set.of("marketer", "system")),
        new Operation("POST", "/v1/coupon-pools/ID/batches", "{}", Set.of("marketer")),
        new Operation(
            "GET",
            "/v1/coupon-pools/ID/batches/018f0000-0000-7000-8000-00000000dead",
            "",
            Set.of("marketer", "finance")),
        new Operation(
            "POST",
            "/v1/coupon-pools/ID/batches/018f0000-0000-7000-8000-00000000dead/download",
            "",
            Set.of("marketer", "finance")),
        new Operation("POST", "/v1/coupons/validate", "{}", Set.of("system")),
        new Operation("POST", "/v1/coupons/reserve", "{}", Set.of("system")),
        new Operation("POST", "/v1/coupons/redeem", "{}", Set.of("system")),
        new Operation("POST", "/v1/coupons/release", "{}", Set.of("system")),
        new Operation("POST", "/v1/coupons/rollback", "{}", Set.of("system")),
        new Operation(
            "GET", "/v1/customers/me/coupons", "", Set.of("customer", "support", "finance")),
        new Operation("POST", "/v1/customers/me/wallet-links", "", Set.of("customer", "support")),
        new Operation("GET", "/v1/ledger/trial-balance", "", Set.of("finance", "auditor")),
        new Operation("GET", "/v1/ledger/liability", "", Set.of("finance", "auditor")),
        new Operation("GET", "/v1/ledger/proof", "", Set.of("finance", "auditor")),
        new Operation("POST", "/v1/draws", "{}", Set.of("marketer")),
        new Operation("GET", "/v1/draws", "", Set.copyOf(ROLES)),
        new Operation("PUT", NO_DRAW, "{}", Set.of("marketer")),
        new Operation("POST", NO_DRAW + "/cancel", "{\"reason\": \"x\"}", Set.of("marketer")),
        new Operation("POST", NO_DRAW + "/tickets", "{\"quantity\": 1}", Set.of("customer")),
        new Operation("GET", NO_DRAW + "/tickets", "", Set.of("customer")),
        new Operation("POST", NO_DRAW + "/tickets/given", "{}", Set.of("system")),
        new Operation("POST", NO_DRAW + "/witness", "{}", Set.of("auditor")),
        new Operation("POST", NO_DRAW + "/witness/seed", "{}", Set.of("auditor")),
        new Operation("POST", "/v1/adjustments", "{}", Set.of("support", "marketer", "finance")),
        new Operation(
            "GET", "/v1/adjustments", "", Set.of("support", "marketer", "finance", "auditor")),
        new Operation(
            "GET",
            "/v1/adjustments/018f0000-0000-7000-8000-00000000dead",
            "",
            Set.of("support", "marketer", "finance", "auditor")),
        new Operation(
            "POST",
            "/v1/adjustments/018f0000-0000-7000-8000-00000000dead/approve",
            "{}",
            Set.of("finance")),
        new Operation(
            "POST",
            "/v1/adjustments/018f0000-0000-7000-8000-00000000dead/reject",
            "{}",
            Set.of("finance")),
        new Operation(
            "POST",
            "/v1/adjustments/018f0000-0000-7000-8000-00000000dead/withdraw",
            "{}",
            Set.of("support", "marketer", "finance")),
        new Operation("PUT", "/v1/adjustment-limits/NONE", "{}", Set.of("finance")),
        new Operation(
            "GET",
            "/v1/adjustment-limits/POINTS",
            "",
            Set.of("support", "marketer", "finance", "auditor")),
        new Operation("GET", "/v1/ledger/verify", "", Set.of("finance", "auditor")),
        new Operation(
            "GET", "/v1/accounts/issuance/house/balance", "", Set.of("finance", "auditor")),
        new Operation(
            "GET", "/v1/accounts/issuance/house/entries", "", Set.of("finance", "auditor")),
        new Operation(
            "POST",
            "/v1/journals/batch",
            "{\"mode\": \"atomic\", \"items\": []}",
            Set.of("finance", "system")),
        new Operation("POST", "/v1/holds", "{}", Set.of("finance", "system")),
        new Operation(
            "GET",
            "/v1/holds/018f0000-0000-7000-8000-00000000dead",
            "",
            Set.of("finance", "system")),
        new Operation(
            "POST",
            "/v1/holds/018f0000-0000-7000-8000-00000000dead/post",
            "{}",
            Set.of("finance", "system")),
        new Operation(
            "POST",
            "/v1/holds/018f0000-0000-7000-8000-00000000dead/void",
            "",
            Set.of("finance", "system")),
        new Operation("POST", "/v1/events/replay", "{}", Set.of("finance", "support")),
        new Operation("PUT", "/v1/gifts/IDENTITY", "{\"kind\": \"none\"}", Set.of("marketer")),
        new Operation(
            "POST", "/v1/gifts/IDENTITY/stock", "{\"quantity\": 0}", Set.of("marketer", "finance")),
        new Operation("GET", "/v1/gifts", "", Set.copyOf(ROLES)),
        new Operation("GET", "/v1/gifts/IDENTITY", "", Set.copyOf(ROLES)),
        new Operation(
            "POST", "/v1/redemptions", "{\"sku\": \"IDENTITY\"}", Set.of("customer", "system")),
        new Operation("GET", "/v1/redemptions", "", Set.of("support", "finance", "system")),
        new Operation("GET", REDEMPTION, "", Set.of("customer", "support", "finance", "system")),
        new Operation("POST", REDEMPTION + "/confirm", "", Set.of("support", "system")),
        new Operation("POST", REDEMPTION + "/hand-over", "{}", Set.of("support", "system")),
        new Operation("POST", REDEMPTION + "/delivered", "", Set.of("support", "system")),
        new Operation(
            "POST", REDEMPTION + "/cancel", "{}", Set.of("customer", "support", "system")),
        new Operation(
            "GET", "/v1/customers/me/redemptions", "", Set.of("customer", "support", "finance")),
        new Operation(
            "PUT", "/v1/tier-programmes/identity", "{\"zone\": \"none\"}", Set.of("marketer")),
        new Operation(
            "GET",
            "/v1/tier-programmes/identity",
            "",
            Set.of("marketer", "support", "finance", "auditor")),
        new Operation("POST", "/v1/tier-programmes/identity/activate", "", Set.of("marketer")),
        new Operation("POST", "/v1/tier-programmes/identity/simulate", "{}", Set.of("marketer")),
        new Operation("GET", "/v1/customers/me/tier", "", Set.of("customer", "support", "system")),
        new Operation(
            "GET",
            "/v1/customers/me/tier/identity/changes",
            "",
            Set.of("customer", "support", "auditor")),
        new Operation("GET", "/v1/exports/general-ledger.csv", "", Set.of("finance", "auditor")),
        new Operation("GET", "/v1/exports/general-ledger.jsonl", "", Set.of("finance", "auditor")),
        new Operation("GET", "/v1/exports/liability.csv", "", Set.of("finance", "auditor")),
        new Operation("GET", "/v1/exports/roll-forward.csv", "", Set.of("finance", "auditor")),
        new Operation("GET", "/v1/periods", "", Set.of("finance", "auditor")),
        new Operation("GET", "/v1/periods/2099-01", "", Set.of("finance", "auditor")),
        new Operation("POST", "/v1/periods/2099-01/close", "", Set.of("finance")),
        new Operation("POST", "/v1/periods/2099-01/confirm", "{}", Set.of("finance")),
        new Operation("POST", "/v1/periods/2099-01/reopen", "", Set.of("finance")),
        new Operation(
            "GET", "/v1/exports/tax.csv?year=2026&market=US", "", Set.of("finance", "auditor")),
        new Operation("GET", "/v1/tax-thresholds", "", Set.of("finance", "auditor")),
        new Operation("PUT", "/v1/tax-thresholds/XX", "{}", Set.of("finance")),
        new Operation("GET", "/v1/assets/POINTS/fair-value", "", Set.of("finance", "auditor")),
        new Operation("PUT", "/v1/assets/POINTS/fair-value", "{}", Set.of("finance")),
        new Operation("GET", "/v1/dead-letters", "", Set.of("support")));
  }

  @ParameterizedTest
  @MethodSource("operations")
  void shouldLetInOnlyTheRolesThatMay(Operation operation) {
    for (String role : ROLES) {
      int status = call(as("me", role), operation);
      if (operation.allowed().contains(role)) {
        assertThat(status).as("%s as %s", operation, role).isNotIn(401, 403);
      } else {
        assertThat(status).as("%s as %s", operation, role).isEqualTo(403);
      }
    }
    assertThat(call(given().contentType(ContentType.JSON), operation)).isEqualTo(401);
    assertThat(call(bearer(Tokens.expired("me", "finance", "support")), operation)).isEqualTo(401);
    assertThat(call(bearer(Tokens.forged("me", "finance", "support")), operation)).isEqualTo(401);
  }

  @Test
  void shouldHideOtherPeopleFromACustomer() {
    String alice = fresh("alice");
    for (String path :
        List.of(
            "balances",
            "statement",
            "grants",
            "coupons",
            "redemptions",
            "tier",
            "lots",
            "expiring")) {
      as("bob", "customer")
          .get("/v1/customers/" + alice + "/" + path)
          .then()
          .statusCode(404)
          .contentType("application/problem+json")
          .body("code", equalTo("not-found"));
      as(alice, "customer").get("/v1/customers/" + alice + "/" + path).then().statusCode(200);
      as("su", "support").get("/v1/customers/" + alice + "/" + path).then().statusCode(200);
    }
  }

  private static RequestSpecification bearer(String token) {
    return given().header("Authorization", "Bearer " + token).contentType(ContentType.JSON);
  }

  private static int call(RequestSpecification request, Operation operation) {
    RequestSpecification ready = request.header("Idempotency-Key", fresh("identity"));
    if (!operation.body().isEmpty()) {
      ready = ready.body(operation.body());
    }
    return ready.request(operation.method(), operation.path()).statusCode();
  }
}
