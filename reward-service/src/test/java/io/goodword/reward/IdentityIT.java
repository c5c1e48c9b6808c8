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
            "POST",
            "/v1/budgets/identity/fundings",
            "{\"asset\": \"POINTS\", \"amount\": 1}",
            Set.of("finance", "marketer")),
        new Operation("GET", "/v1/budgets/identity", "", Set.of("finance", "marketer", "auditor")),
        new Operation("PUT", "/v1/budgets/identity/limits", "{}", Set.of("finance", "marketer")),
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
        new Operation("GET", "/v1/ledger/trial-balance", "", Set.of("finance", "auditor")),
        new Operation("GET", "/v1/ledger/liability", "", Set.of("finance", "auditor")),
        new Operation("GET", "/v1/ledger/proof", "", Set.of("finance", "auditor")),
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
    for (String path : List.of("balances", "statement", "grants")) {
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
