package io.goodword.journeys;

import com.fasterxml.jackson.databind.JsonNode;
import io.goodword.journeys.IdentityTable.Operation;
import io.goodword.journeys.actor.Customer;
import io.goodword.journeys.actor.Finance;
import io.goodword.journeys.actor.FormData;
import io.goodword.journeys.actor.Letters;
import io.goodword.journeys.actor.Marketer;
import io.goodword.journeys.actor.Moderator;
import io.goodword.journeys.actor.Shop;
import io.goodword.journeys.actor.Stage;
import io.goodword.journeys.actor.Visitor;
import io.goodword.journeys.client.Await;
import io.goodword.journeys.client.Call;
import io.goodword.journeys.client.Json;
import io.goodword.journeys.client.Reply;
import io.goodword.journeys.client.World;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** Customer A with a little of everything: link, referral, rewards, message, review, contact. */
final class IdentityFixture {

  private static final String MONTH = "2001-01";

  private final World world;
  private final Stage stage;
  private final Customer other;
  private final String referral;
  private final String message;
  private final String journal;
  private final String draw;
  private final String adjustment;
  private final String hold;
  private final String programme;
  private final String product;
  private final String review;
  private final String photo;
  private final Loyalty loyalty;
  private final String rewardRule;

  IdentityFixture(World world) {
    this.world = world;
    stage = Stage.open(world, "owner");
    other = stage.friend("other");
    String owner = stage.advocate().id();
    String email = World.fresh("owner") + "@example.com";
    Shop shop = new Shop(world);
    shop.contact(owner, Shop.profile(email, null, "en", "Europe/Berlin")).must(200);
    stage.oneMoreFriend();
    referral =
        world
            .get(
                Marketer.NAME,
                world.addresses().referral(),
                "/v1/referrals?campaignId=" + stage.campaign())
            .must(200)
            .json()
            .path("items")
            .path(0)
            .path("referralId")
            .asText();
    message =
        Await.until(
                "a message of the owner",
                Await.SOON,
                () ->
                    stage
                        .advocate()
                        .get(world.addresses().notification(), "/v1/messages?customerId=" + owner)
                        .must(200)
                        .json()
                        .path("items"),
                items -> !items.isEmpty())
            .path(0)
            .path("id")
            .asText();
    journal =
        new Finance(world)
            .fund(stage.campaign(), "POINTS", 10, World.fresh("funding"))
            .must(201)
            .json()
            .path("journalId")
            .asText();
    draw = draw();
    adjustment = adjustment(owner);
    hold = hold(owner);
    expiringAsset();
    // a month of long ago, so that nothing of the journey falls into it
    world
        .send(
            Finance.NAME,
            Call.post(world.addresses().reward(), "/v1/periods/" + MONTH + "/close", Json.object()))
        .must(200);
    product = World.fresh("product");
    programme = programme();
    rewardRule = rewardRule();
    JsonNode written = review(owner, email, shop);
    review = written.path("id").asText();
    String picture = written.path("photos").path(0).path("url").asText();
    photo = picture.replaceAll(".*/photos/([0-9a-f-]{36}).*", "$1");
    loyalty = Loyalty.of(world, stage.campaign(), owner);
  }

  private String adjustment(String owner) {
    return world
        .send(
            "su",
            Call.post(
                    world.addresses().reward(),
                    "/v1/adjustments",
                    Json.object(
                        "customerId", owner,
                        "asset", "POINTS",
                        "amount", 1,
                        "reason", "goodwill",
                        "note", "matrix",
                        "source", "budget",
                        "campaignId", stage.campaign()))
                .key(World.fresh("adjustment")))
        .must(201)
        .json()
        .path("id")
        .asText();
  }

