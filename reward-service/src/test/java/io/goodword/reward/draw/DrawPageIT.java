package io.goodword.reward.draw;

import static io.goodword.reward.Api.fresh;
import static io.goodword.reward.draw.DrawApi.UNTIL_CLOSED;
import static io.goodword.reward.draw.DrawApi.announced;
import static io.goodword.reward.draw.DrawApi.awaitState;
import static io.goodword.reward.draw.DrawApi.buy;
import static io.goodword.reward.draw.DrawApi.draft;
import static io.goodword.reward.draw.DrawApi.give;
import static io.goodword.reward.draw.DrawApi.prize;
import static io.goodword.reward.draw.DrawApi.proof;
import static io.goodword.reward.draw.DrawApi.read;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.goodword.reward.Api;
import io.goodword.reward.TestClock;
import io.goodword.stack.testing.TestStack;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The public page without JavaScript, in three languages. */
@QuarkusTest
@WithTestResource(
    value = TestStack.class,
    initArgs = @ResourceArg(name = "database", value = "reward"))
@Tag("RWD-09")
@Tag("UX-01")
class DrawPageIT {

  @Inject TestClock clock;

  private final String alice = fresh("alice");

  @AfterEach
  void booksAreInOrder() {
    clock.setAhead(Duration.ZERO);
    Api.assertBooksAreInOrder();
  }

  @ParameterizedTest
  @CsvSource({
    "zh-CN, 冬日茶会抽奖, 每张奖券平均中奖概率为50%, 进行中, '价值100.00 CNY'",
    "zh-TW, 冬日茶會抽獎, 每張獎券平均中獎機率為50%, 進行中, '價值100.00 CNY'",
    "en, Winter tea draw, 50 % for a ticket on average, Open, 'worth 100.00 CNY'"
  })
  void shouldShowRulesOddsAndCommitmentsInTheLanguageOfTheReader(
      String language, String title, String odds, String state, String value) {
    give("POINTS", 500, alice);
    String draw = announced(draft(prize("POINTS", 100, 1, 10_000)));
    buy(draw, alice, 2).then().statusCode(201);
    JsonPath view = read(draw);

    Response page = given().header("Accept-Language", language).get("/draws/" + draw);

    String html = page.then().statusCode(200).extract().asString();
    assertThat(page.contentType()).isEqualTo("text/html;charset=UTF-8");
    assertThat(html)
        .contains(
            "<html lang=\"" + language + "\">",
            "<h1>" + title + "</h1>",
            odds,
            state,
            value,
            "400-000-0000",
            view.getString("commitment"),
            view.getString("rulesHash"),
            "/v1/draws/" + draw + "/proof")
        .doesNotContain(alice, "{", "null");
    assertThat(page.header("Content-Security-Policy"))
        .contains("default-src 'none'", "script-src 'self'")
        .doesNotContain("unsafe");
    assertThat(html).doesNotContain("<script>", "onclick", "style=\"");
    assertThat(html.getBytes(StandardCharsets.UTF_8).length).isLessThan(20_000);
  }

  @Test
  void shouldShowWinnersByTicketAndHashOnly() {
    give("POINTS", 500, alice);
    String draw = announced(draft(prize("POINTS", 100, 1)));
    buy(draw, alice, 1).then().statusCode(201);
    clock.setAhead(UNTIL_CLOSED);
    JsonPath settled = awaitState(draw, "settled");

    String html =
        given().get("/draws/" + draw + "?lang=en").then().statusCode(200).extract().asString();

    assertThat(html)
        .contains(
            "<h2>Winners</h2>",
            settled.getString("winners[0].ticket"),
            settled.getString("winners[0].holder").substring(0, 12) + "…",
            settled.getString("seed"),
            settled.getString("ticketsHash"),
            "Drawn and paid")
        .doesNotContain(alice);
  }

  @Test
  void shouldComputeTheDrawAgainWhenThePageIsOpened() throws IOException {
    give("POINTS", 500, alice);
    String draw = announced(draft(prize("POINTS", 100, 1)));
    buy(draw, alice, 3).then().statusCode(201);
    String proof = "/v1/draws/" + draw + "/proof";

    JsonNode before = Script.opened(html(draw), proof(draw));
    clock.setAhead(UNTIL_CLOSED);
    JsonPath settled = awaitState(draw, "settled");
    JsonNode after = Script.opened(html(draw), proof(draw));
    String swapped =
        proof(draw)
            .replace(
                settled.getString("winners[0].ticket"),
                settled.getString("winners[0].ticket").replaceAll("\\..*", ".9"));
    JsonNode tampered = Script.opened(html(draw), swapped);

    assertThat(before.path("asked")).extracting(JsonNode::asText).containsExactly(proof);
    assertThat(results(before)).containsExactly("passed", "open", "open", "open", "open");
    assertThat(results(after)).containsOnly("passed").hasSize(5);
    assertThat(after.path("checks").path(0).path("shown").asText()).isEqualTo("Passed");
    assertThat(results(tampered)).containsExactly("passed", "passed", "passed", "failed", "failed");
    assertThat(tampered.path("checks").path(4).path("shown").asText()).isEqualTo("Failed");
  }

  private static String html(String draw) {
    return given().get("/draws/" + draw + "?lang=en").then().statusCode(200).extract().asString();
  }

  private static List<String> results(JsonNode page) {
    var results = new ArrayList<String>();
    page.path("checks").forEach(check -> results.add(check.path("result").asText()));
    return results;
  }

  @Test
  void shouldSayWhyADrawWasCalledOffAndThatNobodyWon() {
    String cancelled = announced(draft(prize("POINTS", 1, 1)));
    DrawApi.cancel(cancelled, "<b>No</b> tea.").then().statusCode(200);
    awaitState(cancelled, "cancelled");
    String alone = announced(draft(prize("POINTS", 1, 1)));
    clock.setAhead(UNTIL_CLOSED);
    awaitState(alone, "settled");

    assertThat(given().get("/draws/" + cancelled + "?lang=en").asString())
        .contains(
            "The draw was called off: &lt;b&gt;No&lt;/b&gt; tea. What tickets cost was given back.");
    assertThat(given().get("/draws/" + alone + "?lang=en").asString())
        .contains("Nobody had a ticket, so nobody won.");
  }

  @Test
  void shouldServeTheVerifierAsAScript() {
    Response script = given().get("/assets/verify-draw.mjs");

    script.then().statusCode(200);
    assertThat(script.contentType()).containsPattern("(text|application)/javascript");
    assertThat(script.asString()).contains("export const verify");
  }

  @ParameterizedTest
  @CsvSource({
    "nowhere, zh-CN, 找不到这个抽奖",
    "01980f2a-6c00-7a10-8f01-5a1d3c9bdead, en, We could not find this draw"
  })
  void shouldSaySoWhenTheAddressLeadsNowhere(String id, String language, String title) {
    given()
        .headers(Map.of("Accept-Language", language))
        .get("/draws/" + id)
        .then()
        .statusCode(404)
        .contentType("text/html;charset=UTF-8")
        .body(org.hamcrest.Matchers.containsString("<h1>" + title + "</h1>"));
  }
}
