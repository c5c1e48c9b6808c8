package io.goodword.referral.link;

import static io.goodword.referral.campaign.CampaignJson.aCampaign;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.goodword.contracts.referral.LinkCreated;
import io.goodword.kit.sql.Sql;
import io.goodword.stack.testing.TestStack;
import io.goodword.stack.testing.Tokens;
import io.goodword.stack.testing.Topics;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(
    value = TestStack.class,
    initArgs = @ResourceArg(name = "database", value = "referral"))
@Tag("REF-02")
class LinkIT {

  @Inject Sql sql;
  @Inject Links links;

  @Test
  void shouldGiveTheSameLinkAtEveryCall() {
    RunningCampaign campaign = RunningCampaign.of(aCampaign());
    Response first = campaign.link("alice");
    Response second = campaign.link("alice");

    first.then().statusCode(201).body("disclosure", equalTo("推荐成功后，我也会获得奖励。"));
    second.then().statusCode(200);
    assertThat(second.asString()).isEqualTo(first.asString());
    String code = first.path("code");
    assertThat(code).matches("[2-9A-HJKMNP-TV-Z]{8}");
    assertThat(first.<String>path("shortUrl")).isEqualTo("http://localhost:8081/r/" + code);
    assertThat(first.<String>path("couponCode")).matches("[2-9A-HJKMNP-TV-Z]{10}");
    String coupon = first.path("couponCode");
    String linkId = first.path("linkId");
    assertThat(links.byCode(code.toLowerCase(Locale.ROOT)))
        .contains(new LinkRef(linkId, campaign.id(), "alice", code));
    assertThat(links.byCouponCode(coupon)).isEqualTo(links.byId(linkId)).isPresent();
  }

  @Test
  void shouldGiveOneLinkWhenTwentyCallsComeAtOnce() throws Exception {
    RunningCampaign campaign = RunningCampaign.of(aCampaign());
    List<Callable<Response>> calls = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      calls.add(() -> campaign.link("bob"));
    }
    List<String> answers = new ArrayList<>();
    List<Integer> codes = new ArrayList<>();
    try (var pool = Executors.newFixedThreadPool(20)) {
      for (Future<Response> answer : pool.invokeAll(calls)) {
        answers.add(answer.get().asString());
        codes.add(answer.get().statusCode());
      }
    }
    assertThat(answers).hasSize(20).containsOnly(answers.getFirst());
    assertThat(codes).containsOnlyOnce(201).containsOnly(200, 201);
    assertThat(links.count(campaign.id())).isEqualTo(1);
    String linkId = campaign.link("bob").path("linkId");
    List<Topics.Entry> events =
        Topics.await("goodword.referral", 1, Duration.ofSeconds(60), e -> linkId.equals(e.key()));
    assertThat(events).hasSize(1);
    assertThat(events.getFirst().header("ce_type")).isEqualTo(LinkCreated.TYPE);
  }

  @Test
  void shouldDrawTheShortLinkAsPngAndSvg() throws Exception {
    Response link = RunningCampaign.of(aCampaign()).link("alice");
    String id = link.path("linkId");

    Response png = given().get("/v1/links/" + id + "/qr.png");
    png.then().statusCode(200).contentType("image/png");
    assertThat(CodesTest.read(ImageIO.read(new ByteArrayInputStream(png.asByteArray()))))
        .isEqualTo(link.<String>path("shortUrl"));
    given().get("/v1/links/" + id + "/qr.svg").then().statusCode(200).contentType("image/svg+xml");
    given().get("/v1/links/" + UUID.randomUUID() + "/qr.png").then().statusCode(404);
  }

  @Test
  void shouldMakeNoNewLinkWhenTheCampaignDoesNotRun() {
    RunningCampaign campaign = RunningCampaign.of(aCampaign());
    String before = campaign.link("alice").asString();
    campaign.move("pause");

    campaign.link("carol").then().statusCode(409).body("code", equalTo("campaign-not-running"));
    assertThat(campaign.link("alice").asString()).isEqualTo(before);
    new RunningCampaign(UUID.randomUUID().toString()).link("alice").then().statusCode(404);
  }

  @Test
  void shouldGiveACustomerOnlyTheirOwnLink() {
    RunningCampaign campaign = RunningCampaign.of(aCampaign());
    give(campaign, Tokens.of("alice", "customer"), "{\"advocateId\":\"bob\"}")
        .then()
        .statusCode(404);
    give(campaign, Tokens.of("shop", "system"), "{\"advocateId\":\"bob\"}").then().statusCode(201);
    give(campaign, Tokens.of("shop", "system"), "{}").then().statusCode(422);
    assertThat(links.count(campaign.id())).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"marketer, 403", "support, 403", "finance, 403", "customer, 201"})
  void shouldGiveLinksToCustomersOnly(String role, int status) {
    RunningCampaign campaign = RunningCampaign.of(aCampaign());
    give(campaign, Tokens.of("somebody", role), "{}").then().statusCode(status);
  }

  @Test
  void shouldNeedNoBody() {
    RunningCampaign campaign = RunningCampaign.of(aCampaign());
    given()
        .auth()
        .oauth2(Tokens.of("dave", "customer"))
        .post("/v1/campaigns/" + campaign.id() + "/links")
        .then()
        .statusCode(201);
    give(campaign, "", "{}").then().statusCode(401);
    give(campaign, Tokens.of("dave", "customer"), "{\"role\":1}")
        .then()
        .statusCode(400)
        .body("code", equalTo("malformed-request"));
    give(campaign, Tokens.of("dave", "customer"), "{").then().statusCode(400);
    give(campaign, Tokens.of("dave", "customer"), "null").then().statusCode(400);
  }

  private static Response give(RunningCampaign campaign, String token, String body) {
    var request = token.isEmpty() ? given() : given().auth().oauth2(token);
    return request
        .contentType("application/json")
        .body(body)
        .post("/v1/campaigns/" + campaign.id() + "/links");
  }
}