  private String hold(String owner) {
    return world
        .send(
            Finance.NAME,
            Call.post(
                    world.addresses().reward(),
                    "/v1/holds",
                    Json.object(
                        "businessKey", World.fresh("hold"),
                        "amount", 1,
                        "account", account("budget", stage.campaign()),
                        "counter", account("customer", owner)))
                .key(World.fresh("hold")))
        .must(201)
        .json()
        .path("holdId")
        .asText();
  }

  private static Object account(String kind, String owner) {
    return Json.object("class", kind, "owner", owner, "asset", "POINTS");
  }

  /** A draw that opens tomorrow, so that calls of the matrix leave it as it is. */
  private String draw() {
    Call call =
        Call.of("POST", URI.create(world.addresses().reward() + "/v1/draws"))
            .key(World.fresh("draw"))
            .json(
                Marketer.draw(
                    Instant.now().plus(Duration.ofDays(1)),
                    Duration.ofDays(1),
                    Marketer.prize(1, 1)));
    return world.send(Marketer.NAME, call).must(201).json().path("id").asText();
  }

  /** An asset with an expiry policy; both may be there from a run before. */
  private void expiringAsset() {
    world.send(
        Finance.NAME,
        Call.put(
            world.addresses().reward(),
            "/v1/assets/MATRIX",
            Json.object("scale", 0, "kind", "points")));
    world.send(
        Finance.NAME,
        Call.put(
            world.addresses().reward(),
            "/v1/assets/MATRIX/expiry",
            Json.object("validity", "P1Y", "zone", "Asia/Shanghai")));
  }

  private String programme() {
    return new Marketer(world)
        .programme(
            Json.object(
                "name", "Matrix " + world.run(),
                "market", "CN",
                "requestDelay", "PT0S",
                "remindAfter", "P5D",
                "linkValidity", "P45D"),
            World.fresh("programme"))
        .must(201)
        .json()
        .path("id")
        .asText();
  }

  private String rewardRule() {
    return world
        .send(
            Marketer.NAME,
            Call.of("POST", URI.create(world.addresses().reward() + "/v1/reward-rules"))
                .key(World.fresh("reward-rule"))
                .json(
                    Json.object(
                        "name", "Matrix " + world.run(),
                        "eventType", "io.goodword.commerce.customer.seen.v1",
                        "zone", "Asia/Shanghai",
                        "when", "false",
                        "grants",
                            Json.array(
                                Json.object(
                                    "role", "customer",
                                    "beneficiary", "event.customerId",
                                    "asset", "POINTS",
                                    "amount", "1",
                                    "budget", stage.campaign())))))
        .must(201)
        .json()
        .path("id")
        .asText();
  }

  private JsonNode review(String owner, String email, Shop shop) {
    String order = World.fresh("order");
    shop.report(Shop.paid(order, owner, 100), Shop.delivered(order, owner, product, "Cup"))
        .must(200);
    URI form =
        Await.value(
            "a review request",
            Await.SOON,
            () ->
                new Letters(world)
                    .to(email).stream()
                        .flatMap(letter -> letter.links().stream())
                        .filter(link -> link.contains("/f/"))
                        .map(URI::create)
                        .findFirst());
    Visitor visitor = Visitor.onPhone(world, "owner", "en");
    visitor
        .submit(
            Visitor.page(visitor.open(form).must(200)),
            new FormData()
                .field("rating", "4")
                .field("text", "A sturdy cup.")
                .file("photos", "cup.jpg", "image/jpeg", FormData.photo()))
        .must(303);
    return Await.until(
            "the review",
            Await.SOON,
            () -> new Moderator(world).reviews(product),
            items -> items.size() == 1)
        .getFirst();
  }

