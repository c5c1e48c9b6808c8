package io.goodword.reward.ledger;

import static io.goodword.reward.Api.as;
import static io.goodword.reward.Api.fresh;
import static io.goodword.reward.Api.fund;
import static io.goodword.reward.Api.spend;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.goodword.reward.Api;
import io.goodword.reward.TestClock;
import io.goodword.stack.testing.TestStack;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(
    value = TestStack.class,
    initArgs = @ResourceArg(name = "database", value = "reward"))
@Tag("RWD-06")
class StatementIT {

  @Inject Ledger ledger;
  @Inject TestClock clock;

  private final String campaign = fresh("campaign");
  private final String alice = fresh("alice");

  @AfterEach
  void timeGoesOnAndBooksAreInOrder() {
    clock.setAhead(Duration.ZERO);
    Api.assertBooksAreInOrder();
  }

  @Test
  void shouldOpenAndCloseWithTheBalancesAroundThePeriod() {
    Instant start = clock.instant();
    fund(campaign, "POINTS", 1_000);
    give(100, null);
    clock.setAhead(Duration.ofDays(1));
    give(50, null);
    spend(alice, 30, fresh("order")).then().statusCode(201);
    clock.setAhead(Duration.ofDays(2));
    give(7, null);

    JsonPath all = json("");
    assertThat(all.getLong("openingBalance")).isZero();
    assertThat(all.getLong("closingBalance")).isEqualTo(127);
    assertThat(all.<Integer>getList("items.balanceAfter")).containsExactly(100, 150, 120, 127);
    JsonPath middle =
        json("?from=%s&to=%s".formatted(start.plusSeconds(43_200), start.plusSeconds(129_600)));
    assertThat(middle.getLong("openingBalance")).isEqualTo(100);
    assertThat(middle.getLong("closingBalance")).isEqualTo(120);
    assertThat(middle.<Integer>getList("items.sequence")).containsExactly(2, 3);
    assertThat(middle.<Integer>getList("items.amount")).containsExactly(50, -30);
    JsonPath none = json("?from=" + start.plus(Duration.ofDays(9)));
    assertThat(none.getList("items")).isEmpty();
    assertThat(none.getLong("openingBalance")).isEqualTo(127);
    assertThat(none.getLong("closingBalance")).isEqualTo(127);
  }

  @Test
  void shouldKeepThePeriodFromPageToPage() {
    Instant start = clock.instant();
    fund(campaign, "POINTS", 1_000);
    give(1, null);
    clock.setAhead(Duration.ofDays(1));
    for (int i = 2; i <= 6; i++) {
      give(i, null);
    }
    String from = "?from=" + start.plusSeconds(43_200);

    JsonPath first = json(from + "&limit=3");
    JsonPath second = json(from + "&limit=3&after=" + first.getString("next"));

    assertThat(first.<Integer>getList("items.sequence")).containsExactly(2, 3, 4);
    assertThat(second.<Integer>getList("items.sequence")).containsExactly(5, 6);
    assertThat(second.getString("next")).isNull();
    assertThat(second.getLong("openingBalance")).isEqualTo(1);
    assertThat(second.getLong("closingBalance")).isEqualTo(21);
  }

