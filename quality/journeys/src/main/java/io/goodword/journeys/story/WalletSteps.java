package io.goodword.journeys.story;

import io.goodword.journeys.actor.Support;
import io.goodword.journeys.actor.Visitor;
import io.goodword.journeys.client.Call;
import io.goodword.journeys.client.Expect;
import io.goodword.journeys.client.Json;
import io.goodword.journeys.client.Reply;
import java.net.URI;
import org.jsoup.nodes.Document;

/** Step 18: a member opens her wallet by a link that lives for minutes. */
final class WalletSteps {

  private final ClubPlot plot;
  private final Narrator narrator;

  WalletSteps(ClubPlot plot) {
    this.plot = plot;
    this.narrator = plot.narrator;
  }

  /** Asked for with her token, opened without one; support sees no code, a forged link nothing. */
  void wallet() {
    narrator.step(18, "Grace opens her wallet, without a login");
    Reply link = link(plot.grace.id()).must(201);
    narrator.call("grace", link, "a link until " + link.json().path("expiresAt").asText());
    URI address = URI.create(link.json().path("url").asText());
    Visitor phone = Visitor.onPhone(plot.world, "grace", "zh-TW,zh;q=0.9");
    Document page = Visitor.page(phone.open(address).must(200));
    Expect.same("The language of the page", "zh-TW", page.select("html").attr("lang"));
    String points = "%,d".formatted(plot.grace.balance(plot.points));
    Expect.contains("The wallet", points, page.select(".purse").text());
    Expect.contains("The wallet", "金卡", page.select(".tier").text());
    String code = plot.grace.coupons().must(200).json().at("/items/0/code").asText();
    Expect.same("The code that can be copied", code, page.select(".coupon code").text());
    Expect.same("QR codes", 1, page.select(".coupon svg.qr").size());
    narrator.quote("grace", "reads", page.title() + ": " + points + ", 金卡, " + code);

    Reply support = link(Support.NAME).must(201);
    Document masked =
        Visitor.page(phone.open(URI.create(support.json().path("url").asText())).must(200));
    Expect.that(
        "support should not see the code",
        !masked.text().contains(code),
        masked.select(".coupon code").text());
    narrator.call("su", support, "the same page, the code as " + masked.select(".code").text());
    Reply forged = phone.open(URI.create(address.toString().replace("/w/v1.", "/w/v1.x")));
    narrator.tell("somebody", "adds a letter to the link: " + forged.must(404).status());
  }

  private Reply link(String who) {
    return plot.world.send(
        who,
        Call.post(
            plot.world.addresses().reward(),
            "/v1/customers/" + plot.grace.id() + "/wallet-links?lang=zh-TW&zone=Asia/Shanghai",
            Json.object()));
  }
}
