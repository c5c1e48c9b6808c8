package io.goodword.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.goodword.journeys.Spoiling.Bad;
import io.goodword.journeys.actor.Finance;
import io.goodword.journeys.actor.Shop;
import io.goodword.journeys.actor.Stage;
import io.goodword.journeys.client.Await;
import io.goodword.journeys.client.Call;
import io.goodword.journeys.client.Json;
import io.goodword.journeys.client.Reply;
import io.goodword.journeys.client.World;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Bad input gets a clear answer that names code and field, never a 5xx, and leaves nothing. */
@Order(5)
@Tag("F9")
@TestInstance(Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class BadInputJourney {

  private static final int AT_LEAST = 30;

  private World world;
  private Stage stage;

  @BeforeAll
  void open() {
    world = TheStack.world();
    stage = Stage.open(world, "advocate");
    stage.oneMoreFriend();
  }

  @Test
  void shouldRefuseBadRequestsToReferralService() {
    mustRefuse(
        BadRequests.referral(
            world, Stage.content(world), stage.campaign(), stage.linkId(), stage.advocate().id()));
  }

  @Test
  void shouldRefuseBadRequestsToRewardService() {
    mustRefuse(BadRequests.reward(world, stage.campaign(), stage.advocate().id()));
    new Finance(world).mustBalance();
  }

  @Test
  void shouldRefuseBadRequestsToTheLedger() {
    mustRefuse(BadLedgerRequests.all(world, stage.campaign(), stage.advocate().id()));
    new Finance(world).mustBalance();
  }

  @Test
  void shouldRefuseBadRequestsToDraws() {
    mustRefuse(BadDrawRequests.all(world, stage.advocate().id()));
    new Finance(world).mustBalance();
  }

  @Test
  void shouldRefuseBadRequestsToReviewService() {
    mustRefuse(BadRequests.review(world));
  }

  @Test
  void shouldRefuseBadRequestsToNotificationService() {
    mustRefuse(BadRequests.notification(world, stage.advocate().id()));
    world
        .get("su", world.addresses().notification(), "/v1/contacts/" + stage.advocate().id())
        .mustRefuse(404, "not-found");
  }

  private void mustRefuse(List<Bad> requests) {
    assertThat(requests).hasSizeGreaterThanOrEqualTo(AT_LEAST);
    Map<String, JsonNode> before = stage.state();
    var complaints = new ArrayList<String>();
    for (Bad bad : requests) {
      Reply reply =
          bad.user().isEmpty() ? world.sendAsShop(bad.call()) : world.send(bad.user(), bad.call());
      complaint(bad, reply).forEach(complaints::add);
    }
    assertThat(complaints).isEmpty();
    assertThat(stage.state()).isEqualTo(before);
  }

  private static List<String> complaint(Bad bad, Reply reply) {
    String shown = bad + " -> " + reply;
    if (reply.status() < 400 || reply.status() > 499) {
      return List.of("not refused: " + shown);
    }
    if (!reply.header("Content-Type").startsWith("application/problem+json")) {
      return List.of("no problem+json (" + reply.header("Content-Type") + "): " + shown);
    }
    JsonNode problem = reply.json();
    if (!problem.path("code").asText().matches("[a-z0-9-]+")
        || problem.path("detail").asText().isBlank()
        || problem.path("status").asInt() != reply.status()) {
      return List.of("incomplete problem: " + shown);
    }
    if (problem.path("code").asText().equals("invalid-request")
        && problem.path("violations").path(0).path("field").asText().isBlank()) {
      return List.of("names no field: " + shown);
    }
    if (reply.text().contains("Exception") || reply.text().contains("io.goodword")) {
      return List.of("shows its inside: " + shown);
    }
    return List.of();
  }

  @Test
  @Tag("REF-06")
  void shouldJudgeEachItemOfABatchByItself() {
    var friend = stage.friend("between");
    List<ObjectNode> bad = badFacts();
    ArrayNode batch = Json.array();
    batch.add(Shop.registered(friend.id(), stage.byCode()));
    bad.forEach(batch::add);
    ObjectNode paid = Shop.paid(World.fresh("order"), friend.id(), 500);
    batch.add(paid);
    Reply reply =
        world
            .sendAsShop(
                Call.of("POST", URI.create(world.addresses().referral() + "/v1/commerce-events"))
                    .header("Content-Type", Shop.BATCH)
                    .json(batch))
            .must(200);
    JsonNode items = reply.json().path("items");
    assertThat(items).hasSize(bad.size() + 2);
    assertThat(items.path(0).path("status").asText()).isEqualTo("accepted");
    assertThat(items.path(items.size() - 1).path("status").asText()).isEqualTo("accepted");
    for (int i = 1; i <= bad.size(); i++) {
      JsonNode item = items.path(i);
      assertThat(item.path("status").asText()).as("item %d of %s", i, items).isEqualTo("rejected");
      assertThat(item.path("problem").path("code").asText()).isNotBlank();
      assertThat(item.path("problem").path("status").asInt()).isBetween(400, 499);
      assertThat(item.path("problem").path("violations").path(0).path("field").asText())
          .as("field of %s", item)
          .isNotBlank();
    }
    Await.until("the rewards", Await.SOON, () -> friend.balance("POINTS"), points -> points == 250);
  }

  private List<ObjectNode> badFacts() {
    String customer = stage.friend("bad").id();
    var facts = new ArrayList<ObjectNode>();
    for (String field : List.of("specversion", "id", "source", "type", "subject", "data")) {
      ObjectNode fact = Shop.registered(customer, stage.byCode());
      fact.remove(field);
      facts.add(fact);
      facts.add(Shop.registered(customer, stage.byCode()).put(field, "长".repeat(3_000)));
    }
    facts.add(Shop.registered(customer, stage.byCode()).put("specversion", "0.3"));
    facts.add(Shop.registered(customer, stage.byCode()).put("time", "yesterday"));
    facts.add(
        Shop.registered(customer, stage.byCode())
            .put("type", "io.goodword.commerce.order.paid.v99"));
    facts.add(Shop.registered(customer, stage.byCode()).put("subject", "somebody-else"));
    facts.add(Shop.paid(World.fresh("order"), customer, -1));
    facts.add(Shop.paid("o".repeat(3_000), customer, 1));
    facts.add(Shop.fact("order.paid", customer, Json.object("customerId", customer)));
    facts.add(Shop.fact("order.paid", customer, Json.array(1, 2)));
    facts.add(
        Shop.fact(
            "customer.registered", customer, Json.object("customerId", customer, "nickname", "x")));
    return facts;
  }

  @Test
  @Tag("REF-06")
  void shouldRefuseABatchThatIsTooLongOrNoBatch() {
    ArrayNode batch = Json.array();
    for (int i = 0; i <= 1_000; i++) {
      batch.add(Shop.registered(stage.friend("many").id(), stage.byCode()));
    }
    Map<String, JsonNode> before = stage.state();
    URI base = world.addresses().referral();
    world
        .sendAsShop(Call.post(base, "/v1/commerce-events", batch))
        .mustRefuse(422, "batch-too-long");
    for (String body : List.of("", "{", "\"text\"", "17", "[")) {
      Reply reply = world.sendAsShop(Call.post(base, "/v1/commerce-events", body)).must(400);
      assertThat(reply.code()).isNotBlank();
    }
    assertThat(stage.state()).isEqualTo(before);
  }
}
