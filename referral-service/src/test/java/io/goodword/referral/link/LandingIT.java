package io.goodword.referral.link;

import static io.goodword.referral.campaign.CampaignJson.LAST_YEAR;
import static io.goodword.referral.campaign.CampaignJson.aCampaign;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.goodword.stack.testing.TestStack;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(
    value = TestStack.class,
    initArgs = @ResourceArg(name = "database", value = "referral"))
@Tag("REF-05")
@Tag("GOV-03")
class LandingIT {

  private static final Pattern HREF = Pattern.compile("class=\"button\"[^>]* href=\"([^\"]+)\"");

  @Inject AttributionTokens tokens;
  @Inject Clicks clicks;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "zh-CN | 朋友请您喝一杯 | +1 张优惠券 | 您注册后即到账 | +100 积分 | 您首笔订单付款满 14 天后到账，期间退款则不发放 | 推荐成功后，邀请您的朋友也会获得奖励。 | 领取咖啡券 | %d年6月1日 | 您的朋友邀请您",
        "zh-TW | 朋友請您喝一杯 | +1 張優惠券 | 您註冊後即入帳 | +100 點 | 您首筆訂單付款滿 14 天後入帳，期間退款則不發放 | 推薦成功後，邀請您的朋友也會獲得獎勵。 | 領取咖啡券 | %d年6月1日 | 您的朋友邀請您",
        "en | A friend treats you | +1 voucher | as soon as you register | +100 points | 14 days after your first order is paid, unless it is refunded meanwhile | The friend who invited you is rewarded too if you join. | Get the voucher | June 1, %d | A friend invites you"
      })
  void shouldSayWhoGetsWhatInTheLanguageOfTheReader(
      String language,
      String title,
      String friendGain,
      String friendWhen,
      String advocateGain,
      String advocateWhen,
      String disclosure,
      String button,
      String lastDay,
      String invited)
      throws Exception {
    Response link = RunningCampaign.of(aCampaign()).link("alice");
    Response page = open(link.path("code"), "?lang=" + language, "fr");

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.contentType()).isEqualToIgnoringCase("text/html;charset=UTF-8");
    String html = page.asString();
    assertThat(html)
        .contains("<html lang=\"" + language + "\">")
        .containsSubsequence(
            "<title>" + title + "</title>",
            "<meta property=\"og:title\" content=\"" + title + "\">",
            invited,
            "<h1>" + title + "</h1>",
            friendGain,
            friendWhen,
            advocateGain,
            advocateWhen,
            disclosure,
            button,
            lastDay.formatted(LAST_YEAR),
            "<details")
        .doesNotContain("alice", link.<String>path("linkId"), link.<String>path("campaignId"));
    keepForLooking("landing-" + language, html);
  }

  @Test
  void shouldChooseTheLanguageByBrowserThenByMarket() {
    String code = RunningCampaign.of(aCampaign()).link("alice").path("code");
    assertThat(open(code, "", "zh-HK,zh;q=0.8").asString()).contains("<html lang=\"zh-TW\">");
    assertThat(open(code, "", "fr-FR,fr;q=0.9").asString()).contains("<html lang=\"zh-CN\">");
    assertThat(open(code, "?lang=xx", "en-GB").asString()).contains("<html lang=\"en\">");
    String taiwan = RunningCampaign.of(aCampaign().inMarket("TW")).link("alice").path("code");
    assertThat(open(taiwan, "", "fr").asString()).contains("<html lang=\"zh-TW\">");
  }

  @Test
  void shouldLeadToTheDestinationWithATokenBoundToLinkAndClick() {
    Response link =
        RunningCampaign.of(aCampaign().leadingTo("https://shop.example/w?a=1")).link("alice");
    String code = link.path("code");
    String location =
        given()
            .redirects()
            .follow(false)
            .header("User-Agent", RunningCampaign.PHONE)
            .get("/r/" + code + "?via=wechat&subid=evil&gw=forged")
            .header("Location");
    String click = location.replaceFirst(".*click=", "");

    String href = href(open(code, "?click=" + click + "&subid=evil&gw=forged", "en").asString());

    assertThat(href)
        .startsWith("https://shop.example/w?a=1&gw=v1.")
        .doesNotContain("evil", "forged");
    assertThat(tokens.verify(href.replaceFirst(".*gw=", "")))
        .isEqualTo(
            new TokenClaim(link.path("linkId"), click, ClickIds.time(UUID.fromString(click))));
  }

  @Test
  void shouldWorkWhenTheClickIsNotInTheDatabase() {
    String code = RunningCampaign.of(aCampaign()).link("alice").path("code");
    long millis = Instant.now().toEpochMilli();
    String never = new UUID((millis << 16) | 0x7abcL, 0x8000_0000_0000_0001L).toString();

    TokenClaim claim = tokens.verify(token(open(code, "?click=" + never, "en").asString()));

    assertThat(claim.clickId()).isEqualTo(never);
    assertThat(claim.issuedAt()).isEqualTo(Instant.ofEpochMilli(millis));
  }

  @ParameterizedTest
  @CsvSource({
    "''",
    "x",
    "018cc251-f400-7abc-8000-000000000001",
    "04a1b2c3-d4e5-7abc-8000-000000000001",
    "%3Cscript%3E"
  })
  void shouldTakeTheVisitForTheTouchWhenTheClickIsOldOrOfTheFutureOrMalformed(String click) {
    String code = RunningCampaign.of(aCampaign()).link("alice").path("code");
    Response page =
        given()
            .urlEncodingEnabled(false)
            .header("User-Agent", RunningCampaign.PHONE)
            .get("/c/" + code + "?click=" + click);

    assertThat(page.asString()).doesNotContain("<script");
    TokenClaim claim = tokens.verify(token(page.asString()));
    assertThat(claim.clickId()).isNull();
    assertThat(claim.issuedAt()).isBetween(Instant.now().minusSeconds(30), Instant.now());
  }

  @Test
  void shouldCountLandingsOfPeopleByTheChannelOfTheirClick() {
    RunningCampaign campaign = RunningCampaign.of(aCampaign());
    String code = campaign.link("alice").path("code");
    String location =
        given()
            .redirects()
            .follow(false)
            .header("User-Agent", RunningCampaign.PHONE)
            .get("/r/" + code + "?via=wechat")
            .header("Location");
    await().atMost(Duration.ofSeconds(60)).until(() -> clicks.counts(campaign.id()).raw() == 1);

    given().header("User-Agent", RunningCampaign.PHONE).get(location).then().statusCode(200);
    given().header("User-Agent", "curl/8.5.0").get(location).then().statusCode(200);
    given().header("User-Agent", RunningCampaign.PHONE).head(location).then().statusCode(200);

    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () ->
                assertThat(clicks.byChannel(campaign.id()))
                    .isEqualTo(Map.of("wechat", new ClickCounts(1, 1, 0, 1))));
  }

  @Test
  void shouldOfferNothingWhenTheCampaignPausesEndsOrHasNotBegun() throws Exception {
    RunningCampaign campaign = RunningCampaign.of(aCampaign());
    String code = campaign.link("alice").path("code");
    campaign.move("pause");
    String paused = open(code, "", "zh-CN").asString();
    assertThat(paused).contains("活动暂停中").doesNotContain("gw=", "class=\"button\"");
    keepForLooking("landing-paused", paused);
    campaign.move("end");
    assertThat(open(code, "", "en").asString())
        .contains("This offer has ended")
        .doesNotContain("gw=");
    String early =
        RunningCampaign.of(aCampaign().startingAt(Instant.parse(LAST_YEAR + "-01-31T17:00:00Z")))
            .link("alice")
            .path("code");
    assertThat(open(early, "", "en").asString())
        .contains("begins on February 1, " + LAST_YEAR)
        .doesNotContain("gw=");
  }

  @Test
  void shouldSendThePolicyOfTheHouseWithEveryPage() {
    String code = RunningCampaign.of(aCampaign()).link("alice").path("code");
    for (Response page : new Response[] {open(code, "", "en"), open("ZZZZZZZZ", "", "en")}) {
      assertThat(page.header("Content-Security-Policy"))
          .contains("default-src 'none'", "style-src 'self'", "base-uri 'none'")
          .doesNotContain("unsafe");
      assertThat(page.header("Cache-Control")).isEqualTo("no-store");
      assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
      assertThat(page.asString()).doesNotContain("<script", "style=");
    }
  }

  @Test
  void shouldEscapeWhatAMarketerWrites() {
    String hostile = "<img src=x onerror=alert(1)>\\\" &";
    String code = RunningCampaign.of(aCampaign().titled(hostile)).link("alice").path("code");
    String html = open(code, "?lang=en", "en").asString();
    assertThat(html).contains("&lt;img src=x").doesNotContain("<img");
  }

  @Test
  void shouldColourTheButtonOfTheCampaignWithoutInlineStyle() {
    String code = RunningCampaign.of(aCampaign()).link("alice").path("code");
    assertThat(open(code, "", "en").asString()).contains("href=\"/c/accent/c2410c.css\"");
    Response sheet = given().get("/c/accent/c2410c.css");
    assertThat(sheet.contentType()).startsWith("text/css");
    assertThat(sheet.asString()).contains(".button{background:#c2410c;color:#fff}");
    given().get("/c/accent/ffffff.css").then().statusCode(404);
    given().get("/c/accent/xyz.css").then().statusCode(404);
  }

  @Test
  void shouldBeSmallEnoughForASlowNetwork() {
    String code = RunningCampaign.of(aCampaign()).link("alice").path("code");
    int bytes =
        open(code, "", "en").asByteArray().length
            + given().get("/assets/goodword.css").asByteArray().length
            + given().get("/assets/landing.css").asByteArray().length;
    assertThat(bytes).isLessThan(60_000);
  }

  private static Response open(String code, String query, String acceptLanguage) {
    return given()
        .header("User-Agent", RunningCampaign.PHONE)
        .header("Accept-Language", acceptLanguage)
        .get("/c/" + code + query);
  }

  private static String token(String html) {
    return href(html).replaceFirst(".*gw=", "");
  }

  private static String href(String html) {
    Matcher matcher = HREF.matcher(html);
    assertThat(matcher.find()).as(html).isTrue();
    return matcher.group(1).replace("&amp;", "&");
  }

  /** Pages as they are, for the eye: open them in a browser next to the style sheets. */
  private static void keepForLooking(String name, String html) throws Exception {
    Path folder = Files.createDirectories(Path.of("target", "pages"));
    Files.write(folder.resolve(name + ".html"), html.getBytes(StandardCharsets.UTF_8));
  }
}
