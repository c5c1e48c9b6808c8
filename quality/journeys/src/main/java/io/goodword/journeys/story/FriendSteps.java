package io.goodword.journeys.story;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.goodword.journeys.actor.Customer;
import io.goodword.journeys.actor.Letters.Letter;
import io.goodword.journeys.actor.Shop;
import io.goodword.journeys.actor.Visitor;
import io.goodword.journeys.client.Await;
import io.goodword.journeys.client.Expect;
import io.goodword.journeys.client.Json;
import io.goodword.journeys.client.Reply;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jsoup.nodes.Document;

/** Steps 4 and 5: friends open the link, register, and both sides are rewarded. */
final class FriendSteps {

  private final Plot plot;
  private final Narrator narrator;

  FriendSteps(Plot plot) {
    this.plot = plot;
    this.narrator = plot.narrator;
  }

  /** The short link leads to a landing page, whose button leads to the shop with a signed token. */
  void landing() {
    awaitRoomInTheHour();
    narrator.step(4, "Friends open the short link");
    URI shortUrl = URI.create(plot.shortUrl);
    Visitor bob = Visitor.onPhone(plot.world, "bob", "en-GB,en;q=0.9");
    Reply redirect = bob.open(shortUrl).must(302);
    Expect.contains("Cache-Control of the redirect", "no-store", redirect.header("Cache-Control"));
    narrator.call("bob", redirect, "to the landing page");
    Reply shown = bob.follow(redirect).must(200);
    Document page = Visitor.page(shown);
    Expect.same("The language of the page", Plot.ENGLISH, page.select("html").attr("lang"));
    Expect.contains("The landing page", "A tea your friend likes", page.text());
    Expect.that(
        "The page should be small, at most 60 KB",
        shown.bytes().length < 60_000,
        shown.bytes().length);
    Expect.contains(
        "Content-Security-Policy", "default-src 'none'", shown.header("Content-Security-Policy"));
    URI shop = Visitor.button(page);
    Expect.same("The host of the button", "shop.example", shop.getHost());
    plot.bobToken = Visitor.token(shop);
    narrator.call("bob", shown, "landing page in English");
    narrator.quote("bob", "reads", page.text());
    bob.open(shortUrl).must(302);
    narrator.tell("bob", "opens it once more, on the same phone");

    Visitor carol = Visitor.onPhone(plot.world, "carol", "zh-TW,zh;q=0.9");
    Document hers = Visitor.page(carol.landing(plot.shortUrl));
    Expect.same("The language of the page", Plot.TRADITIONAL, hers.select("html").attr("lang"));
    narrator.quote("carol", "reads", hers.text());

    var bot = new Visitor(plot.world, "Googlebot/2.1 (+http://www.google.com/bot.html)", "en");
    bot.open(shortUrl);
    carol.open("HEAD", shortUrl);
    carol.open("GET", shortUrl, "Sec-Purpose", "prefetch", "Purpose", "prefetch");
    JsonNode clicks =
        Await.until(
            "3 clicks of 2 people and 1 of a bot",
            Await.SOON,
            () -> plot.mei.funnel(plot.campaign).must(200).json().path("clicks"),
            found -> found.path("raw").asLong() >= 3 && found.path("bot").asLong() >= 1);
    Expect.same("Raw clicks", 3L, clicks.path("raw").asLong());
    Expect.same("Unique clicks", 2L, clicks.path("unique").asLong());
    Expect.same("Clicks of bots", 1L, clicks.path("bot").asLong());
    narrator.tell("", "clicks: raw 3, unique 2, bot 1; HEAD and prefetch are none");
  }

  /** People are told apart within an hour: the scene must not begin in one and end in the next. */
  private static void awaitRoomInTheHour() {
    Await.until(
        "the next hour",
        Duration.ofMinutes(1),
        () -> Instant.now().getEpochSecond() % 3_600,
        second -> second < 3_570);
  }

  /** Friends register with token, with code, and without anything. */
  void registration() {
    narrator.step(
        5, "Friends register; both sides are rewarded at once and told in their language");
    plot.bobReferral = register(plot.bob, "bob", Json.object("token", plot.bobToken), "token");
    plot.carolReferral = register(plot.carol, "carol", Json.object("code", plot.code), "code");
    for (Customer other : List.of(plot.dave, plot.erin)) {
      JsonNode item = report(Shop.registered(other.id(), null));
      Expect.same("'attributed' without a claim", false, item.path("attributed").asBoolean(true));
    }
    narrator.tell("shop", "dave and erin registered without a recommendation: attributed:false");

    awaitBalance(plot.alice, "alice", "POINTS", 200);
    awaitBalance(plot.bob, "bob", plot.coupon, 1);
    awaitBalance(plot.carol, "carol", plot.coupon, 1);
    narrator.tell("", "ledger: alice 2 x 100 points, bob and carol one coupon each");

    read("bob", plot.email("bob"), 2, Plot.ENGLISH);
    read("carol", plot.carolsPhone().substring(1), 2, Plot.TRADITIONAL);
    read("alice", plot.email("alice"), 4, Plot.SIMPLIFIED);
  }

  private String register(Customer friend, String name, ObjectNode claim, String via) {
    Reply reply = plot.shop.report(Shop.registered(friend.id(), claim)).must(200);
    JsonNode item = reply.json().path("items").path(0);
    Expect.same("The result of " + name, "accepted", item.path("status").asText());
    Expect.that(name + " should be attributed to alice", item.path("attributed").asBoolean(), item);
    String referral = item.path("referralId").asText();
    narrator.call("shop", reply, name + " registered with the " + via + ": attributed:true");

    Reply decision = plot.mei.referral(referral).must(200);
    JsonNode found = decision.json();
    Expect.same("The advocate of " + name, plot.alice.id(), found.path("advocateId").asText());
    Expect.same("The friend", friend.id(), found.path("friendId").asText());
    JsonNode rules = found.path("decision");
    Expect.that("The decision should name its rules", rules.size() >= 3, found);
    var names = new java.util.ArrayList<String>();
    rules.forEach(
        rule -> names.add(rule.path("rule").asText() + " " + rule.path("verdict").asText()));
    narrator.call("mei", decision, String.join(", ", names));
    return referral;
  }

  private JsonNode report(ObjectNode fact) {
    return plot.shop.report(fact).must(200).json().path("items").path(0);
  }

  private static void awaitBalance(Customer customer, String name, String asset, long told) {
    long found =
        Await.until(
            name + "'s balance of " + asset + " to be " + told,
            Await.SOON,
            () -> customer.balance(asset),
            balance -> balance >= told);
    Expect.same(name + "'s balance of " + asset, told, found);
  }

  private void read(String name, String recipient, int count, String language) {
    for (Letter letter : plot.letters.await(recipient, count)) {
      Language.mustBe(language, name + "'s message", letter.words());
      narrator.quote(name, letter.channel() + " " + language, letter.words());
    }
  }
}
