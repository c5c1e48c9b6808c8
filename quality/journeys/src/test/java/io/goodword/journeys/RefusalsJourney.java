package io.goodword.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.goodword.journeys.actor.Customer;
import io.goodword.journeys.actor.Finance;
import io.goodword.journeys.actor.Letters;
import io.goodword.journeys.actor.Marketer;
import io.goodword.journeys.actor.Shop;
import io.goodword.journeys.actor.Stage;
import io.goodword.journeys.client.Await;
import io.goodword.journeys.client.Call;
import io.goodword.journeys.client.Json;
import io.goodword.journeys.client.Reply;
import io.goodword.journeys.client.Topics;
import io.goodword.journeys.client.World;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What must be refused is refused, and nothing is stored. */
@Order(2)
@TestInstance(Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class RefusalsJourney {

  private World world;
  private Stage stage;
  private Stage beacon;

  @BeforeAll
  void open() {
    world = TheStack.world();
    stage = Stage.open(world, "advocate");
    beacon = Stage.open(world, "beacon");
    stage.oneMoreFriend();
  }

  /** Does something that must have no effect, lets the services come to rest, and compares. */
  private void unchanged(Stage watched, Runnable refused) {
    Map<String, JsonNode> before = watched.state();
    refused.run();
    beacon.oneMoreFriend();
    assertThat(watched.state()).isEqualTo(before);
  }

  private static void mustNotAttribute(JsonNode item, String reason) {
    assertThat(item.path("status").asText()).isEqualTo("accepted");
    assertThat(item.path("attributed").asBoolean(true)).isFalse();
    assertThat(item.path("reason").asText()).isEqualTo(reason);
    assertThat(item.has("referralId")).isFalse();
  }

  @Test
  @Tag("REF-06")
  void shouldRefuseSelfReferralByTheSameCustomer() {
    unchanged(
        stage,
        () ->
            mustNotAttribute(
                stage.report(Shop.registered(stage.advocate().id(), stage.byCode())),
                "self-referral"));
  }

  @Test
  @Tag("REF-06")
  void shouldRefuseSelfReferralByASecondAccountWithTheSamePaymentCard() {
    ObjectNode card =
        Json.object("paymentHash", World.fresh("card"), "deviceHash", World.fresh("phone"));
    Stage own = Stage.open(world, "greedy");
    own.report(Shop.registered(own.advocate().id(), null, card));
    unchanged(
        own,
        () ->
            mustNotAttribute(
                own.report(Shop.registered(own.friend("alias").id(), own.byCode(), card)),
                "same-payment"));
  }

  @Test
  @Tag("REF-06")
  void shouldRefuseAnExistingCustomer() {
    Customer old = stage.friend("old");
    stage.report(Shop.paid(World.fresh("order"), old.id(), 1_000));
    unchanged(
        stage,
        () ->
            mustNotAttribute(
                stage.report(Shop.registered(old.id(), stage.byCode())), "existing-customer"));
  }

  @Test
  @Tag("REF-06")
  void shouldBindAFriendOnceAndForAll() {
    Customer friend = stage.friend("bound");
    JsonNode first = stage.report(Shop.registered(friend.id(), stage.byCode()));
    Await.until("the reward", Await.SOON, () -> friend.balance("POINTS"), points -> points == 50);
    Stage other = Stage.open(world, "late");
    unchanged(
        other,
        () -> {
          JsonNode second = other.report(Shop.registered(friend.id(), other.byCode()));
          assertThat(second.path("attributed").asBoolean(true)).isFalse();
          assertThat(second.path("reason").asText()).isEqualTo("already-bound");
          assertThat(second.path("referralId")).isEqualTo(first.path("referralId"));
        });
  }

  @Test
  @Tag("REF-05")
  void shouldRefuseAForgedAttributionToken() {
    String token = stage.token();
    char last = token.charAt(token.length() - 2);
    String forged =
        token.substring(0, token.length() - 2)
            + (last == 'A' ? 'B' : 'A')
            + token.charAt(token.length() - 1);
    unchanged(
        stage,
        () ->
            mustNotAttribute(
                stage.report(Shop.registered(stage.friend("f").id(), Json.object("token", forged))),
                "token-forged"));
  }

  @Test
  @Tag("REF-05")
  void shouldRefuseAnExpiredAttributionToken() {
    Stage brief =
        Stage.open(
            world,
            "brief",
            10_000,
            campaign ->
                campaign.set("attribution", Json.object("model", "last-touch", "window", "PT2S")));
    String token = brief.token();
    Instant over = Instant.now().plusSeconds(3);
    Await.happens(Duration.ofSeconds(10), () -> Instant.now().isAfter(over));
    unchanged(
        brief,
        () ->
            mustNotAttribute(
                brief.report(
                    Shop.registered(brief.friend("late").id(), Json.object("token", token))),
                "token-expired"));
  }

  @Test
  @Tag("REF-05")
  void shouldRefuseAReusedAttributionToken() {
    String token = stage.token();
    Customer first = stage.friend("first");
    assertThat(
            stage
                .report(Shop.registered(first.id(), Json.object("token", token)))
                .path("attributed")
                .asBoolean())
        .isTrue();
    Await.until("the reward", Await.SOON, () -> first.balance("POINTS"), points -> points == 50);
    // the click is written after the answer, and a referral learns its channel from it
    Await.until(
        "the channel",
        Await.SOON,
        () ->
            world
                .get(
                    Marketer.NAME,
                    world.addresses().referral(),
                    "/v1/referrals?campaignId=" + stage.campaign())
                .must(200)
                .json(),
        referrals ->
            Json.find(referrals.path("items"), Map.of("friendId", first.id()))
                .filter(referral -> referral.has("channel"))
                .isPresent());
    unchanged(
        stage,
        () ->
            mustNotAttribute(
                stage.report(
                    Shop.registered(stage.friend("second").id(), Json.object("token", token))),
                "token-reused"));
  }

  @Test
  @Tag("REF-06")
  void shouldAnswerAttributedFalseForAnUnknownCode() {
    unchanged(
        stage,
        () ->
            mustNotAttribute(
                stage.report(
                    Shop.registered(stage.friend("x").id(), Json.object("code", "ZZZZ9999"))),
                "unknown-code"));
  }

  @Test
  @Tag("RWD-04")
  void shouldPayNoMoreThanTheBudget() {
    Stage poor = Stage.open(world, "poor", 150, campaign -> {});
    Topics topics = new Topics(world.addresses().kafka());
    Topics.Mark mark = topics.end(List.of("goodword.reward"));
    poor.oneMoreFriend();
    Finance fei = new Finance(world);
    assertThat(fei.budget(poor.campaign(), "POINTS", "available")).isZero();
    Customer second = poor.friend("second");
    assertThat(
            poor.report(Shop.registered(second.id(), poor.byCode())).path("attributed").asBoolean())
        .isTrue();
    List<Topics.Entry> refused =
        Await.until(
            "two refused grants",
            Await.SOON,
            () ->
                topics.since(
                    mark,
                    List.of("goodword.reward"),
                    entry ->
                        entry.type().equals("io.goodword.reward.grant.refused.v1")
                            && String.valueOf(entry.data()).contains(poor.campaign())),
            found -> found.size() >= 2);
    assertThat(refused).hasSize(2);
    assertThat(second.balance("POINTS")).isZero();
    assertThat(poor.advocate().balance("POINTS")).isEqualTo(100);
    assertThat(fei.budget(poor.campaign(), "POINTS", "spent")).isEqualTo(150);
    fei.mustBalance();
  }

  @Test
  @Tag("REF-06")
  @Tag("RWD-01")
  void shouldGiveReplayedEventsNoSecondEffect() {
    Customer friend = stage.friend("once");
    ObjectNode registered = Shop.registered(friend.id(), stage.byCode());
    ObjectNode paid = Shop.paid(World.fresh("order"), friend.id(), 10_000);
    Reply batch = new Shop(world).report(registered, registered, paid).must(200);
    assertThat(batch.json().path("items").findValuesAsText("status"))
        .containsExactly("accepted", "duplicate", "accepted");
    Await.until("all rewards", Await.SOON, () -> friend.balance("POINTS"), points -> points == 250);
    unchanged(
        stage,
        () -> {
          for (ObjectNode fact : List.of(registered, paid)) {
            assertThat(stage.report(fact).path("status").asText()).isEqualTo("duplicate");
            new Topics(world.addresses().kafka())
                .publishEvent(
                    "goodword.commerce",
                    fact.path("id").asText(),
                    fact.path("type").asText(),
                    friend.id(),
                    Json.write(fact.path("data")));
          }
        });
    assertThat(friend.balance("POINTS")).isEqualTo(250);
    assertThat(friend.grants()).hasSize(2);
  }

  @Test
  @Tag("REF-06")
  void shouldGiveTheSameFactUnderAnotherIdNoSecondReward() {
    Customer friend = stage.friend("twice");
    String order = World.fresh("order");
    new Shop(world)
        .report(Shop.registered(friend.id(), stage.byCode()), Shop.paid(order, friend.id(), 100));
    Await.until("all rewards", Await.SOON, () -> friend.balance("POINTS"), points -> points == 250);
    unchanged(stage, () -> stage.report(Shop.paid(order, friend.id(), 100)));
    assertThat(friend.balance("POINTS")).isEqualTo(250);
  }

  @Test
  @Tag("RWD-01")
  void shouldRefuseTheSameIdempotencyKeyWithAnotherBody() {
    Finance fei = new Finance(world);
    String key = World.fresh("key");
    Reply first = fei.fund(stage.campaign(), "POINTS", 1_000, key).must(201);
    unchanged(
        stage,
        () -> {
          Reply same = fei.fund(stage.campaign(), "POINTS", 1_000, key).must(200, 201);
          assertThat(same.header("Idempotency-Replayed")).isEqualTo("true");
          assertThat(same.json()).isEqualTo(first.json());
          fei.fund(stage.campaign(), "POINTS", 2_000, key)
              .mustRefuse(422, "idempotency-key-reused");
        });
    Marketer mei = new Marketer(world);
    String campaignKey = World.fresh("key");
    mei.create(Stage.content(world), campaignKey).must(201);
    ObjectNode other = Stage.content(world);
    other.put("name", "another");
    mei.create(other, campaignKey).mustRefuse(422, "idempotency-key-reused");
  }

  @ParameterizedTest
  @CsvSource({"email,friend@example.com", "sms,+8613812345678"})
  @Tag("REF-04")
  void shouldRefuseAServerSentInvitationInMarketChina(String channel, String address) {
    Letters letters = new Letters(world);
    int before = letters.to(address).size();
    unchanged(
        stage,
        () ->
            stage
                .advocate()
                .invite(stage.campaign(), channel, address)
                .mustRefuse(403, "policy-forbids"));
    assertThat(letters.to(address)).hasSize(before);
  }

  @Test
  @Tag("REF-15")
  void shouldRefuseARewardDepthBeyondDirectReferrals() {
    ObjectNode deep = Stage.content(world);
    String name = World.fresh("pyramid").substring(0, 30);
    deep.put("name", name);
    deep.put("rewardDepth", 2);
    Marketer mei = new Marketer(world);
    mei.create(deep, World.fresh("key")).mustRefuse(422, "reward-depth");
    JsonNode newest =
        world
            .get(Marketer.NAME, world.addresses().referral(), "/v1/campaigns?limit=50")
            .must(200)
            .json()
            .path("items");
    assertThat(newest.findValuesAsText("name")).doesNotContain(name);
  }

  @Test
  @Tag("REF-04")
  void shouldHideOtherPeoplesDataAsIfItWereNotThere() {
    Customer stranger = stage.friend("stranger");
    String owner = stage.advocate().id();
    URI reward = world.addresses().reward();
    URI referral = world.addresses().referral();
    URI notification = world.addresses().notification();
    new Shop(world)
        .contact(owner, Shop.profile("o@example.com", null, "en", "Europe/Berlin"))
        .must(200);
    JsonNode referrals =
        world.get(Marketer.NAME, referral, "/v1/referrals?campaignId=" + stage.campaign()).json();
    String referralId = referrals.path("items").path(0).path("referralId").asText();
    assertThat(referralId).isNotEmpty();
    unchanged(
        stage,
        () -> {
          for (Call call :
              List.of(
                  Call.get(reward, "/v1/customers/" + owner + "/balances"),
                  Call.get(reward, "/v1/customers/" + owner + "/statement?asset=POINTS"),
                  Call.get(reward, "/v1/customers/" + owner + "/grants"),
                  Call.get(referral, "/v1/links/" + stage.linkId() + "/share?channel=x&locale=en"),
                  Call.post(
                      referral,
                      "/v1/links/" + stage.linkId() + "/share-intents",
                      Json.object("channel", "x")),
                  Call.get(referral, "/v1/referrals/" + referralId),
                  Call.get(notification, "/v1/contacts/" + owner),
                  Call.get(notification, "/v1/messages?customerId=" + owner))) {
            stranger.send(call).mustRefuse(404, "not-found");
          }
        });
    Reply listed = stranger.get(referral, "/v1/referrals?advocateId=" + owner);
    if (listed.status() == 200) {
      assertThat(listed.json().path("items")).isEmpty();
    } else {
      listed.mustRefuse(404, "not-found");
    }
  }

  @Test
  @Tag("REF-05")
  void shouldAnswerAnUnknownShortLinkWithAPage() {
    Reply unknown =
        world.sendAsStranger(
            Call.get(world.addresses().referral(), "/r/ZZZZ9999").header("Accept", "text/html"));
    assertThat(unknown.status()).isEqualTo(404);
    assertThat(unknown.header("Content-Type")).startsWith("text/html");
    assertThat(unknown.header("Cache-Control")).contains("no-store");
  }
}
