package io.goodword.journeys.story;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.goodword.journeys.actor.Auditor;
import io.goodword.journeys.actor.Checkout;
import io.goodword.journeys.actor.Customer;
import io.goodword.journeys.actor.Finance;
import io.goodword.journeys.actor.RewardDesk;
import io.goodword.journeys.actor.Shop;
import io.goodword.journeys.actor.Support;
import io.goodword.journeys.client.Await;
import io.goodword.journeys.client.Expect;
import io.goodword.journeys.client.Json;
import io.goodword.journeys.client.Reply;
import io.goodword.journeys.client.Schemas;
import io.goodword.journeys.client.Topics;
import io.goodword.journeys.client.World;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Who is in the tea club and what it is made of. Every name is new in each run. */
final class ClubPlot {

  final World world;
  final Narrator narrator;
  final Shop shop;
  final Checkout checkout;
  final RewardDesk mei;
  final Finance fei;
  final Finance lin;
  final Support su;
  final Auditor an;
  final Customer grace;
  final Customer hugo;
  final Customer iris;

  /** When the story of the club begins. */
  final Instant begun = Instant.now();

  /** What members earn and spend. */
  final String points;

  /** What only measures, for the levels. */
  final String status;

  /** Whose budget pays. */
  final String club;

  final String rule;
  final String gift;
  final String pool;
  final String levels;

  private final Topics topics;
  private final Topics.Mark beginning;
  private final Schemas schemas = new Schemas();

  ClubPlot(World world, Narrator narrator) {
    this.world = world;
    this.narrator = narrator;
    shop = new Shop(world);
    checkout = new Checkout(world);
    mei = new RewardDesk(world);
    fei = new Finance(world);
    lin = Finance.second(world);
    su = new Support(world);
    an = new Auditor(world);
    grace = new Customer(world, world.customer("grace"));
    hugo = new Customer(world, world.customer("hugo"));
    iris = new Customer(world, world.customer("iris"));
    points = "POINTS:" + world.run();
    status = "STATUS:" + world.run();
    club = world.id("club");
    rule = world.id("one-for-a-yuan");
    gift = world.id("tea-set");
    pool = "TEA" + world.run().toUpperCase(Locale.ROOT);
    levels = world.id("tea-levels");
    topics = new Topics(world.addresses().kafka());
    beginning = topics.end(List.of(Plot.REWARD_TOPIC));
  }

  /** The shop tells the suite what happened, and is believed. */
  void report(String story, ObjectNode... facts) {
    Reply reply = shop.report((Object[]) facts).must(200);
    for (JsonNode item : reply.json().path("items")) {
      Expect.same("The result when " + story, "accepted", item.path("status").asText());
    }
    narrator.call("shop", reply, story);
  }

  /** Waits until a customer has so many points and owes so many. */
  void awaitPoints(Customer customer, long balance, long debt) {
    Await.until(
        "%s to have %d points and to owe %d".formatted(customer.id(), balance, debt),
        Await.SOON,
        () -> List.of(customer.balance(points), customer.debt(points)),
        found -> found.equals(List.of(balance, debt)));
  }

  /** Waits for the event that tells of something, and checks it against its published schema. */
  JsonNode awaitEvent(String happened, String field, String value) {
    String type = "io.goodword.reward." + happened + ".v1";
    JsonNode data =
        Await.value(
            "the event %s with %s %s".formatted(type, field, value),
            Await.SOON,
            () -> event(type, field, value));
    schemas.mustFit(type, Json.write(data));
    return data;
  }

  private Optional<JsonNode> event(String type, String field, String value) {
    return topics
        .since(beginning, List.of(Plot.REWARD_TOPIC), entry -> entry.type().equals(type))
        .stream()
        .map(entry -> Json.read(bytes(entry)))
        .filter(data -> data.path(field).asText().equals(value))
        .findFirst();
  }

  /** How many events since the beginning hold a text. */
  long eventsWith(String text) {
    return topics
        .since(beginning, List.of(Plot.REWARD_TOPIC), entry -> contains(entry, text))
        .size();
  }

  private static boolean contains(Topics.Entry entry, String text) {
    return entry.data() != null && entry.data().contains(text);
  }

  private static byte[] bytes(Topics.Entry entry) {
    return (entry.data() == null ? "{}" : entry.data()).getBytes(StandardCharsets.UTF_8);
  }

  /** An order of this run. */
  String order(String name) {
    return world.id("order-" + name);
  }
}
