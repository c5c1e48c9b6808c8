package io.goodword.reward.tax;

import static io.goodword.reward.Api.as;
import static io.goodword.reward.Api.fresh;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.goodword.contracts.referral.CampaignStarted;
import io.goodword.contracts.reward.TaxThresholdReached;
import io.goodword.kit.event.EventJson;
import io.goodword.kit.sql.Sql;
import io.goodword.reward.Api;
import io.goodword.reward.Events;
import io.goodword.reward.TestClock;
import io.goodword.reward.Waiting;
import io.goodword.reward.ledger.AccountRef;
import io.goodword.reward.ledger.Ledger;
import io.goodword.reward.ledger.Leg;
import io.goodword.reward.ledger.Outcome;
import io.goodword.reward.ledger.Purpose;
import io.goodword.stack.testing.TestStack;
import io.goodword.stack.testing.Topics;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(
    value = TestStack.class,
    initArgs = @ResourceArg(name = "database", value = "reward"))
@Tag("RWD-10")
class TaxIT {

  /** Rewards of this year are in the past of the test's clock and of nobody's closed month. */
  private static final int YEAR = 2017;

  @Inject Taxes taxes;
  @Inject Ledger ledger;
  @Inject Sql sql;
  @Inject TestClock clock;

  private final String asset = "POINTS:" + fresh("t");
  private final String market = "M" + fresh("").substring(1, 9);
  private final String campaign = fresh("campaign");
  private final String alice = fresh("alice");

