package io.goodword.journeys.story;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.goodword.journeys.actor.Shop;
import io.goodword.journeys.client.Call;
import io.goodword.journeys.client.Expect;
import io.goodword.journeys.client.Json;
import io.goodword.journeys.client.Reply;
import io.goodword.journeys.client.World;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Steps 1 to 3: the campaign, the shop and the advocate's link. */
final class CampaignSteps {

  private static final List<String> CHANNELS =
      List.of(
          "wechat",
          "moments",
          "qq",
          "weibo",
          "xiaohongshu",
          "douyin",
          "facebook",
          "instagram",
          "x",
          "whatsapp",
          "line",
          "email",
          "sms",
          "copy-link",
          "qr");

  private final Plot plot;
  private final Narrator narrator;

  CampaignSteps(Plot plot) {
    this.plot = plot;
    this.narrator = plot.narrator;
  }

  /** A campaign is created, funded and started; its terms then only change for the better. */
  void campaign() {
    narrator.step(1, "Mei, the marketer, prepares a campaign in market CN; finance funds it");
    narrator.call(
        "fei",
        plot.fei.coupon(plot.coupon).must(200, 201),
        plot.coupon + ", one unit = one coupon");

    ObjectNode draft = plot.mei.draft(plot.coupon, Plot.HOLDING.toString());
    String key = World.fresh("campaign");
    Reply created = plot.mei.create(draft, key).must(201);
    JsonNode campaign = created.json();
    plot.campaign = campaign.path("id").asText();
    Expect.same("The state of a new campaign", "draft", campaign.path("state").asText());
    Expect.same("Its terms version", 1, campaign.path("termsVersion").asInt());
    Expect.same("The number of its rewards", 4, campaign.path("rewards").size());
    Expect.that(
        "Location should lead to the campaign",
        created.header("Location").endsWith("/v1/campaigns/" + plot.campaign),
        created.header("Location"));
    narrator.call("mei", created, "draft, terms version 1, 4 rewards, held " + Plot.HOLDING);

    Reply replayed = plot.mei.create(draft, key).must(200, 201);
    Expect.same(
        "The campaign of the same Idempotency-Key",
        plot.campaign,
        replayed.json().path("id").asText());
    Expect.same("Idempotency-Replayed", "true", replayed.header("Idempotency-Replayed"));
    narrator.call("mei", replayed, "the same key and body: the same answer, replayed");

    fund(plot.campaign, "POINTS", 10_000);
    fund(plot.campaign, plot.coupon, 10);
    move("start", "running");
    improve();
    move("pause", "paused");
    move("start", "running");
  }

  private void fund(String campaign, String asset, long amount) {
    Reply funded = plot.fei.fund(campaign, asset, amount, World.fresh("funding")).must(201);
    Expect.same("What is available of " + asset, amount, funded.json().path("available").asLong());
    narrator.call("fei", funded, "%,d %s funded and available".formatted(amount, asset));
  }

  private void move(String step, String state) {
    Reply moved = plot.mei.move(plot.campaign, step).must(200);
    Expect.same("The state after " + step, state, moved.json().path("state").asText());
    narrator.call("mei", moved, state);
  }

  private void improve() {
    Reply read = plot.mei.campaign(plot.campaign).must(200);
    ObjectNode content = plot.mei.draft(plot.coupon, Plot.HOLDING.toString());
    content.set("startsAt", read.json().path("startsAt"));
    content.set("endsAt", read.json().path("endsAt"));
    setAdvocateReward(content, read.json(), 400);
    Reply worse = plot.mei.revise(plot.campaign, content, read.header("ETag"));
    narrator.call(
        "mei", worse.mustRefuse(409, "terms-frozen"), "terms-frozen: 400 is less than 500");

    setAdvocateReward(content, read.json(), 600);
    Reply better = plot.mei.revise(plot.campaign, content, read.header("ETag")).must(200);
    Expect.same("The new terms version", 2, better.json().path("termsVersion").asInt());
    narrator.call("mei", better, "in favour of customers: 600 points, terms version 2");
  }

  /** Keeps the ids of the promises, so that the service sees which one is changed. */
  private static void setAdvocateReward(ObjectNode content, JsonNode stored, long amount) {
    var rewards = Json.array();
    for (JsonNode reward : stored.path("rewards")) {
      ObjectNode copy = reward.deepCopy();
      if (copy.path("milestone").asText().equals("first-paid-order")
          && copy.path("beneficiary").asText().equals("advocate")) {
        copy.put("amount", amount);
      }
      rewards.add(copy);
    }
    content.set("rewards", rewards);
  }