  /** Calls an operation on customer A's data. */
  Reply call(Operation operation, String identity) {
    Call call = Call.of(operation.method(), URI.create(base(operation) + path(operation)));
    if (!operation.method().equals("GET") && !operation.method().equals("HEAD")) {
      call.key(World.fresh("matrix")).json(body(operation));
    }
    return switch (identity) {
      case "owner" -> stage.advocate().send(call);
      case "other" -> other.send(call);
      case "marketer" -> world.send("mei", call);
      case "moderator" -> world.send("mo", call);
      case "support" -> world.send("su", call);
      case "sales" -> world.send("sa", call);
      case "finance" -> world.send("fei", call);
      case "auditor" -> world.send("an", call);
      case "system" -> world.sendAsShop(call);
      case IdentityTable.NONE -> world.sendAsStranger(call);
      default -> throw new IllegalArgumentException(identity);
    };
  }

  private URI base(Operation operation) {
    return switch (operation.service()) {
      case "referral" -> world.addresses().referral();
      case "reward" -> world.addresses().reward();
      case "review" -> world.addresses().review();
      default -> world.addresses().notification();
    };
  }

  private String path(Operation operation) {
    String owner = stage.advocate().id();
    String path =
        operation
            .path()
            .replace("/campaigns/{id}", "/campaigns/" + stage.campaign())
            .replace("{campaignId}", stage.campaign())
            .replace("{colour}", "c2410c")
            .replace("/advocates/{id}", "/advocates/" + owner)
            .replace("/photos/{id}", "/photos/" + photo)
            .replace("/referrals/{id}", "/referrals/" + referral)
            .replace("/customers/{id}", "/customers/" + owner)
            .replace("/journals/{id}", "/journals/" + journal)
            .replace("/adjustments/{id}", "/adjustments/" + adjustment)
            .replace("{asset}", "POINTS")
            .replace("/holds/{id}", "/holds/" + hold)
            .replace("/accounts/{class}/{owner}", "/accounts/customer/" + owner)
            .replace("{period}", MONTH)
            .replace("/messages/{id}", "/messages/" + message)
            .replace("/draws/{id}", "/draws/" + draw)
            .replace("/reviews/{id}", "/reviews/" + review)
            .replace("/reward-rules/{id}", "/reward-rules/" + rewardRule)
            .replace("/review-programmes/{id}", "/review-programmes/" + programme)
            .replace("/gifts/{sku}", "/gifts/" + loyalty.sku)
            .replace("/redemptions/{id}", "/redemptions/" + loyalty.redemption())
            .replace("/tier-programmes/{id}", "/tier-programmes/" + loyalty.programme)
            .replace("/tier/{programmeId}", "/tier/" + loyalty.programme)
            .replace("{pool}", loyalty.pool)
            .replace("{batchId}", loyalty.batch())
            .replace("{linkId}", stage.linkId())
            .replace("{customerId}", owner)
            .replace("{productId}", product)
            .replace("{market}", "CN")
            .replace("/assets/{code}", "/assets/MATRIX")
            .replace("{code}", stage.code())
            .replace("{token}", "v1.none.none");
    if (path.contains("{")) {
      throw new IllegalStateException("no value for a parameter of " + operation);
    }
    return path + query(operation, owner);
  }

  private static String query(Operation operation, String owner) {
    return switch (operation.path()) {
      case "/v1/referrals" -> "?advocateId=" + owner;
      case "/v1/messages" -> "?customerId=" + owner;
      case "/v1/customers/{id}/statement" -> "?asset=POINTS";
      case "/v1/exports/tax.csv" -> "?year=2026&market=US";
      case "/v1/links/{linkId}/share" -> "?channel=x&locale=en";
      case "/v1/reviews" -> operation.method().equals("GET") ? "?productId=none" : "";
      default -> "";
    };
  }

  /** Good where customers call; elsewhere an empty one shows as well who is let in. */
  private Object body(Operation operation) {
    Map<String, Object> good =
        Map.of(
            "/v1/links/{linkId}/share-intents", Json.object("channel", "x"),
            "/v1/invitations",
                Json.object(
                    "campaignId", stage.campaign(), "channel", "email", "address", "f@example.com"),
            "/v1/commerce-events", Json.array());
    return good.getOrDefault(operation.path(), Json.object());
  }
}
