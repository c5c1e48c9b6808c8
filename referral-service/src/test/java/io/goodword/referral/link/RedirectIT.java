package io.goodword.referral.link;

import static io.goodword.referral.campaign.CampaignJson.aCampaign;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.goodword.kit.sql.Sql;
import io.goodword.stack.testing.TestStack;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(
    value = TestStack.class,
    initArgs = @ResourceArg(name = "database", value = "referral"))
@Tag("REF-02")
@Tag("REF-03")
class RedirectIT {

  private static final String FIREFOX =
      "Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0";

  @Inject Sql sql;
  @Inject Clicks clicks;
  @Inject Touchpoints touchpoints;
  @Inject StoredClicks stored;

  @Test
  void shouldLeadToTheLandingPageAndRecordTheTouch() {
    Response link = RunningCampaign.of(aCampaign()).link("alice");
    String code = link.path("code");
    Instant before = Instant.now().truncatedTo(ChronoUnit.MILLIS);

    Response redirect = as(RunningCampaign.PHONE).get("/r/" + code + "?via=wechat");

    assertThat(redirect.statusCode()).isEqualTo(302);
    assertThat(redirect.header("Cache-Control")).isEqualTo("no-store");
    assertThat(redirect.header("Location")).startsWith("/c/" + code + "?click=");
    String click = redirect.header("Location").replaceFirst(".*click=", "");
    assertThat(UUID.fromString(click).version()).isEqualTo(7);
    Optional<Touch> found =
        await()
            .atMost(Duration.ofSeconds(60))
            .until(() -> touchpoints.byClick(click), Optional::isPresent);
    assertThat(found)
        .hasValueSatisfying(
            touch -> {
              assertThat(touch.linkId()).isEqualTo(link.<String>path("linkId"));
              assertThat(touch.channel()).isEqualTo("wechat");
              assertThat(touch.occurredAt())
                  .isEqualTo(ClickIds.time(UUID.fromString(click)))
                  .isBetween(before, Instant.now());
            });
    assertThat(touchpoints.byClick("forged")).isEmpty();
  }

