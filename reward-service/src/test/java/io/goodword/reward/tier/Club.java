package io.goodword.reward.tier;

import static io.goodword.reward.Api.as;
import static io.goodword.reward.Api.fei;
import static io.goodword.reward.Api.fresh;
import static io.goodword.reward.Api.leg;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.goodword.reward.Api;
import io.goodword.stack.testing.Topics;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A tier programme of its own with an asset of its own, as its callers see it. */
final class Club {

  static final Duration SOON = Duration.ofSeconds(60);

  final String id = fresh("club");
  final String asset = "STATUS:" + fresh("s");
  final String campaign = fresh("campaign");

  /** An asset that only measures, and a budget of it. */
  static Club founded() {
    var club = new Club();
    fei()
        .body(Map.of("kind", "points", "scale", 0, "spendable", false))
        .put("/v1/assets/" + club.asset)
        .then()
        .statusCode(200);
    Api.fund(club.campaign, club.asset, 1_000_000).then().statusCode(201);
    return club;
  }

  /** MEMBER, SILVER from 100, GOLD from 500; over twelve months, one level down after 30 days. */
  Map<String, Object> draft(Map<String, Object> more) {
    var draft =
        new HashMap<String, Object>(
            Map.of(
                "qualifying", Map.of("asset", asset),
                "window", "P12M",
                "zone", "Asia/Shanghai",
                "downgrade", "one_down",
                "grace", "P30D",
                "levels", List.of(level("MEMBER", 0), level("SILVER", 100), level("GOLD", 500))));
    draft.putAll(more);
    return draft;
  }

  static Map<String, Object> level(String code, int threshold) {
    return Map.of(
        "code",
        code,
        "threshold",
        threshold,
        "names",
        Map.of("zh-CN", "级", "zh-TW", "級", "en", code),
        "benefits",
        Map.of("multiplierBasisPoints", 10_000 + threshold, "activities", List.of("tasting")));
  }

  Response write(@Nullable String tag, Map<String, Object> draft) {
    var request = as("mei", "marketer").body(draft);
    return (tag == null ? request : request.header("If-Match", tag))
        .put("/v1/tier-programmes/" + id);
  }

  Response activate(@Nullable String tag) {
    var request = as("mei", "marketer");
    return (tag == null ? request : request.header("If-Match", tag))
        .post("/v1/tier-programmes/" + id + "/activate");
  }

  Club running(Map<String, Object> more) {
    String tag = write(null, draft(more)).then().statusCode(200).extract().header("ETag");
    activate(tag).then().statusCode(200);
    return this;
  }

  /** Gives a customer units; the journal's id. */
  String earn(String customer, long units) {
    return Api.adjust(
            asset,
            List.of(
                leg("budget", campaign, asset, -units), leg("customer", customer, asset, units)))
        .then()
        .statusCode(201)
        .extract()
        .jsonPath()
        .getString("journalId");
  }

  /** The customer's level with all that is told about it. */
  JsonPath tier(String customer) {
    JsonPath all =
        as(customer, "customer")
            .get("/v1/customers/" + customer + "/tier")
            .then()
            .statusCode(200)
            .extract()
            .jsonPath();
    return all.setRootPath("items.find { it.programmeId == '" + id + "' }");
  }

  void awaitLevel(String customer, String level) {
    await()
        .atMost(SOON)
        .untilAsserted(() -> assertThat(tier(customer).getString("level")).isEqualTo(level));
  }

  void awaitQualifying(String customer, long figure) {
    await()
        .atMost(SOON)
        .untilAsserted(() -> assertThat(tier(customer).getLong("qualifying")).isEqualTo(figure));
  }

  JsonPath changes(String customer) {
    return as(customer, "customer")
        .get("/v1/customers/" + customer + "/tier/" + id + "/changes")
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }

  List<Topics.Entry> told(String customer, int count) {
    return Topics.await(
        "goodword.reward",
        count,
        SOON,
        entry ->
            customer.equals(entry.key())
                && entry.header("ce_type").equals("io.goodword.reward.tier.changed.v1"));
  }
}
