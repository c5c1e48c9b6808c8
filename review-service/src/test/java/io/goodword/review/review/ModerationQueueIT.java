package io.goodword.review.review;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.goodword.review.testing.Files;
import io.goodword.review.testing.Form;
import io.goodword.review.testing.Shop;
import io.goodword.review.testing.TestClock;
import io.goodword.stack.testing.TestStack;
import io.goodword.stack.testing.Tokens;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(
    value = TestStack.class,
    initArgs = @ResourceArg(name = "database", value = "review"))
@Tag("REV-03")
class ModerationQueueIT {

  @Inject TestClock clock;

  @AfterEach
  void presentTime() {
    clock.setAhead(Duration.ZERO);
  }

  @Test
  void shouldHoldOutOfSightUntilModeratorPublishesWhenTextHasPersonalData() {
    String customer = Shop.unique("bob");
    String product = Shop.unique("p");
    String token = Shop.invite(customer, product);
    Form.of(token)
        .with("rating", "1")
        .with("text", "态度差,投诉电话13800138000")
        .with("photos", "a.jpg", Files.picture("jpeg", 20, 20))
        .submit()
        .then()
        .statusCode(303);
    given()
        .get("/f/" + token + "/done")
        .then()
        .body(containsString("含有电话、证件号或邮箱"))
        .body(containsString("最晚"));

    String id = queued(product);
    String photo =
        moderator()
            .get("/v1/reviews/" + id)
            .then()
            .statusCode(200)
            .body("state", equalTo("held"))
            .body("confidential.reasons", equalTo(List.of("personal-data")))
            .extract()
            .path("photos[0].url");
    given().get(photo).then().statusCode(200).header("Cache-Control", "no-store");
    given().get(photo.substring(0, photo.indexOf('?'))).then().statusCode(404);

    given().get("/v1/reviews/" + id).then().statusCode(404);
    as("carol", "customer").get("/v1/reviews/" + id).then().statusCode(404);
    as(customer, "customer").get("/v1/reviews/" + id).then().statusCode(200);
    given().get("/v1/reviews?productId=" + product).then().body("items.size()", equalTo(0));
    given().get("/v1/reviews?state=held").then().statusCode(403);
    as("carol", "customer").get("/v1/reviews?state=held").then().statusCode(403);
    as("carol", "customer").get("/v1/moderation/queue").then().statusCode(403);
    given().get("/v1/moderation/queue").then().statusCode(401);
    as("mei", "marketer")
        .contentType("application/json")
        .body(Map.of("action", "publish"))
        .post("/v1/reviews/" + id + "/decision")
        .then()
        .statusCode(403);

    decide(id, Map.of("action", "publish", "note", "number of the shop"))
        .statusCode(200)
        .body("state", equalTo("published"))
        .body("confidential.decidedBy", equalTo("mo"));
    decide(id, Map.of("action", "publish")).statusCode(200);
    decide(id, Map.of("action", "reject", "code", "profanity"))
        .statusCode(409)
        .body("code", equalTo("review-published"));

    assertThat(Shop.events("review.published.v1", id)).hasSize(1);
    given().get("/v1/products/" + product + "/summary").then().body("distribution.1", equalTo(1));
    given().get("/v1/reviews/" + id).then().statusCode(200).body("stars", equalTo(1));
  }

  @Test
  void shouldRejectAtOnceWithCodeWhenTextHasBlockedWord() {
    String customer = Shop.unique("customer");
    String product = Shop.unique("p");
    String token = Shop.invite(customer, product);
    Form.of(token).with("rating", "5").with("text", "專業代開發票").submit().then().statusCode(303);

    assertThat(Shop.events("review.rejected.v1", customer).getFirst().get("reason").asText())
        .isEqualTo("illegal-goods");
    given()
        .get("/f/" + token + "/done?lang=en")
        .then()
        .body(containsString("Not published because of: unlawful goods"));
    given().get("/v1/products/" + product + "/summary").then().body("count", equalTo(0));
    given().get("/v1/reviews?productId=" + product).then().body("items.size()", equalTo(0));
  }

  @Test
  void shouldNeedCodeOfClosedListWhenModeratorRejects() {
    String product = Shop.unique("p");
    String id = held(product, "加微信 shop8888");
    decide(id, Map.of("action", "reject"))
        .statusCode(422)
        .body("violations[0].field", equalTo("code"));
    decide(id, Map.of("action", "reject", "code", "negative")).statusCode(422);
    decide(id, Map.of("action", "hide", "code", "link")).statusCode(422);
    decide(id, Map.of("action", "reject", "code", "contact-details", "note", "advert"))
        .statusCode(200)
        .body("state", equalTo("rejected"));
    assertThat(Shop.events("review.rejected.v1", id).getFirst().get("reason").asText())
        .isEqualTo("contact-details");
    moderator()
        .get("/v1/moderation/reasons")
        .then()
        .statusCode(200)
        .body("items.code", hasItem("contact-details"))
        .body("items.code", not(hasItem("negative")));
  }

  @Test
  void shouldReleaseMaskedWhenHeldForFourteenDays() {
    String product = Shop.unique("p");
    String id = held(product, "差评。电话13800138000");
    given().get("/v1/reviews/" + id).then().statusCode(404);

    clock.setAhead(Duration.ofDays(14).plusSeconds(1));

    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () ->
                given()
                    .get("/v1/reviews/" + id)
                    .then()
                    .statusCode(200)
                    .body("text", equalTo("差评。电话***********"))
                    .body("masked", equalTo(true)));
    moderator()
        .get("/v1/reviews/" + id)
        .then()
        .body("confidential.decidedBy", equalTo("released-by-time"));
    given().get("/v1/products/" + product + "/summary").then().body("count", equalTo(1));
    assertThat(Shop.events("review.published.v1", id)).hasSize(1);
  }

  @Test
  void shouldTurnPagesByCursorWhenProductHasManyReviews() {
    String product = Shop.unique("p");
    for (String stars : List.of("1", "3", "5")) {
      Form.of(Shop.invite(Shop.unique("customer"), product))
          .with("rating", stars)
          .submit()
          .then()
          .statusCode(303);
    }
    String next =
        given()
            .get("/v1/reviews?limit=2&productId=" + product)
            .then()
            .body("items.stars", equalTo(List.of(5, 3)))
            .extract()
            .path("next");
    given()
        .get("/v1/reviews?limit=2&productId=" + product + "&after=" + next)
        .then()
        .body("items.stars", equalTo(List.of(1)))
        .body("next", equalTo(null));
    given().get("/v1/reviews?after=%25%25").then().statusCode(400);
    given().get("/v1/reviews?limit=0").then().statusCode(422);
  }

  private static String held(String product, String text) {
    Form.of(Shop.invite(Shop.unique("customer"), product))
        .with("rating", "1")
        .with("text", text)
        .submit()
        .then()
        .statusCode(303);
    return queued(product);
  }

  private static String queued(String product) {
    return moderator()
        .get("/v1/reviews?state=held&productId=" + product)
        .then()
        .statusCode(200)
        .body("items.size()", equalTo(1))
        .extract()
        .path("items[0].id");
  }

  private static io.restassured.response.ValidatableResponse decide(
      String id, Map<String, String> decision) {
    return moderator()
        .contentType("application/json")
        .body(decision)
        .post("/v1/reviews/" + id + "/decision")
        .then();
  }

  private static RequestSpecification moderator() {
    return as("mo", "moderator");
  }

  private static RequestSpecification as(String subject, String role) {
    return given().auth().oauth2(Tokens.of(subject, role));
  }
}
