package io.goodword.kit.problem;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.goodword.kit.WithStack;
import io.goodword.stack.testing.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithStack
class ProblemIT {

  private static ValidatableResponse post(String body) {
    return given().contentType("application/json").body(body).post("/probe").then();
  }

  @Test
  void shouldNameTheUnknownField() {
    post("{\"name\": \"abc\", \"number\": 1, \"colour\": 1}")
        .statusCode(400)
        .contentType("application/problem+json")
        .body("code", equalTo("malformed-request"))
        .body("violations[0].field", equalTo("colour"));
  }

  @Test
  void shouldNameFieldRuleAndValue() {
    post("{\"name\": \"x\", \"number\": 1}")
        .statusCode(422)
        .body("violations[0].field", equalTo("name"))
        .body("violations[0].value", equalTo("x"))
        .body("violations[0].rule", containsString("between 2 and 5"))
        .body("type", equalTo("urn:goodword:problem:invalid-request"))
        .body("instance", equalTo("/probe"));
  }

  @Test
  void shouldPassOnTheRuleOfARecord() {
    post("{\"name\": \"abc\", \"number\": -1}")
        .statusCode(422)
        .body("violations[0].rule", equalTo("number is -1, it must not be negative"));
  }

  @Test
  void shouldSayWhichFieldHasTheWrongForm() {
    post("{\"at\": \"yesterday\"}").statusCode(400).body("violations[0].field", equalTo("at"));
    post("{\"number\": \"many\"}").statusCode(400).body("violations[0].field", equalTo("number"));
    post("{\"name\": ").statusCode(400).body("code", equalTo("malformed-request"));
    post("").statusCode(422).body("violations[0].rule", equalTo("must not be null"));
  }

  @Test
  void shouldNeverShowAClassOrAStack() {
    given()
        .get("/probe/fail/otherwise")
        .then()
        .statusCode(500)
        .contentType("application/problem+json")
        .body(not(containsString("secret")))
        .body(not(containsString("Exception")));
    given()
        .get("/probe/fail/constraint")
        .then()
        .statusCode(500)
        .body(not(containsString("secret")));
  }

  @Test
  void shouldAskToTryAgainWhenTheDatabaseLostARace() {
    given().get("/probe/fail/serialization").then().statusCode(503).header("Retry-After", "1");
    given()
        .get("/probe/fail/problem")
        .then()
        .statusCode(409)
        .header("Retry-After", "3")
        .body("code", equalTo("not-now"));
  }

  @Test
  void shouldTellApartWhoIsUnknownAndWhoMayNot() {
    given().get("/probe/staff").then().statusCode(401).body("code", equalTo("unauthenticated"));
    given()
        .auth()
        .oauth2(Tokens.expired("mei", "marketer"))
        .get("/probe/staff")
        .then()
        .statusCode(401)
        .contentType("application/problem+json");
    given()
        .auth()
        .oauth2(Tokens.forged("mei", "marketer"))
        .get("/probe/staff")
        .then()
        .statusCode(401);
    given()
        .auth()
        .oauth2(Tokens.of("alice", "customer"))
        .get("/probe/staff")
        .then()
        .statusCode(403)
        .body("code", equalTo("forbidden"));
    given().auth().oauth2(Tokens.of("mei", "marketer")).get("/probe/staff").then().statusCode(200);
  }

  @Test
  void shouldAnswerProblemsForUnknownPathsAndMethods() {
    given().get("/nowhere").then().statusCode(404).contentType("application/problem+json");
    given()
        .delete("/probe")
        .then()
        .statusCode(405)
        .contentType("application/problem+json")
        .body("code", equalTo("method-not-allowed"));
    given()
        .contentType("text/plain")
        .body("x")
        .post("/probe")
        .then()
        .statusCode(415)
        .contentType("application/problem+json");
  }
}