  @BeforeEach
  void anAssetACampaignAndAThreshold() {
    Api.fei().body(Map.of("kind", "points", "scale", 0)).put("/v1/assets/" + asset);
    Api.fei()
        .body(Map.of("currency", "CNY", "minor", 10, "per", 1, "from", YEAR + "-01-01"))
        .put("/v1/assets/" + asset + "/fair-value")
        .then()
        .statusCode(200);
    Instant now = Instant.now();
    Events.publish(
        "goodword.referral",
        CampaignStarted.TYPE,
        campaign,
        new CampaignStarted(campaign, market, 1, now, now.plusSeconds(60), List.of(), now));
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                sql.first(
                        "select market from campaign_markets where campaign_id = ?",
                        row -> row.getString(1),
                        campaign)
                    .isPresent());
    at(YEAR + "-06-15T10:00:00Z");
  }

  @AfterEach
  void booksAreInOrder() {
    clock.setAhead(Duration.ZERO);
    Api.assertBooksAreInOrder();
  }

  @ParameterizedTest(name = "{0} at 10 fen, threshold {1} inclusive {2}: {3}")
  @CsvSource({
    "99, 1000, true, no",
    "100, 1000, true, yes",
    "101, 1000, true, yes",
    "100, 1001, true, no",
    "100, 999, true, yes",
    "99, 1000, false, no",
    "100, 1000, false, no",
    "101, 1000, false, yes"
  })
  void shouldReportAndAnnounceAtTheThreshold(
      long units, long threshold, boolean inclusive, String reached) {
    threshold("year", threshold, inclusive);
    give(units);

    Map<String, String> total = total("year");
    taxes.look();
    taxes.look();

    assertThat(total)
        .containsEntry("value", Long.toString(units * 10))
        .containsEntry("threshold", Long.toString(threshold))
        .containsEntry("reached", reached)
        .containsEntry("currency", "CNY")
        .containsEntry("verified", "yes");
    assertThat(notices()).isEqualTo(reached.equals("yes") ? 1 : 0);
  }

  @Test
  @Tag("RWD-11")
  void shouldAnnounceOnceForAPersonYearAndThreshold() throws Exception {
    threshold("year", 1_000, true);
    give(60);
    taxes.look();
    assertThat(notices()).isZero();
    give(60);
    taxes.look();
    give(60);
    taxes.look();

    List<Topics.Entry> told =
        Topics.await(
            "goodword.reward",
            1,
            Duration.ofSeconds(60),
            entry ->
                alice.equals(entry.key())
                    && entry.header("ce_type").equals(TaxThresholdReached.TYPE));
    var event = EventJson.read(told.getFirst().text().getBytes(UTF_8), TaxThresholdReached.class);
    assertThat(event.value()).isEqualTo(1_200);
    assertThat(event.threshold()).isEqualTo(1_000);
    assertThat(event.market()).isEqualTo(market);
    assertThat(event.year()).isEqualTo(YEAR);
    assertThat(notices()).isEqualTo(1);
    threshold("year", 1_500, true);
    taxes.look();
    assertThat(notices()).isEqualTo(2);
  }

  @Test
  @Tag("RWD-11")
  void shouldLookAgainWhenAThresholdChangesDuringALook() throws Exception {
    threshold("year", 1_000, true);
    give(120);
    at(YEAR + "-06-20T10:00:00Z");
    try (Connection other =
        DriverManager.getConnection(TestStack.jdbcUrl("reward"), "goodword", "goodword")) {
      other.setAutoCommit(false);
      // another instance is just about to announce the same
      other
          .createStatement()
          .execute(
              "insert into tax_notices values ('%s', '%s', %d, 'year', 'CNY', 1000, 1200, now())"
                  .formatted(alice, market, YEAR));
      CompletableFuture<Void> look = CompletableFuture.runAsync(taxes::look);
      await().atMost(Duration.ofSeconds(60)).until(() -> Waiting.behind(other, sql) > 0);
      threshold("year", 1_100, true);
      other.rollback();
      look.get(60, TimeUnit.SECONDS);
    }
    assertThat(notices()).isEqualTo(1);

    taxes.look();

    assertThat(notices()).isEqualTo(2);
  }

  @Test
  void shouldCountWhatWasGivenAndTakenBackButNotWhatWasSpent() {
    threshold("year", 1_000, true);
    Outcome.Posted first = give(80);
    give(30);
    ledger.post(
        fresh("spend"),
        Purpose.of("spend", "test"),
        List.of(
            Leg.of(AccountRef.customer(alice, asset), -50),
            Leg.of(AccountRef.redemption("shop", asset), 50)));
    assertThat(total("year")).containsEntry("value", "1100").containsEntry("reached", "yes");

    ledger.reverse(first.journalId(), null, "test");
    post("adjust", "migration", 500);
    post("adjust", "goodwill", 4);

    assertThat(total("year")).containsEntry("value", "340").containsEntry("reached", "no");
  }

  @Test
  void shouldLookAtEachRewardByItselfWhenTheBasisIsAnEvent() {
    threshold("event", 800, false);
    give(80);
    give(80);
    assertThat(total("event"))
        .containsEntry("value", "800")
        .containsEntry("reached", "no")
        .containsEntry("times", "0");

    give(81);
    give(90);

    assertThat(total("event"))
        .containsEntry("value", "900")
        .containsEntry("reached", "yes")
        .containsEntry("times", "2");
  }

  /** The year begins where the market is. */
  @Test
  void shouldPutARewardIntoTheYearOfTheMarket() {
    threshold("year", 1_000, true);
    at((YEAR - 1) + "-12-31T15:50:00Z");
    give(1);
    at((YEAR - 1) + "-12-31T16:00:01Z");
    give(2);
    at(YEAR + "-12-31T15:50:00Z");
    give(4);
    at(YEAR + "-12-31T16:00:01Z");
    give(8);

    assertThat(total("year")).containsEntry("value", "60");
  }

  @Test
  void shouldSayWhenAnAssetHasNoFairValue() {
    threshold("year", 1_000, true);
    String other = "GIFT:" + fresh("g");
    Api.fei().body(Map.of("kind", "gift", "scale", 0)).put("/v1/assets/" + other);
    give(5);
    ledger.post(
        fresh("give"),
        Purpose.of("grant", "test").in(campaign),
        List.of(
            Leg.of(AccountRef.issuance(other), -3),
            Leg.earn(AccountRef.customer(alice, other), 3)));

    assertThat(lines())
        .anySatisfy(
            line ->
                assertThat(line)
                    .containsEntry("asset", other)
                    .containsEntry("units", "3")
                    .containsEntry("value", ""));
    assertThat(total("year")).containsEntry("value", "50");
  }

  @Test
  void shouldSayWhereEachThresholdComesFromAndThatItIsToBeVerified() {
    JsonPath thresholds = as("an", "auditor").get("/v1/tax-thresholds").jsonPath();

    String us = "items.findAll { it.market == 'US' && !it.verified }";
    assertThat(thresholds.getList(us + ".fromYear")).contains(1954, 2026);
    assertThat(thresholds.getList(us + ".amount")).contains(60_000, 200_000);
    assertThat(thresholds.getList("items.findAll { it.market == 'CN' }.amount")).contains(80_000);
    assertThat(thresholds.<String>getList("items.source"))
        .allSatisfy(source -> assertThat(source).isNotBlank());
  }

  @Test
  void shouldRefuseWhatBreaksARule() {
    as("an", "auditor")
        .get("/v1/exports/tax.csv?year=2026&market=Narnia")
        .then()
        .statusCode(422)
        .body("code", equalTo("no-tax-threshold"));
    as("an", "auditor").get("/v1/exports/tax.csv?year=2026").then().statusCode(422);
    as("an", "auditor").get("/v1/exports/tax.csv?year=99999&market=US").then().statusCode(422);
    Map<String, Object> good = body("year", 5, true);
    good.forEach(
        (field, value) -> {
          var without = new HashMap<>(good);
          without.remove(field);
          Api.fei().body(without).put("/v1/tax-thresholds/XX").then().statusCode(422);
        });
    Map<String, Object> bad =
        Map.of(
            "basis", "month",
            "fromYear", 1_800,
            "currency", "yuan",
            "amount", 0,
            "zone", "Mars/Olympus",
            "policy", "ignore",
            "source", " ");
    bad.forEach(
        (field, value) -> {
          var wrong = new HashMap<>(good);
          wrong.put(field, value);
          Api.fei().body(wrong).put("/v1/tax-thresholds/XX").then().statusCode(422);
        });
    for (Map<String, Object> worth :
        List.<Map<String, Object>>of(
            Map.of("currency", "CNY"),
            Map.of("currency", "cny", "minor", 1),
            Map.of("currency", "CNY", "minor", -1),
            Map.of("currency", "CNY", "minor", 1, "per", 0),
            Map.of("currency", "CNY", "minor", 1, "from", "0001-01-01"))) {
      Api.fei().body(worth).put("/v1/assets/" + asset + "/fair-value").then().statusCode(422);
    }
    Api.fei()
        .body(Map.of("currency", "CNY", "minor", 1))
        .put("/v1/assets/NOWHERE/fair-value")
        .then()
        .statusCode(422)
        .body("code", equalTo("unknown-asset"));
  }

  private void at(String moment) {
    clock.setAhead(Duration.between(Instant.now(), Instant.parse(moment)));
  }

  private void threshold(String basis, long amount, boolean inclusive) {
    Api.fei()
        .body(body(basis, amount, inclusive))
        .put("/v1/tax-thresholds/" + market)
        .then()
        .statusCode(200);
  }

  private static Map<String, Object> body(String basis, long amount, boolean inclusive) {
    return Map.of(
        "basis",
        basis,
        "fromYear",
        YEAR - 1,
        "currency",
        "CNY",
        "amount",
        amount,
        "inclusive",
        inclusive,
        "zone",
        "Asia/Shanghai",
        "policy",
        "notify",
        "source",
        "test");
  }

  private Outcome.Posted give(long units) {
    return post("grant", null, units);
  }

  private Outcome.Posted post(String kind, @Nullable String code, long units) {
    return ledger.post(
        fresh("give"),
        Purpose.of(kind, "test").in(campaign).because(code, null),
        List.of(
            Leg.of(AccountRef.issuance(asset), -units),
            Leg.earn(AccountRef.customer(alice, asset), units)));
  }

  private List<Map<String, String>> lines() {
    String file =
        as("an", "auditor")
            .get("/v1/exports/tax.csv?year=%d&market=%s".formatted(YEAR, market))
            .then()
            .statusCode(200)
            .extract()
            .asString();
    List<NamedCsvRecord> records = CsvReader.builder().ofNamedCsvRecord(file).stream().toList();
    assertThat(records.getLast().getField(0)).isEqualTo("END");
    return records.stream().map(NamedCsvRecord::getFieldsAsMap).toList();
  }

  private Map<String, String> total(String basis) {
    List<Map<String, String>> totals =
        lines().stream()
            .filter(line -> "total".equals(line.get("scope")))
            .filter(line -> basis.equals(line.get("basis")))
            .toList();
    assertThat(totals).hasSize(1);
    assertThat(totals.getFirst()).containsEntry("recipient", alice);
    return totals.getFirst();
  }

  private int notices() {
    return sql.query("select 1 from tax_notices where recipient_id = ?", row -> 1, alice).size();
  }
}
