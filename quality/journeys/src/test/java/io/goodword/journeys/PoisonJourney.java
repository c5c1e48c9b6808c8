package io.goodword.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import io.goodword.journeys.Neighbours.Consumer;
import io.goodword.journeys.Neighbours.Neighbour;
import io.goodword.journeys.Poison.Good;
import io.goodword.journeys.actor.Finance;
import io.goodword.journeys.actor.Marketer;
import io.goodword.journeys.actor.Stage;
import io.goodword.journeys.client.Await;
import io.goodword.journeys.client.Call;
import io.goodword.journeys.client.Json;
import io.goodword.journeys.client.Topics;
import io.goodword.journeys.client.Topics.Entry;
import io.goodword.journeys.client.World;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
@Order(7)
@Tag("F8")
@TestInstance(Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class PoisonJourney {

  private static final int PARTITION = 0;

  /** An earlier event is awaited for 30 seconds before a record is dead. */
  private static final Duration AWAITED = Duration.ofSeconds(30).plus(Await.SOON);

  private World world;
  private Topics topics;
  private Stage stage;
  private Neighbours neighbours;

  @BeforeAll
  void open() {
    world = TheStack.world();
    topics = new Topics(world.addresses().kafka());
    stage = Stage.open(world, "advocate");
    stage.oneMoreFriend();
    var mei = new Marketer(world);
    String programme =
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
    neighbours = new Neighbours(world, stage, programme);
  }

  @AfterAll
  void close() {
    new Marketer(world).endProgrammes();
  }

  private Stream<String> consumedTopics() {
    return Stream.of(
        "goodword.commerce",
        Neighbours.REFERRAL,
        "goodword.review",
        "goodword.reward",
        "goodword.notification.requests");
  }

  @ParameterizedTest
  @MethodSource("consumedTopics")
  void shouldSetPoisonAsideAndLetNeighboursThrough(String topic) {
    String mark = World.fresh("mark");
    List<Consumer> consumers =
        neighbours.on(topic).stream().map(Neighbour::consumer).distinct().toList();
    Topics.Mark before = topics.end(consumers.stream().map(Consumer::deadLetters).toList());
    var good = new ArrayList<Neighbour>(publish(neighbours.on(topic)));
    int row = 0;
    for (Poison kind : Poison.values()) {
      for (Neighbour neighbour : neighbours.on(topic)) {
        if (kind.isInTheData() || neighbour.consumer().equals(consumers.getFirst())) {
          kind.publish(
              topics, topic, PARTITION, neighbour.event(), mark + "/" + kind + "/" + row++);
        }
      }
      if (kind.ordinal() % 5 == 4) {
        good.addAll(publish(neighbours.on(topic)));
      }
    }
    good.addAll(publish(neighbours.on(topic)));
    long begun = System.nanoTime();
    for (Neighbour neighbour : good) {
      assertThat(Await.happens(Await.SOON, neighbour.effect()))
          .as("effect of the good neighbour %s on %s", neighbour.event(), neighbour.consumer())
          .isTrue();
    }
    System.out.printf(
        "%s: %d good neighbours of poison served within %.1f s%n",
        topic, good.size(), (System.nanoTime() - begun) / 1e9);
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

  private List<Neighbour> publish(List<Neighbour> events) {
    events.stream()
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
    return events;
  }

  private static String topicOf(String type) {
    String[] parts = type.split("\\.");
    return "goodword." + String.join(".", List.of(parts).subList(2, parts.length - 3));
  }

  @Test
  void shouldBringARecordBackByRedriveAfterTheFix() {
    String campaign = World.fresh("campaign");
    Neighbour early = neighbours.milestone(campaign);
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

    Good fix = Neighbours.started(campaign);
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
