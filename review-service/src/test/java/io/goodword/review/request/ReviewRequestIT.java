package io.goodword.review.request;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import com.fasterxml.jackson.databind.JsonNode;
import io.goodword.review.testing.Shop;
import io.goodword.stack.testing.TestStack;
import io.goodword.stack.testing.Tokens;
import io.goodword.stack.testing.Topics;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(
    value = TestStack.class,
    initArgs = @ResourceArg(name = "database", value = "review"))
@Tag("REV-01")
class ReviewRequestIT {

  @Test
  void shouldAskForSequenceWithLinkWhenOrderIsDelivered() {
    Shop.hasProgramme();
    String customer = Shop.unique("customer");
    Instant before = Instant.now();
    Shop.deliver(customer, Shop.unique("order"), "p-1", "p-2");

    JsonNode sequence = Shop.sequenceFor(customer);

    assertThat(sequence.get("sequence").asText()).isEqualTo("review-request");
    assertThat(sequence.get("purpose").asText()).isEqualTo("review");
    assertThat(sequence.get("reminders").asInt()).isEqualTo(1);
    assertThat(Duration.parse(sequence.get("remindAfter").asText())).isEqualTo(Duration.ofDays(5));
    assertThat(Instant.parse(sequence.get("firstAt").asText()))
        .isBetween(before.plus(Duration.ofDays(7)), Instant.now().plus(Duration.ofDays(7)));
    JsonNode data = sequence.get("data");
    assertThat(data.get("link").asText()).startsWith("http://localhost:8082/f/v1.");
    assertThat(data.get("productTitle").asText()).isEqualTo("商品 p-1");
    assertThat(data.get("incentive").asText()).isEqualTo("20 POINTS");
    assertThat(data.get("incentiveText").asText()).isEqualTo("写下评价可得 20 积分");
    assertThat(data.get("incentiveText.en").asText()).isEqualTo("20 points for a review");

    JsonNode scheduled = Shop.events("request.scheduled.v1", customer).getFirst();
    assertThat(scheduled.get("requestId")).isEqualTo(sequence.get("runKey"));
    assertThat(scheduled.get("productIds"))
        .extracting(JsonNode::asText)
        .containsExactly("p-1", "p-2");
    assertThat(scheduled.get("sendAt")).isEqualTo(sequence.get("firstAt"));
  }

  @Test
  void shouldAskOnceWhenDeliveryOfOrderIsToldTwice() {
    Shop.hasProgramme();
    String customer = Shop.unique("customer");
    String order = Shop.unique("order");
    Shop.deliver(customer, order, "p-1");
    Shop.deliver(customer, order, "p-1");
    Shop.deliver(customer, Shop.unique("order"), "p-last");

    Topics.await(
        "goodword.review",
        1,
        Duration.ofSeconds(60),
        entry -> entry.text().contains(customer) && entry.text().contains("p-last"));

    assertThat(
            Topics.read(
                "goodword.review",
                entry -> entry.text().contains(order) && entry.text().contains(customer)))
        .hasSize(1);
  }

  @Test
  void shouldStopWhenOrderIsRefundedInFullButNotInPart() {
    Shop.hasProgramme();
    String customer = Shop.unique("customer");
    String order = Shop.unique("order");
    Shop.paid(customer, order, 9_900);
    Shop.deliver(customer, order, "p-1");
    JsonNode sequence = Shop.sequenceFor(customer);
    String link = sequence.get("data").get("link").asText();
    String path = link.substring(link.indexOf("/f/"));

    Shop.refunded(customer, order, 4_900);
    Shop.deliver(customer, Shop.unique("order"), "p-after-partial");
    Topics.await(
        "goodword.review",
        1,
        Duration.ofSeconds(60),
        entry -> entry.text().contains(customer) && entry.text().contains("p-after-partial"));
    given().get(path).then().statusCode(200);

    Shop.refunded(customer, order, 5_000);
    assertThat(Shop.stopOf(sequence.get("runKey").asText())).isEqualTo("order-refunded");
    given()
        .header("Accept-Language", "en")
        .get(path)
        .then()
        .statusCode(410)
        .body(containsString("refunded or cancelled"));
  }

  @Test
  void shouldNotAskWhenOrderWasCancelledBeforeDelivery() {
    Shop.hasProgramme();
    String customer = Shop.unique("customer");
    String cancelled = Shop.unique("order");
    Shop.cancelled(customer, cancelled);
    Shop.deliver(customer, cancelled, "p-1");
    Shop.deliver(customer, Shop.unique("order"), "p-2");

    assertThat(Shop.sequenceFor(customer).get("data").get("productTitle").asText())
        .isEqualTo("商品 p-2");
    assertThat(Topics.read("goodword.review", entry -> entry.text().contains(cancelled))).isEmpty();
  }

  @Test
  @Tag("RWD-12")
  void shouldRefuseProgrammeWhenItPaysForPraiseOrMarketHasOne() {
    Shop.hasProgramme();
    start("CN", "写评价得积分", Tokens.of("mei", "marketer"), 409, "programme-active");
    start("JP", "五星好评返现", Tokens.of("mei", "marketer"), 422, "paid-praise");
    start("japan", "写评价得积分", Tokens.of("mei", "marketer"), 422, "invalid-request");
    start("JP", "写评价得积分", Tokens.of("alice", "customer"), 403, "forbidden");
  }

  @Test
  void shouldAnswerSameProgrammeWhenKeyIsRepeatedAndEndIt() {
    String key = UUID.randomUUID().toString();
    String body = programme("KR", "写评价得积分");
    String id = startWith(key, body).then().statusCode(201).extract().path("id");
    startWith(key, body)
        .then()
        .statusCode(201)
        .header("Idempotency-Replayed", "true")
        .body("id", org.hamcrest.Matchers.equalTo(id));
    given()
        .auth()
        .oauth2(Tokens.of("mei", "marketer"))
        .post("/v1/review-programmes/" + id + "/end")
        .then()
        .statusCode(200)
        .body("state", org.hamcrest.Matchers.equalTo("ended"));
  }

  private static io.restassured.response.Response startWith(String key, String body) {
    return given()
        .auth()
        .oauth2(Tokens.of("mei", "marketer"))
        .header("Idempotency-Key", key)
        .contentType("application/json")
        .body(body)
        .post("/v1/review-programmes");
  }

  private static void start(String market, String text, String bearer, int status, String code) {
    given()
        .auth()
        .oauth2(bearer)
        .header("Idempotency-Key", UUID.randomUUID())
        .contentType("application/json")
        .body(programme(market, text))
        .post("/v1/review-programmes")
        .then()
        .statusCode(status)
        .body("code", org.hamcrest.Matchers.equalTo(code));
  }

  private static String programme(String market, String text) {
    return """
        {"name": "test", "market": "%s", "incentive": {"asset": "POINTS", "amount": 20,
         "text": {"zh-CN": "%s", "zh-TW": "寫評價", "en": "for a review"}}}
        """
        .formatted(market, text);
  }
}
