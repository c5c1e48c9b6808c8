package io.goodword.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.goodword.journeys.Poison.Good;
import io.goodword.journeys.actor.Customer;
import io.goodword.journeys.actor.Finance;
import io.goodword.journeys.actor.Letters;
import io.goodword.journeys.actor.Marketer;
import io.goodword.journeys.actor.Shop;
import io.goodword.journeys.actor.Stage;
import io.goodword.journeys.client.Await;
import io.goodword.journeys.client.Call;
import io.goodword.journeys.client.Json;
import io.goodword.journeys.client.Topics;
import io.goodword.journeys.client.Topics.Entry;
import io.goodword.journeys.client.World;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Poison on every consumed topic: into the dead-letter topic with a reason, neighbours unharmed.
 */
@Order(6)
@Tag("F8")
@TestInstance(Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class PoisonJourney {

  private static final int PARTITION = 0;
  private static final Duration NEIGHBOURS = Duration.ofSeconds(5);
  private static final String REFERRAL = "goodword.referral";

  /** An earlier event is awaited for 30 seconds before a record is dead. */
  private static final Duration AWAITED = Duration.ofSeconds(60);

  private World world;
  private Topics topics;
  private Stage stage;
  private String programme;

  /**
   * A consumer of the suite.
   *
   * @param topic what it reads
   * @param name its name, which is part of its dead-letter topic
   */
  private record Consumer(String topic, String name) {
    String deadLetters() {
      return topic + "." + name + ".dlq";
    }
  }

  /** A good event and how it shows that it took effect on one consumer. */
  private record Neighbour(Consumer consumer, Good event, BooleanSupplier effect) {}

  @BeforeAll
  void open() {
    world = TheStack.world();
    topics = new Topics(world.addresses().kafka());
    stage = Stage.open(world, "advocate");
    stage.oneMoreFriend();
    var mei = new Marketer(world);
    programme =
        mei.programme(
                Json.object(
                    "name", "Poison " + world.run(),
                    "market", "CN",
                    "requestDelay", "PT0S",
                    "remindAfter", "P5D",
                    "linkValidity", "P45D"),
                World.fresh("programme"))
            .must(201)
            .json()
            .path("id")
            .asText();
    mei.reviewRule(programme, 50).must(201);
    new Finance(world).fund(programme, "POINTS", 100_000, World.fresh("funding")).must(201);
  }

  @AfterAll
  void close() {
    new Marketer(world).endProgrammes();
  }

  private Stream<String> consumedTopics() {
    return Stream.of(
        "goodword.commerce",
        REFERRAL,
        "goodword.review",
        "goodword.reward",
        "goodword.notification.requests");
  }

  @ParameterizedTest
  @MethodSource("consumedTopics")
  void shouldSetPoisonAsideAndLetNeighboursThrough(String topic) {
    String mark = World.fresh("mark");
    List<Consumer> consumers =
        neighbours(topic).stream().map(Neighbour::consumer).distinct().toList();
    Topics.Mark before = topics.end(consumers.stream().map(Consumer::deadLetters).toList());
    var good = new ArrayList<Neighbour>(publish(neighbours(topic)));
    int row = 0;
    for (Poison kind : Poison.values()) {
      for (Neighbour neighbour : neighbours(topic)) {
        if (kind.isInTheData() || neighbour.consumer().equals(consumers.getFirst())) {
          kind.publish(
              topics, topic, PARTITION, neighbour.event(), mark + "/" + kind + "/" + row++);
        }
      }
      if (kind.ordinal() % 5 == 4) {
        good.addAll(publish(neighbours(topic)));
      }
    }
    good.addAll(publish(neighbours(topic)));
    long begun = System.nanoTime();
    for (Neighbour neighbour : good) {
      Duration left = NEIGHBOURS.minusNanos(System.nanoTime() - begun);
      assertThat(Await.happens(left, neighbour.effect()))
          .as("effect of the good neighbour %s on %s", neighbour.event(), neighbour.consumer())
          .isTrue();
    }
    for (Consumer consumer : consumers) {
      List<String> expected = Stream.of(Poison.values()).map(kind -> kind.name()).sorted().toList();
      List<Entry> dead =
          Await.until(
              "poison in " + consumer.deadLetters(),
              Await.SOON,
              () ->
                  topics.since(
                      before,
                      List.of(consumer.deadLetters()),
                      entry -> entry.header(Poison.MARK).startsWith(mark)),
              found -> found.size() >= expected.size());
      assertThat(
              dead.stream()
                  .map(entry -> entry.header(Poison.MARK).split("/")[1])
                  .distinct()
                  .sorted())
          .as("dead letters of %s", consumer)
          .containsExactlyElementsOf(expected);
      assertThat(dead)
          .allSatisfy(entry -> assertThat(entry.header("dead-letter-reason")).isNotBlank());
    }
  }

  private List<Neighbour> publish(List<Neighbour> neighbours) {
    neighbours.stream()
        .map(Neighbour::event)
        .distinct()
        .forEach(
            event ->
                topics.publish(
                    topicOf(event.type()),
                    PARTITION,
                    event.subject(),
                    Topics.headersOf(World.fresh("good"), event.type(), event.subject()),
                    Json.write(event.data()).getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    return neighbours;
  }

  private static String topicOf(String type) {
    String[] parts = type.split("\\.");
    return "goodword." + String.join(".", List.of(parts).subList(2, parts.length - 3));
  }

  /** New good events, one for each consumer of the topic, of a type that it reacts to. */
  private List<Neighbour> neighbours(String topic) {
    return switch (topic) {
      case "goodword.commerce" -> List.of(registered(), delivered());
      case REFERRAL -> List.of(terms(), milestone(stage.campaign()), attributed());
      case "goodword.review" -> List.of(published());
      case "goodword.reward" -> List.of(granted());
      case "goodword.notification.requests" -> List.of(requested());
      default -> throw new IllegalArgumentException(topic);
    };
  }

  private Neighbour registered() {
    Customer friend = stage.friend("good");
    return new Neighbour(
        new Consumer("goodword.commerce", "referral.commerce"),
        new Good(
            "io.goodword.commerce.customer.registered.v1",
            friend.id(),
            data(Shop.registered(friend.id(), stage.byCode()))),
        () -> friend.balance("POINTS") == Stage.FRIEND_REGISTERED);
  }

  private Neighbour delivered() {
    String customer = stage.friend("good").id();
    String order = World.fresh("order");
    Topics.Mark mark = topics.end(List.of("goodword.review"));
    return new Neighbour(
        new Consumer("goodword.commerce", "review.request"),
        new Good(
            "io.goodword.commerce.order.delivered.v1",
            customer,
            data(Shop.delivered(order, customer, World.fresh("product"), "Cup"))),
        () ->
            !topics
                .since(
                    mark,
                    List.of("goodword.review"),
                    entry ->
                        entry.type().equals("io.goodword.review.request.scheduled.v1")
                            && String.valueOf(entry.data()).contains(order))
                .isEmpty());
  }

  private static ObjectNode data(ObjectNode fact) {
    return (ObjectNode) fact.path("data");
  }

  private Neighbour terms() {
    String campaign = World.fresh("campaign");
    return new Neighbour(new Consumer(REFERRAL, "reward.rule"), started(campaign), () -> true);
  }

  private static Good started(String campaign) {
    return new Good(
        "io.goodword.referral.campaign.started.v1",
        campaign,
        Json.object(
            "campaignId", campaign,
            "market", "CN",
            "termsVersion", 1,
            "startsAt", Instant.now().minusSeconds(60).toString(),
            "endsAt", Instant.now().plusSeconds(86_400).toString(),
            "rewards",
                Json.array(
                    Json.object(
                        "ruleId", World.fresh("rule"),
                        "milestone", "registered",
                        "beneficiary", "friend",
                        "asset", "POINTS",
                        "amount", 50,
                        "holdingPeriod", "PT0S")),
            "occurredAt", Instant.now().toString()));
  }

  private Neighbour milestone(String campaign) {
    Customer friend = stage.friend("good");
    String referral = World.fresh("referral");
    return new Neighbour(
        new Consumer(REFERRAL, "reward.grant"),
        new Good(
            "io.goodword.referral.milestone.reached.v1",
            referral,
            Json.object(
                "referralId",
                referral,
                "campaignId",
                campaign,
                "termsVersion",
                1,
                "milestone",
                "registered",
                "advocateId",
                stage.advocate().id(),
                "friendId",
                friend.id(),
                "occurredAt",
                Instant.now().toString())),
        () -> friend.balance("POINTS") == 50);
  }

  private Neighbour attributed() {
    String friend = stage.friend("good").id();
    String email = contact(friend);
    String referral = World.fresh("referral");
    return new Neighbour(
        new Consumer(REFERRAL, "notification.referral"),
        new Good(
            "io.goodword.referral.referral.attributed.v1",
            referral,
            Json.object(
                "referralId",
                referral,
                "campaignId",
                stage.campaign(),
                "linkId",
                stage.linkId(),
                "advocateId",
                stage.advocate().id(),
                "friendId",
                friend,
                "via",
                "code",
                "model",
                "last-touch",
                "termsVersion",
                1,
                "occurredAt",
                Instant.now().toString())),
        () -> !new Letters(world).to(email).isEmpty());
  }

  private String contact(String customer) {
    String email = customer + "@example.com";
    new Shop(world).contact(customer, Shop.profile(email, null, "en", "Europe/Berlin")).must(200);
    return email;
  }

  private Neighbour published() {
    Customer author = stage.friend("good");
    String review = World.fresh("review");
    return new Neighbour(
        new Consumer("goodword.review", "reward.review-grant"),
        new Good(
            "io.goodword.review.review.published.v1",
            review,
            Json.object(
                "reviewId",
                review,
                "productId",
                World.fresh("product"),
                "authorId",
                author.id(),
                "verified",
                true,
                "mediaKinds",
                Json.array(),
                "length",
                20,
                "incentivised",
                true,
                "programmeId",
                programme,
                "occurredAt",
                Instant.now().toString())),
        () -> author.balance("POINTS") == 50);
  }

  private Neighbour granted() {
    String customer = stage.friend("good").id();
    String email = contact(customer);
    String grant = World.fresh("grant");
    return new Neighbour(
        new Consumer("goodword.reward", "notification.reward"),
        new Good(
            "io.goodword.reward.grant.made.v1",
            grant,
            Json.object(
                "grantId",
                grant,
                "ruleId",
                World.fresh("rule"),
                "beneficiaryId",
                customer,
                "beneficiary",
                "friend",
                "asset",
                "POINTS",
                "amount",
                7,
                "campaignId",
                stage.campaign(),
                "cause",
                World.fresh("referral"),
                "occasion",
                "registered",
                "held",
                false,
                "occurredAt",
                Instant.now().toString())),
        () -> !new Letters(world).to(email).isEmpty());
  }

  private Neighbour requested() {
    String customer = stage.friend("good").id();
    String email = contact(customer);
    String run = World.fresh("run");
    return new Neighbour(
        new Consumer("goodword.notification.requests", "notification.sequence"),
        new Good(
            "io.goodword.notification.requests.sequence.requested.v1",
            run,
            Json.object(
                "runKey",
                run,
                "sequence",
                "review-request",
                "customerId",
                customer,
                "purpose",
                "review",
                "firstAt",
                Instant.now().toString(),
                "reminders",
                0,
                "data",
                Json.object(
                    "link", world.addresses().review() + "/f/none",
                    "productTitle", "Cup",
                    "incentive", "5 POINTS"))),
        () -> !new Letters(world).to(email).isEmpty());
  }

  @Test
  void shouldBringARecordBackByRedriveAfterTheFix() {
    String campaign = World.fresh("campaign");
    Neighbour early = milestone(campaign);
    Topics.Mark mark = topics.end(List.of(early.consumer().deadLetters()));
    publish(List.of(early));
    Await.until(
        "the milestone without terms to be given up",
        AWAITED,
        () ->
            topics.since(
                mark,
                List.of(early.consumer().deadLetters()),
                entry -> String.valueOf(entry.data()).contains(campaign)),
        found -> found.size() == 1);
    assertThat(early.effect().getAsBoolean()).isFalse();

    Good fix = started(campaign);
    new Finance(world).fund(campaign, "POINTS", 1_000, World.fresh("funding")).must(201);
    publish(List.of(new Neighbour(early.consumer(), fix, () -> true)));
    stage.oneMoreFriend();

    URI reward = world.addresses().reward();
    assertThat(world.get("su", reward, "/v1/dead-letters").must(200).json().path("items"))
        .isNotEmpty();
    world.send("su", Call.post(reward, "/v1/dead-letters/redrive", Json.object())).must(200);
    assertThat(Await.happens(Await.SOON, early.effect())).as("effect after the redrive").isTrue();
    world.send("su", Call.post(reward, "/v1/dead-letters/redrive", Json.object())).must(200);
    stage.oneMoreFriend();
    assertThat(early.effect().getAsBoolean()).as("one effect only").isTrue();
  }

  @Test
  void shouldRefusePoisonAgainAfterARedriveAndStayAlive() {
    for (URI service :
        Map.of(
                "referral", world.addresses().referral(),
                "review", world.addresses().review(),
                "reward", world.addresses().reward(),
                "notification", world.addresses().notification())
            .values()) {
      world.send("su", Call.post(service, "/v1/dead-letters/redrive", Json.object())).must(200);
    }
    stage.oneMoreFriend();
  }
}