  /** The shop brings contact data to one service and facts to another. */
  void shop() {
    narrator.step(
        2, "The shop brings contact data to notification-service and facts to referral-service");
    Reply alice =
        plot.shop.contact(
            plot.alice.id(),
            Shop.profile(plot.email("alice"), null, Plot.SIMPLIFIED, "Asia/Shanghai"));
    narrator.call("shop", alice.must(200), "alice: e-mail, zh-CN");

    var bulk =
        Json.array(
            person(plot.bob.id(), plot.email("bob"), null, Plot.ENGLISH, "Europe/Berlin"),
            person(plot.carol.id(), null, plot.carolsPhone(), Plot.TRADITIONAL, "Asia/Taipei"),
            person(plot.dave.id(), plot.email("dave"), null, Plot.SIMPLIFIED, "Asia/Shanghai"),
            person(plot.erin.id(), plot.email("erin"), null, Plot.SIMPLIFIED, "Asia/Shanghai"));
    Reply others = plot.shop.contacts(Json.object("items", bulk)).must(200);
    Expect.same("Results of the bulk", 4, others.json().path("items").size());
    narrator.call("shop", others, "bob: e-mail, en; carol: SMS, zh-TW; dave, erin: e-mail, zh-CN");

    ObjectNode fact = Shop.registered(plot.alice.id(), null);
    Reply first = plot.shop.report(fact).must(200);
    JsonNode item = first.json().path("items").path(0);
    Expect.same("The result of alice's registration", "accepted", item.path("status").asText());
    Expect.same("'attributed' of alice", false, item.path("attributed").asBoolean(true));
    narrator.call("shop", first, "alice registered: accepted, attributed:false");
    Reply again = plot.shop.report(fact).must(200);
    Expect.same(
        "The result of the same event",
        "duplicate",
        again.json().path("items").path(0).path("status").asText());
    narrator.call("shop", again, "the same event again: duplicate");
  }

  private static ObjectNode person(
      String id, @Nullable String email, @Nullable String phone, String locale, String home) {
    ObjectNode profile = Shop.profile(email, phone, locale, home);
    profile.put("customerId", id);
    return profile;
  }

  /** Alice asks for her link, gets the same one each time, and material to share. */
  void link() {
    narrator.step(3, "Alice asks for her personal link and shares it");
    Reply first = plot.alice.link(plot.campaign).must(200, 201);
    JsonNode link = first.json();
    plot.linkId = link.path("linkId").asText();
    plot.code = link.path("code").asText();
    plot.couponCode = link.path("couponCode").asText();
    plot.shortUrl = link.path("shortUrl").asText();
    Expect.that(
        "The code should be readable, without 0, O, 1, I, L",
        plot.code.matches("[A-HJKMNP-Za-hjkmnp-z2-9-]{6,20}"),
        plot.code);
    narrator.call("alice", first, plot.code + "  " + plot.shortUrl);
    Reply second = plot.alice.link(plot.campaign).must(200, 201);
    Expect.same("The second answer", link, second.json());
    narrator.call("alice", second, "the same answer");

    Reply png =
        plot.world.sendAsStranger(Call.of("GET", uri(link.path("qrPng").asText()))).must(200);
    Expect.same("What the QR code says", plot.shortUrl, QrCode.read(png.bytes()));
    narrator.call(
        "alice",
        png,
        "QR code, %,d bytes; a camera reads the short URL".formatted(png.bytes().length));
    Reply svg =
        plot.world.sendAsStranger(Call.of("GET", uri(link.path("qrSvg").asText()))).must(200);
    Expect.contains("The SVG", "<svg", svg.text());

    for (String channel : CHANNELS) {
      Reply share = plot.alice.share(plot.linkId, channel, Plot.SIMPLIFIED).must(200);
      JsonNode item = share.json().path("items").path(0);
      Expect.same("The channel", channel, item.path("channel").asText());
      Expect.that(
          "The payload for " + channel + " should disclose the reward",
          !item.path("disclosure").asText().isBlank(),
          item);
      if (channel.equals("moments")) {
        narrator.call("alice", share, "one of " + CHANNELS.size() + " channels");
        narrator.quote("", "to share", item.path("text").asText());
        narrator.quote("", "disclosure", item.path("disclosure").asText());
      }
    }
    narrator.call(
        "alice", plot.alice.shareIntent(plot.linkId, "moments").must(204), "counted, never paid");
  }

  private static URI uri(String text) {
    return URI.create(text);
  }
}
