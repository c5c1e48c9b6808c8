package io.goodword.journeys.story;

import com.fasterxml.jackson.databind.JsonNode;
import io.goodword.journeys.actor.Customer;
import io.goodword.journeys.actor.FormData;
import io.goodword.journeys.actor.Letters.Letter;
import io.goodword.journeys.actor.Shop;
import io.goodword.journeys.actor.Visitor;
import io.goodword.journeys.client.Await;
import io.goodword.journeys.client.Call;
import io.goodword.journeys.client.Expect;
import io.goodword.journeys.client.Json;
import io.goodword.journeys.client.Reply;
import io.goodword.journeys.client.World;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jsoup.nodes.Document;

/** Step 7: after the delivery people are asked for a review, once or twice, and rewarded for it. */
final class ReviewSteps {

  private static final long INCENTIVE = 50;
  private static final Duration REMINDER = Pace.of(3);

  private final Plot plot;
  private final Narrator narrator;

  ReviewSteps(Plot plot) {
    this.plot = plot;
    this.narrator = plot.narrator;
  }

  /** Asked, reminded, stopped; published, held, rejected; rewarded the same for any stars. */
  void reviews() {
    narrator.step(
        7, "Delivery: review requests, a reminder, the hosted form, moderation, a reward");
    programme();
    try {
      refundedBeforeAsked();
      remindedAndFiveStars();
      oneStarAtOnce();
      phoneNumberIsHeld();
      rewardedTheSame();
    } finally {
      plot.mei.endProgrammes();
    }
  }

  private void programme() {
    Reply created =
        plot.mei
            .programme(
                Json.object(
                    "name",
                    "Tea reviews " + plot.world.run(),
                    "market",
                    "CN",
                    "requestDelay",
                    "PT1S",
                    "remindAfter",
                    REMINDER.toString(),
                    "linkValidity",
                    "P45D",
                    "incentive",
                    Json.object(
                        "asset",
                        "POINTS",
                        "amount",
                        INCENTIVE,
                        "text",
                        Json.languages(
                            "发布评价后您会得到 50 积分，与评分高低无关。",
                            "發布評價後您會得到 50 積分，與評分高低無關。",
                            "You get 50 points once your review is published, whatever the"
                                + " rating."))),
                World.fresh("programme"))
            .must(201);
    plot.programme = created.json().path("id").asText();
    Expect.same("The state of the programme", "active", created.json().path("state").asText());
    narrator.call("mei", created, "asks after PT1S, reminds after " + REMINDER + ", 50 points");
    narrator.call(
        "mei",
        plot.mei.reviewRule(plot.programme, INCENTIVE).must(201),
        "review.published pays the reviewer 50 points");
    Reply funded = plot.fei.fund(plot.programme, "POINTS", 1_000, World.fresh("funding"));
    narrator.call("fei", funded.must(201), "1,000 points funded");
  }

  private void refundedBeforeAsked() {
    String order = plot.world.id("order-carol-2");
    Reply reply =
        plot.shop
            .report(
                Shop.paid(order, plot.carol.id(), 8_000),
                Shop.refunded(order, plot.world.id("refund-carol-2"), plot.carol.id(), 8_000),
                Shop.delivered(order, plot.carol.id(), plot.product, "龙井 50 g"))
            .must(200);
    for (JsonNode item : reply.json().path("items")) {
      Expect.same("The result of a fact", "accepted", item.path("status").asText());
    }
    narrator.call("shop", reply, "carol: paid, refunded and yet delivered, so nobody will ask her");
  }

  private void deliver(Customer customer, String name, String title) {
    String order = plot.world.id("order-" + name + "-2");
    Reply reply =
        plot.shop
            .report(
                Shop.paid(order, customer.id(), 8_000),
                Shop.delivered(order, customer.id(), plot.product, title))
            .must(200);
    narrator.call("shop", reply, name + "'s tea was delivered");
  }

  private void remindedAndFiveStars() {
    deliver(plot.bob, "bob", "Longjing 50 g");
    List<Letter> asked = awaitRequests(plot.email("bob"), 2);
    for (Letter letter : asked) {
      Language.mustBe(Plot.ENGLISH, "bob's request", letter.words());
      narrator.quote("bob", "email en", letter.words());
    }
    URI form = asked.getFirst().link("/f/");
    Expect.same("The link of the reminder", form, asked.getLast().link("/f/"));
    Visitor bob = Visitor.onPhone(plot.world, "bob", "en-GB,en;q=0.9");
    Reply page = bob.open(form).must(200);
    Document shown = Visitor.page(page);
    Expect.same("The language of the form", Plot.ENGLISH, shown.select("html").attr("lang"));
    Expect.contains("The form", "50 points", shown.text());
    narrator.tell("bob", "GET /f/...  200  " + shown.title());
    Reply sent =
        bob.submit(
                shown,
                new FormData()
                    .field("rating", "5")
                    .field("text", "Fresh, light and well packed. The second brew was even better.")
                    .file("photos", "tea.jpg", "image/jpeg", FormData.photo()))
            .must(303);
    Reply done = bob.follow(sent).must(200);
    narrator.quote("bob", "5 stars", Visitor.page(done).text());
    Reply again = bob.open(form).must(410);
    narrator.tell("bob", "opens the used link again: 410");
    narrator.quote("", "reads", Visitor.page(again).text());
    awaitPublished(1);
  }