  @Test
  void shouldCountPeopleVisitorsAndProgramsApart() {
    RunningCampaign campaign = RunningCampaign.of(aCampaign());
    String path = "/r/" + campaign.link("alice").<String>path("code");
    awaitRoomInTheHour();
    LocalDate today = LocalDate.now(ZoneOffset.UTC);

    as(RunningCampaign.PHONE).get(path + "?via=line").then().statusCode(302);
    as(RunningCampaign.PHONE).get(path + "?via=line").then().statusCode(302);
    as(FIREFOX).get(path + "?via=nonsense").then().statusCode(302);
    as("TelegramBot (like TwitterBot)").get(path).then().statusCode(302);
    Response head = as(RunningCampaign.PHONE).head(path);
    Response prefetch = as(FIREFOX).header("Sec-Purpose", "prefetch;prerender").get(path);
    as(FIREFOX).header("Purpose", "prefetch").get(path).then().statusCode(302);

    assertThat(head.statusCode()).isEqualTo(302);
    assertThat(head.header("Location")).doesNotContain("click=");
    assertThat(prefetch.statusCode()).isEqualTo(302);
    assertThat(prefetch.header("Location")).doesNotContain("click=");
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () -> assertThat(clicks.counts(campaign.id())).isEqualTo(new ClickCounts(3, 2, 1, 0)));
    assertThat(clicks.daily(campaign.id()))
        .containsExactly(new Clicks.Day(today, new ClickCounts(3, 2, 1, 0)));
    assertThat(clicks.byChannel(campaign.id()))
        .containsEntry("line", new ClickCounts(2, 1, 0, 0))
        .containsEntry("other", new ClickCounts(1, 1, 1, 0));
  }

  @Test
  void shouldCountNothingTwiceWhenABatchIsWrittenAgain() {
    RunningCampaign campaign = RunningCampaign.of(aCampaign());
    String linkId = campaign.link("alice").path("linkId");
    long millis = Instant.now().toEpochMilli();
    List<Opening> batch =
        List.of(
            click(millis, 1, linkId, campaign, null, 7),
            click(millis, 2, linkId, campaign, null, 7),
            click(millis, 3, linkId, campaign, null, 8),
            click(millis, 4, linkId, campaign, "curl", 7));

    stored.write(batch.subList(0, 2));
    stored.write(batch);
    stored.write(batch);

    assertThat(clicks.counts(campaign.id())).isEqualTo(new ClickCounts(3, 2, 1, 0));
  }

  @Test
  void shouldCountAVisitorAgainInTheNextHour() {
    RunningCampaign campaign = RunningCampaign.of(aCampaign());
    String linkId = campaign.link("alice").path("linkId");
    long hour = Instant.parse("2026-12-05T10:59:59.999Z").toEpochMilli();

    stored.write(
        List.of(
            click(hour, 1, linkId, campaign, null, 7),
            click(hour + 1, 2, linkId, campaign, null, 7)));

    assertThat(clicks.counts(campaign.id())).isEqualTo(new ClickCounts(2, 2, 0, 0));
    assertThat(
            sql.query(
                "select tableoid::regclass::text as part from clicks where campaign_id = ?",
                row -> row.getString("part"),
                campaign.id()))
        .containsOnly("clicks_2026_12");
  }

  @Test
  void shouldKeepNoAddressOfAVisitor() {
    RunningCampaign campaign = RunningCampaign.of(aCampaign());
    as(FIREFOX).get("/r/" + campaign.link("alice").<String>path("code"));
    await().atMost(Duration.ofSeconds(60)).until(() -> clicks.counts(campaign.id()).raw() == 1);

    assertThat(
            sql.query(
                "select clicks::text as stored from clicks where campaign_id = ?",
                row -> row.getString("stored"),
                campaign.id()))
        .hasSize(1)
        .allSatisfy(row -> assertThat(row).doesNotContain("127.0.0.1", "Firefox", "0:0:0:0"));
  }

  @Test
  void shouldSaySoKindlyWhenTheCodeIsUnknown() {
    for (String code : List.of("ZZZZZZZZ", "short", "%00", "..%2f..%2fetc")) {
      Response page =
          as(FIREFOX).urlEncodingEnabled(false).header("Accept-Language", "en").get("/r/" + code);
      assertThat(page.statusCode()).as(code).isEqualTo(404);
    }
    as(FIREFOX)
        .header("Accept-Language", "zh-TW")
        .get("/r/ZZZZZZZZ")
        .then()
        .contentType("text/html;charset=UTF-8")
        .header("Cache-Control", "no-store");
    assertThat(as(FIREFOX).header("Accept-Language", "zh-TW").get("/r/ZZZZZZZZ").asString())
        .contains("找不到這個連結")
        .doesNotContain("<a ");
  }

  @Test
  void shouldOpenACodeThatWasTypedByHand() {
    String code = RunningCampaign.of(aCampaign()).link("alice").path("code");
    String typed = code.substring(0, 4).toLowerCase(Locale.ROOT) + "-" + code.substring(4);
    assertThat(as(FIREFOX).get("/r/" + typed).header("Location")).startsWith("/c/" + code);
  }

  /** People are told apart within an hour: what is counted once must not lie in two of them. */
  private static void awaitRoomInTheHour() {
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> Instant.now().getEpochSecond() % 3_600 < 3_570);
  }

  private static Opening.Click click(
      long millis,
      int number,
      String linkId,
      RunningCampaign campaign,
      @Nullable String bot,
      int visitor) {
    long high = (millis << 16) | 0x7000L | number;
    var id = new UUID(high, 0x8000_0000_0000_0000L | System.nanoTime());
    byte[] hash = new byte[16];
    hash[0] = (byte) visitor;
    return new Opening.Click(id, linkId, campaign.id(), "wechat", bot, hash);
  }

  private static RequestSpecification as(String userAgent) {
    return given().redirects().follow(false).header("User-Agent", userAgent);
  }
}
