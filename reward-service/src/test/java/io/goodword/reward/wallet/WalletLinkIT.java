package io.goodword.reward.wallet;

import static io.goodword.reward.Api.as;
import static io.goodword.reward.Api.fresh;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.goodword.kit.token.SignedTokens;
import io.goodword.reward.Api;
import io.goodword.reward.TestClock;
import io.goodword.reward.ledger.Ledger;
import io.goodword.stack.testing.TestStack;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(
    value = TestStack.class,
    initArgs = @ResourceArg(name = "database", value = "reward"))
@Tag("UX-01")
class WalletLinkIT {

  @Inject Ledger ledger;
  @Inject SignedTokens tokens;
  @Inject TestClock clock;

  @AfterEach
  void timeGoesOnAndBooksAreInOrder() {
    clock.setAhead(Duration.ZERO);
    Api.assertBooksAreInOrder();
  }

  @Test
  void shouldFollowTheLanguageOfTheLinkBeforeThatOfTheBrowser() {
    String path = new Holder(ledger).link("?lang=zh-TW");

    assertThat(Holder.open(path, "en").asString()).contains("<html lang=\"zh-TW\">");
    assertThat(Holder.follow(path, Holder.page(path), "English")).contains("<html lang=\"en\">");
  }

  @Test
  void shouldLetNobodyKeepFrameOrScriptThePage() {
    Response page = Holder.open(new Holder(ledger).link(""), null);

    assertThat(page.header("Content-Security-Policy"))
        .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
        .doesNotContain("unsafe-inline");
    assertThat(page.header("Cache-Control")).isEqualTo("no-store");
    assertThat(page.header("Referrer-Policy")).isEqualTo("no-referrer");
    assertThat(page.header("X-Robots-Tag")).isEqualTo("noindex");
    assertThat(page.header("Set-Cookie")).isNull();
    assertThat(page.asString())
        .doesNotContain(" style=", " onclick=", "<style")
        .doesNotContainPattern("(src|href)=\"https?:")
        .doesNotContainPattern("<script[^>]*>[^<]");
    given()
        .get("/assets/wallet.js")
        .then()
        .statusCode(200)
        .contentType(containsString("javascript"));
    given().get("/assets/wallet.css").then().statusCode(200);
  }

  @Test
  @Tag("RWD-05")
  void shouldShowSupportEverythingButTheCodes() {
    var alice = new Holder(ledger);
    String code = alice.coupon(Holder.pool(Map.of()));
    String url =
        as("su", "support")
            .post("/v1/customers/" + alice.id + "/wallet-links?lang=en")
            .then()
            .statusCode(201)
            .extract()
            .path("url");

    assertThat(Holder.page(url.replaceAll("^http://[^/]*", "")))
        .contains("Support view", "CN¥20 off", "•••• " + code.substring(code.length() - 4))
        .doesNotContain(code, "Copy code", "Show QR code");
  }

  @Test
  void shouldCloseWhenItsTimeIsOver() {
    var alice = new Holder(ledger);
    alice.earn("POINTS", 77);
    String path = alice.link("");
    clock.setAhead(Duration.ofMinutes(14));
    Holder.open(path, "en").then().statusCode(200);
    clock.setAhead(Duration.ofMinutes(15));

    for (Map.Entry<String, String> said :
        Map.of("zh-CN", "链接已过期", "zh-TW", "連結已過期", "en", "This link has expired").entrySet()) {
      Response page = Holder.open(path, said.getKey());
      assertThat(page.statusCode()).isEqualTo(410);
      assertThat(page.contentType()).isEqualTo("text/html;charset=UTF-8");
      assertThat(page.header("Cache-Control")).isEqualTo("no-store");
      assertThat(page.asString())
          .contains("<html lang=\"" + said.getKey() + "\">", said.getValue())
          .doesNotContain("77");
    }
  }