  private void oneStarAtOnce() {
    deliver(plot.dave, "dave", "龙井 50 g");
    Letter asked = awaitRequests(plot.email("dave"), 1).getFirst();
    Language.mustBe(Plot.SIMPLIFIED, "dave's request", asked.words());
    submit(plot.dave, "dave", asked, "1", "到货时包装破损，茶叶受潮，味道比较淡，有些失望。");
    awaitPublished(2);
    narrator.tell("dave", "1 star, published like any other");
  }

  private void submit(Customer who, String name, Letter asked, String stars, String text) {
    Visitor visitor = Visitor.onPhone(plot.world, name, "zh-CN,zh;q=0.9");
    Document form = Visitor.page(visitor.open(asked.link("/f/")).must(200));
    Reply sent = visitor.submit(form, new FormData().field("rating", stars).field("text", text));
    Visitor.page(visitor.follow(sent.must(303)).must(200));
    narrator.quote(name, stars + " star(s)", text);
    Expect.that("the author should be known", !who.id().isEmpty(), who.id());
  }

  private void phoneNumberIsHeld() {
    deliver(plot.erin, "erin", "龙井 50 g");
    Letter asked = awaitRequests(plot.email("erin"), 1).getFirst();
    submit(plot.erin, "erin", asked, "4", "茶不错，想要同款的朋友可以打我电话 13812345678 联系。");
    JsonNode review =
        Await.value(
            "erin's review to be with the moderator",
            Await.SOON,
            () ->
                plot.mo.reviews(plot.product).stream()
                    .filter(found -> found.path("stars").asInt() == 4)
                    .findFirst());
    Expect.same("The state of a review with a phone number", "held", review.path("state").asText());
    Expect.same(
        "Its reason",
        "personal-data",
        review.path("confidential").path("reasons").path(0).asText());
    narrator.tell("", "erin's review has a phone number: held for personal-data, nobody sees it");
    String id = review.path("id").asText();
    Reply decided = plot.mo.decide(id, "reject", "personal-data", "请勿公开电话号码").must(200);
    Expect.same("The state", "rejected", decided.json().path("state").asText());
    narrator.call("mo", decided, "rejected: personal-data");
    Expect.same("Reviews that all can see", 2, published().size());
  }

  private void rewardedTheSame() {
    Await.until("bob's 50 points", Await.SOON, () -> plot.bob.balance("POINTS"), p -> p >= 200);
    Await.until("dave's 50 points", Await.SOON, () -> plot.dave.balance("POINTS"), p -> p >= 50);
    Expect.same("Bob's points, 150 and 50 for five stars", 200L, plot.bob.balance("POINTS"));
    Expect.same("Dave's points, 50 for one star", 50L, plot.dave.balance("POINTS"));
    Expect.same("Erin's points", 0L, plot.erin.balance("POINTS"));
    narrator.tell(
        "", "50 points for five stars, 50 points for one star, none for the rejected one");

    Reply summary =
        plot.world
            .sendAsStranger(
                Call.get(
                    plot.world.addresses().review(), "/v1/products/" + plot.product + "/summary"))
            .must(200);
    JsonNode figures = summary.json();
    Expect.same("Reviews in the summary", 2, figures.path("count").asInt());
    Expect.same("Their average", 3.0, figures.path("average").asDouble());
    Expect.same("Five stars", 1, figures.path("distribution").path("5").asInt());
    Expect.same("One star", 1, figures.path("distribution").path("1").asInt());
    Expect.same("Incentivised reviews", 2, figures.path("incentivisedCount").asInt());
    narrator.call("anyone", summary, "2 reviews, average 3.0, both marked as incentivised");
    Expect.same("Requests to dave, who answered at once", 1, requests(plot.email("dave")).size());
    Expect.same("Requests to bob: one and a reminder", 2, requests(plot.email("bob")).size());
    Expect.same("Requests to carol", 0, requests(plot.carolsPhone().substring(1)).size());
  }

  private void awaitPublished(int count) {
    JsonNode reviews =
        Await.until(
            count + " published reviews", Await.SOON, this::published, r -> r.size() >= count);
    Expect.same("Published reviews", count, reviews.size());
    for (JsonNode review : reviews) {
      Expect.that(
          "A review should say that it was rewarded",
          review.path("incentivised").asBoolean(),
          review);
    }
  }

  private JsonNode published() {
    return plot.world
        .sendAsStranger(
            Call.get(plot.world.addresses().review(), "/v1/reviews?productId=" + plot.product))
        .must(200)
        .json()
        .path("items");
  }

  private List<Letter> awaitRequests(String recipient, int count) {
    return Await.until(
        count + " review request(s) to " + recipient,
        // the second one is the reminder
        REMINDER.plus(Await.SOON),
        () -> requests(recipient),
        found -> found.size() >= count);
  }

  private List<Letter> requests(String recipient) {
    return plot.letters.to(recipient).stream()
        .filter(letter -> letter.links().stream().anyMatch(link -> link.contains("/f/")))
        .toList();
  }
}
