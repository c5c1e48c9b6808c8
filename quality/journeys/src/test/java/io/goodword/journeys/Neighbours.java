package io.goodword.journeys;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.goodword.journeys.Poison.Good;
import io.goodword.journeys.actor.Customer;
import io.goodword.journeys.actor.Finance;
import io.goodword.journeys.actor.Letters;
import io.goodword.journeys.actor.Shop;
import io.goodword.journeys.actor.Stage;
import io.goodword.journeys.client.Call;
import io.goodword.journeys.client.Json;
import io.goodword.journeys.client.Topics;
import io.goodword.journeys.client.World;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Good events for each consumer of the suite, and how each shows that it took effect. */
final class Neighbours {

  static final String REFERRAL = "goodword.referral";

  private final World world;
  private final Topics topics;
  private final Stage stage;
  private final String programme;
  private final String asset = "STATUS:" + World.fresh("s");
  private final String byEntries;
  private final String byReferrals;
  private final String byReviews;

  /**
   * For one stage; makes tier programmes that count each of the three things they can count.
   *
   * @param programme review programme that pays 50 points
   */
  Neighbours(World world, Stage stage, String programme) {
    this.world = world;
    this.topics = new Topics(world.addresses().kafka());
    this.stage = stage;
    this.programme = programme;
    ObjectNode measure = Json.object("kind", "points", "scale", 0, "spendable", false);
    world
        .send(Finance.NAME, Call.put(world.addresses().reward(), "/v1/assets/" + asset, measure))
        .must(200);
    this.byEntries = Loyalty.tiers(world, asset);
    this.byReferrals = Loyalty.tiers(world, "referrals");
    this.byReviews = Loyalty.tiers(world, "reviews");
  }

  /**
   * A consumer of the suite.
   *
   * @param topic what it reads
   * @param name its name, which is part of its dead-letter topic
   */
  record Consumer(String topic, String name) {
    String deadLetters() {
      return topic + "." + name + ".dlq";
    }
  }

  /** A good event and how it shows that it took effect on one consumer. */
  record Neighbour(Consumer consumer, Good event, BooleanSupplier effect) {}

  /** New good events, one for each consumer of the topic, of a type that it reacts to. */
  List<Neighbour> on(String topic) {
    return switch (topic) {
      case "goodword.commerce" -> List.of(registered(), delivered());
      case REFERRAL -> List.of(terms(), milestone(stage.campaign()), attributed(), paid());
      case "goodword.review" -> published();
      case "goodword.reward" -> List.of(granted(), posted());
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

  static Good started(String campaign) {
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

  Neighbour milestone(String campaign) {
    Customer friend = stage.friend("good");
    return new Neighbour(
        new Consumer(REFERRAL, "reward.grant"),
        reached("registered", campaign, stage.advocate(), friend),
        () -> friend.balance("POINTS") == 50);
  }

  private Neighbour paid() {
    Customer advocate = stage.friend("good");
    return new Neighbour(
        new Consumer(REFERRAL, "reward.tier-referral"),
        reached("first-paid-order", stage.campaign(), advocate, stage.friend("good")),
        () -> isMember(advocate, byReferrals));
  }

  private static Good reached(
      String milestone, String campaign, Customer advocate, Customer friend) {
    String referral = World.fresh("referral");
    return new Good(
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
            milestone,
            "advocateId",
            advocate.id(),
            "friendId",
            friend.id(),
            "occurredAt",
            Instant.now().toString()));
  }

  /** Whoever did something that counts has joined the programme. */
  private boolean isMember(Customer customer, String tiers) {
    String path = "/v1/customers/" + customer.id() + "/tier/" + tiers + "/changes";
    return !world
        .get("su", world.addresses().reward(), path)
        .must(200)
        .json()
        .path("items")
        .isEmpty();
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

  private List<Neighbour> published() {
    Customer author = stage.friend("good");
    String review = World.fresh("review");
    var event =
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
                Instant.now().toString()));
    return List.of(
        new Neighbour(
            new Consumer("goodword.review", "reward.review-grant"),
            event,
            () -> author.balance("POINTS") == 50),
        new Neighbour(
            new Consumer("goodword.review", "reward.tier-review"),
            event,
            () -> isMember(author, byReviews)));
  }

  private Neighbour posted() {
    Customer owner = stage.friend("good");
    String account = World.fresh("account");
    return new Neighbour(
        new Consumer("goodword.reward", "reward.tier"),
        new Good(
            "io.goodword.reward.entry.posted.v1",
            account,
            Json.object(
                "journalId",
                World.fresh("journal"),
                "accountId",
                account,
                "accountSequence",
                1,
                "accountClass",
                "customer",
                "owner",
                owner.id(),
                "asset",
                asset,
                "amount",
                7,
                "balanceAfter",
                7,
                "kind",
                "grant",
                "recordedAt",
                Instant.now().toString())),
        () -> isMember(owner, byEntries));
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
}