  @Test
  void shouldOpenNothingForAForgedLinkOrOneOfAnotherPurpose() {
    String path = new Holder(ledger).link("");
    String token = path.substring("/w/".length());
    char last = token.charAt(token.length() - 3);
    String forged = token.substring(0, token.length() - 3) + (last == 'A' ? 'B' : 'A') + "AA";
    String other =
        tokens.sign("review", Map.of("customer", "alice"), Instant.now().plusSeconds(600));

    for (String wrong :
        List.of(forged, other, "v1.none.none", "x", "v1.e30.AAAA", "a".repeat(3_000))) {
      Response page = Holder.open("/w/" + wrong, "en");
      assertThat(page.statusCode()).as(wrong).isEqualTo(404);
      assertThat(page.contentType()).isEqualTo("text/html;charset=UTF-8");
      assertThat(page.asString()).contains("This page was not found");
    }
  }

  @Test
  void shouldGiveNobodyALinkToSomebodyElse() {
    var alice = new Holder(ledger);

    as("bob", "customer")
        .post("/v1/customers/" + alice.id + "/wallet-links")
        .then()
        .statusCode(404)
        .contentType("application/problem+json")
        .body("code", equalTo("not-found"));
    for (String role : List.of("marketer", "finance", "auditor", "system", "sales", "moderator")) {
      as("me", role).post("/v1/customers/" + alice.id + "/wallet-links").then().statusCode(403);
    }
    given().post("/v1/customers/" + alice.id + "/wallet-links").then().statusCode(401);
  }

  @Test
  void shouldNotShowOneCustomerWhatAnotherHas() {
    var alice = new Holder(ledger);
    String code = alice.coupon(Holder.pool(Map.of()));
    alice.earn("POINTS", 4_321);

    assertThat(new Holder(ledger).page()).doesNotContain(code, "4,321");
  }

  @ParameterizedTest
  @CsvSource({"?lang=fr, lang", "?zone=Mars/Olympus, zone"})
  void shouldRefuseALinkThatNobodyCouldRead(String query, String field) {
    String alice = fresh("alice");
    as(alice, "customer")
        .post("/v1/customers/" + alice + "/wallet-links" + query)
        .then()
        .statusCode(422)
        .body("violations[0].field", equalTo(field));
  }

  @Test
  void shouldRefuseAnIdThatNobodyHas() {
    as("su", "support")
        .post("/v1/customers/" + "x".repeat(101) + "/wallet-links")
        .then()
        .statusCode(422)
        .body("violations[0].field", equalTo("id"));
  }

  @ParameterizedTest
  @CsvSource({"before=%25%25", "before=bm90aGluZw", "coupons=bm90aGluZw"})
  void shouldRefuseAPageThatWasNotLinked(String query) {
    var alice = new Holder(ledger);
    alice.earn("POINTS", 1);
    Holder.open(alice.link("?lang=en") + "&" + query, null)
        .then()
        .statusCode(400)
        .body("code", equalTo("malformed-cursor"));
  }

  @Test
  void shouldShowTimesInTheZoneOfTheReader() {
    var alice = new Holder(ledger);
    alice.earn("POINTS", 1);

    assertThat(Holder.page(alice.link("?lang=en&zone=America/New_York")))
        .contains("Dates are in Eastern Time.");
    assertThat(alice.page()).contains("Dates are in China Time.");
  }

  @Test
  void shouldAnswerWhenALinkEnds() {
    String alice = fresh("alice");
    Response link = as(alice, "customer").post("/v1/customers/" + alice + "/wallet-links");

    assertThat(link.statusCode()).isEqualTo(201);
    assertThat(link.header("Cache-Control")).isEqualTo("no-store");
    assertThat(Instant.parse(link.path("expiresAt")))
        .isBetween(Instant.now().plusSeconds(840), Instant.now().plusSeconds(900));
    assertThat(link.<String>path("url")).startsWith("http://localhost:8083/w/v1.");
  }
}
