package io.goodword.reward.catalogue;

import static io.goodword.reward.Api.as;
import static io.goodword.reward.Api.fei;
import static io.goodword.reward.Api.fresh;
import static io.goodword.reward.Api.leg;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.goodword.reward.Api;
import io.goodword.stack.testing.TestStack;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Gifts for a level. */
@QuarkusTest
@WithTestResource(
    value = TestStack.class,
    initArgs = @ResourceArg(name = "database", value = "reward"))
@Tag("RWD-07")
@Tag("RWD-08")
class TierGiftIT {

  private final String club = fresh("club");
  private final String status = "STATUS:" + fresh("s");
  private final String campaign = fresh("campaign");

  @AfterEach
  void booksAreInOrder() {
    Api.assertBooksAreInOrder();
  }

  @Test
  void shouldBeForThoseWhoHaveTheLevelOrAHigherOne() {
    found();
    Map<String, Object> gold = Map.of("requiredTier", Map.of("programmeId", club, "level", "GOLD"));
    String sku = Shelf.stocked("material", 5, gold);
    String alice = Shelf.customer(100);
    String bob = Shelf.customer(100);

    Shelf.redeem(alice, sku).then().statusCode(422).body("code", equalTo("tier-required"));
    earn(alice, 10);
    earn(bob, 20);
    awaitLevel(alice, "GOLD");
    awaitLevel(bob, "JADE");

    Shelf.redeem(alice, sku).then().statusCode(201);
    Shelf.redeem(bob, sku).then().statusCode(201);
  }

  private void found() {
    fei()
        .body(Map.of("kind", "points", "scale", 0, "spendable", false))
        .put("/v1/assets/" + status)
        .then()
        .statusCode(200);
    Api.fund(campaign, status, 1_000).then().statusCode(201);
    String tag =
        as("mei", "marketer")
            .body(
                Map.of(
                    "qualifying", Map.of("asset", status),
                    "window", "P12M",
                    "zone", "Asia/Shanghai",
                    "downgrade", "one_down",
                    "levels", List.of(level("MEMBER", 0), level("GOLD", 10), level("JADE", 20))))
            .put("/v1/tier-programmes/" + club)
            .then()
            .statusCode(200)
            .extract()
            .header("ETag");
    as("mei", "marketer")
        .header("If-Match", tag)
        .post("/v1/tier-programmes/" + club + "/activate")
        .then()
        .statusCode(200);
  }

  private static Map<String, Object> level(String code, int threshold) {
    Map<String, String> names = Map.of("zh-CN", code, "zh-TW", code, "en", code);
    return Map.of("code", code, "threshold", threshold, "names", names);
  }

  private void earn(String customer, long units) {
    Api.adjust(
            status,
            List.of(
                leg("budget", campaign, status, -units), leg("customer", customer, status, units)))
        .then()
        .statusCode(201);
  }

  private void awaitLevel(String customer, String level) {
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () ->
                as(customer, "customer")
                    .get("/v1/customers/" + customer + "/tier")
                    .then()
                    .body("items.find { it.programmeId == '" + club + "' }.level", equalTo(level)));
  }
}