  @ParameterizedTest
  @ValueSource(strings = {"?format=csv", ""})
  void shouldWriteCsvWithoutAnyForceInItsTexts(String query) {
    fund(campaign, "POINTS", 1_000);
    give(100, "=HYPERLINK(\"http://evil.example\",\"click\")");
    spend(alice, 30, fresh("order"));

    Response response =
        as(alice, "customer")
            .accept(query.isEmpty() ? "text/csv" : "*/*")
            .get("/v1/customers/" + alice + "/statement" + query);

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.contentType()).isEqualTo("text/csv;charset=UTF-8");
    assertThat(response.header("Content-Disposition")).contains("statement.csv");
    List<String> lines = response.asString().lines().toList();
    assertThat(lines).hasSize(5);
    assertThat(lines.get(0))
        .isEqualTo("sequence,recordedAt,kind,cause,campaignId,amount,balanceAfter");
    assertThat(lines.get(1)).isEqualTo(",,opening,,,,0");
    assertThat(lines.get(2))
        .startsWith("1,20")
        .contains(",grant,\"'=HYPERLINK(\"\"http://evil.example\"\",\"\"click\"\")\",")
        .endsWith("," + campaign + ",100,100");
    assertThat(lines.get(3)).startsWith("2,20").endsWith(",spend,,,-30,70");
    assertThat(lines.get(4)).isEqualTo(",,closing,,,,70");
  }

  @ParameterizedTest
  @CsvSource({
    "en, Statement, Spent, Opening balance, '1,234'",
    "zh-CN, 账户明细, 使用, 期初余额, '1,234'",
    "zh-TW, 帳戶明細, 使用, 期初餘額, '1,234'"
  })
  void shouldPrintAPageInTheLanguageOfTheReader(
      String language, String title, String spent, String opening, String balance) {
    fund(campaign, "POINTS", 2_000);
    give(1_264, null);
    spend(alice, 30, fresh("order"));

    Response response =
        as(alice, "customer")
            .accept("text/html")
            .header("Accept-Language", language)
            .get("/v1/customers/" + alice + "/statement?zone=Asia/Shanghai");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.contentType()).isEqualTo("text/html;charset=UTF-8");
    assertThat(response.header("Content-Security-Policy")).contains("default-src 'none'");
    assertThat(response.header("Cache-Control")).isEqualTo("no-store");
    assertThat(response.asString())
        .contains("<html lang=\"" + language + "\">")
        .contains("<h1>" + title + "</h1>")
        .contains(spent, opening, balance, "Asia/Shanghai", "+1,264", "-30")
        .contains("/assets/statement.css")
        .doesNotContain("{t.", "NOT_FOUND");
  }

  @Test
  void shouldShowMoneyWithItsDecimals() {
    as("fei", "finance")
        .body(java.util.Map.of("kind", "cash", "scale", 2))
        .put("/v1/assets/CASH:EUR")
        .then()
        .statusCode(200);
    fund(campaign, "CASH:EUR", 100_000);
    ledger.post(
        fresh("give"),
        Purpose.of("grant", "test"),
        List.of(
            Leg.of(AccountRef.budget(campaign, "CASH:EUR"), -1_050),
            Leg.earn(AccountRef.customer(alice, "CASH:EUR"), 1_050)));

    as("fei", "finance")
        .get("/v1/customers/" + alice + "/statement?asset=CASH:EUR&format=html&lang=en")
        .then()
        .statusCode(200)
        .body(org.hamcrest.Matchers.containsString("+10.50"));
  }

  @Test
  void shouldWriteAnEmptyStatementForWhoeverHasNothing() {
    JsonPath statement = json("");

    assertThat(statement.getList("items")).isEmpty();
    assertThat(statement.getLong("openingBalance")).isZero();
    as(alice, "customer")
        .get("/v1/customers/" + alice + "/statement?format=html&lang=en")
        .then()
        .statusCode(200)
        .body(org.hamcrest.Matchers.containsString("Nothing was posted in this period."));
  }

  @Test
  void shouldRefuseToPrintWhatNobodyCanRead() {
    fund(campaign, "POINTS", 10_000);
    var operations = new java.util.ArrayList<Operation>();
    for (int i = 0; i < 2_001; i++) {
      operations.add(
          new Operation.Post(
              fresh("give"),
              Purpose.of("grant", "test"),
              List.of(
                  Leg.of(AccountRef.budget(campaign, "POINTS"), -1),
                  Leg.earn(AccountRef.customer(alice, "POINTS"), 1))));
    }
    ledger.apply(operations.subList(0, 1_000));
    ledger.apply(operations.subList(1_000, 2_001));

    as(alice, "customer")
        .get("/v1/customers/" + alice + "/statement?format=html")
        .then()
        .statusCode(422)
        .body("code", equalTo("statement-too-long"));
    String csv =
        as(alice, "customer").get("/v1/customers/" + alice + "/statement?format=csv").asString();
    assertThat(csv.lines().count()).isEqualTo(2_001 + 3);
  }

  @ParameterizedTest
  @CsvSource({
    "?format=pdf, format",
    "?from=tomorrow, from",
    "?to=2026-13-01, to",
    "?from=2026-11-25&to=2026-11-24, to",
    "?zone=Mars/Olympus, zone",
    "?limit=0, limit"
  })
  void shouldRefuseWhatIsNoStatement(String query, String field) {
    as(alice, "customer")
        .get("/v1/customers/" + alice + "/statement" + query)
        .then()
        .statusCode(422)
        .body("violations[0].field", equalTo(field));
  }

  @Test
  void shouldHideOtherPeoplesStatementsInEveryForm() {
    for (String format : List.of("json", "csv", "html")) {
      as("bob", "customer")
          .get("/v1/customers/" + alice + "/statement?format=" + format)
          .then()
          .statusCode(404)
          .contentType("application/problem+json");
    }
  }

  private JsonPath json(String query) {
    return as(alice, "customer")
        .get("/v1/customers/" + alice + "/statement" + query)
        .then()
        .statusCode(200)
        .contentType("application/json")
        .extract()
        .jsonPath();
  }

  private void give(long amount, @Nullable String cause) {
    ledger.post(
        fresh("give"),
        Purpose.of("grant", "test").in(campaign).because(null, cause),
        List.of(
            Leg.of(AccountRef.budget(campaign, "POINTS"), -amount),
            Leg.earn(AccountRef.customer(alice, "POINTS"), amount)));
  }
}
