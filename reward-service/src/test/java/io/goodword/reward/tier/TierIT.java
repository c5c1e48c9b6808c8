package io.goodword.reward.tier;

import static io.goodword.reward.Api.as;
import static io.goodword.reward.Api.fei;
import static io.goodword.reward.Api.fresh;
import static io.goodword.reward.Api.leg;
import static io.goodword.reward.Api.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.goodword.kit.problem.Problem;
import io.goodword.kit.sql.Sql;
import io.goodword.reward.Api;
import io.goodword.reward.TestClock;
import io.goodword.reward.ledger.AccountRef;
import io.goodword.reward.ledger.Ledger;
import io.goodword.reward.ledger.Operation;
import io.goodword.reward.ledger.Purpose;
import io.goodword.stack.testing.TestStack;
import io.goodword.stack.testing.Topics;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(
    value = TestStack.class,
    initArgs = @ResourceArg(name = "database", value = "reward"))
@Tag("RWD-07")
class TierIT {

  @Inject Sql sql;
  @Inject TestClock clock;
  @Inject Ledger ledger;

  private final String alice = fresh("alice");

  @AfterEach
  void booksAreInOrder() {
    clock.setAhead(Duration.ZERO);
    Api.assertBooksAreInOrder();
  }

  @Test
  void shouldRaiseAtOnceAndTellWhatIsMissing() {
    Club club = Club.founded().running(Map.of());
    JsonPath before = club.tier(alice);
    assertThat(before.getString("level")).isEqualTo("MEMBER");
    assertThat(before.getLong("next.missing")).isEqualTo(100);

    club.earn(alice, 130);
    club.awaitLevel(alice, "SILVER");

    JsonPath silver = club.tier(alice);
    assertThat(silver.getLong("qualifying")).isEqualTo(130);
    assertThat(silver.getString("next.level")).isEqualTo("GOLD");
    assertThat(silver.getLong("next.missing")).isEqualTo(370);
    assertThat(silver.getInt("benefits.multiplierBasisPoints")).isEqualTo(10_100);
    assertThat(silver.getList("benefits.activities")).isEqualTo(List.of("tasting"));
    assertThat(silver.getString("names.zh-CN")).isEqualTo("级");
    assertThat(silver.getString("graceUntil")).isNull();
    assertThat(silver.getString("evaluatesAt")).endsWith("T16:00:00Z");
    club.earn(alice, 400);
    club.awaitLevel(alice, "GOLD");
    assertThat(club.tier(alice).getString("next")).isNull();
    List<Topics.Entry> told = club.told(alice, 2);
    assertThat(told).extracting(entry -> entry.header("ce_sequence")).containsExactly("1", "2");
    assertThat(told.get(0).text())
        .contains(
            "\"direction\":\"up\"",
            "\"fromLevel\":\"MEMBER\"",
            "\"toLevel\":\"SILVER\"",
            "\"reason\":\"qualified\"",
            "\"qualifying\":130");
    assertThat(club.changes(alice).<String>getList("items.reason"))
        .containsExactly("qualified", "qualified", "joined");
    assertThat(club.changes(alice).<String>getList("items.from"))
        .containsExactly("SILVER", "MEMBER", null);
  }

  @Test
  void shouldNeverLetAnybodyPayWithWhatOnlyMeasures() {
    Club club = Club.founded();
    club.earn(alice, 130);

    post(
            "spend",
            fresh("order"),
            List.of(
                leg("customer", alice, club.asset, -10), leg("redemption", "shop", club.asset, 10)))
        .then()
        .statusCode(422)
        .body("code", equalTo("not-spendable"));
    for (String kind : List.of("spend", "redeem", "draw")) {
      assertThatThrownBy(() -> ledger.hold(hold(club, kind)))
          .isInstanceOfSatisfying(
              Problem.class, problem -> assertThat(problem.code()).isEqualTo("not-spendable"));
    }
    // finance may still correct
    Api.adjust(
            club.asset,
            List.of(
                leg("customer", alice, club.asset, -10),
                leg("budget", club.campaign, club.asset, 10)))
        .then()
        .statusCode(201);
    fei()
        .body(Map.of("kind", "points", "scale", 0))
        .put("/v1/assets/" + club.asset)
        .then()
        .statusCode(409)
        .body("code", equalTo("asset-is-fixed"));
  }

  @Test
  void shouldTakeAnUpgradeBackAtOnceWhenItsEarningIsReversed() {
    Club club = Club.founded().running(Map.of());
    club.earn(alice, 130);
    club.awaitLevel(alice, "SILVER");
    String journal = club.earn(alice, 400);
    club.awaitLevel(alice, "GOLD");

    Api.reverse(journal, null).then().statusCode(201);
    club.awaitLevel(alice, "SILVER");

    assertThat(club.tier(alice).getLong("qualifying")).isEqualTo(130);
    assertThat(club.changes(alice).getString("items[0].reason")).isEqualTo("taken-back");
    assertThat(club.told(alice, 3).get(2).text())
        .contains("\"direction\":\"down\"", "\"reason\":\"taken-back\"");
  }

  @Test
  void shouldKeepTheLevelUntilTheEvaluationWhenSomethingElseIsReversed() {
    Club club = Club.founded().running(Map.of());
    club.earn(alice, 510);
    club.awaitLevel(alice, "GOLD");
    // five minutes later than the upgrade: it did not rest on this
    clock.setAhead(Duration.ofMinutes(5));
    String later = club.earn(alice, 90);
    club.awaitQualifying(alice, 600);

    Api.reverse(later, null).then().statusCode(201);
    club.awaitQualifying(alice, 510);

    club.earn(alice, 1);
    club.awaitQualifying(alice, 511);
    assertThat(club.tier(alice).getString("level")).isEqualTo("GOLD");
    assertThat(club.changes(alice).getList("items")).hasSize(2);
  }

  @Test
  void shouldLowerOneLevelOnlyAfterEvaluationAndGrace() {
    Club club = Club.founded().running(Map.of());
    club.earn(alice, 600);
    club.awaitLevel(alice, "GOLD");

    clock.setAhead(Duration.ofDays(400));
    await()
        .atMost(Club.SOON)
        .untilAsserted(() -> assertThat(club.tier(alice).getString("graceUntil")).isNotNull());
    assertThat(club.tier(alice).getString("level")).isEqualTo("GOLD");
    assertThat(club.tier(alice).getLong("qualifying")).isZero();
    Instant end = Instant.parse(club.tier(alice).getString("graceUntil"));
    assertThat(end)
        .isBetween(
            Instant.now().plus(429, ChronoUnit.DAYS), Instant.now().plus(431, ChronoUnit.DAYS));
    clock.setAhead(Duration.ofDays(431));
    club.awaitLevel(alice, "SILVER");

    JsonPath silver = club.tier(alice);
    assertThat(silver.getString("graceUntil")).isNull();
    assertThat(club.changes(alice).getString("items[0].reason")).isEqualTo("evaluated");
    assertThat(club.told(alice, 2).get(1).text())
        .contains("\"direction\":\"down\"", "\"reason\":\"evaluated\"", "\"qualifying\":0");
  }

  @Test
  void shouldKeepTheLevelWhenItIsEarnedAgainWithinTheGrace() {
    Club club = Club.founded().running(Map.of());
    club.earn(alice, 130);
    club.awaitLevel(alice, "SILVER");
    clock.setAhead(Duration.ofDays(400));
    await()
        .atMost(Club.SOON)
        .untilAsserted(() -> assertThat(club.tier(alice).getString("graceUntil")).isNotNull());

    club.earn(alice, 100);
    await()
        .atMost(Club.SOON)
        .untilAsserted(() -> assertThat(club.tier(alice).getString("graceUntil")).isNull());

    assertThat(club.tier(alice).getString("level")).isEqualTo("SILVER");
    assertThat(club.changes(alice).getList("items")).hasSize(2);
  }

  @Test
  void shouldCountThisYearAndTheLast() {
    Club club =
        Club.founded()
            .running(
                Map.of("window", "calendar-year", "grace", "P0D", "downgrade", "balance_based"));
    club.earn(alice, 510);
    club.awaitLevel(alice, "GOLD");
    assertThat(club.tier(alice).getLong("lastPeriod")).isZero();

    ZoneId zone = ZoneId.of("Asia/Shanghai");
    Duration nextYear =
        Duration.between(
            clock.instant(),
            LocalDate.now(clock.withZone(zone)).plusYears(1).withDayOfYear(100).atStartOfDay(zone));
    clock.setAhead(nextYear);
    club.earn(alice, 40);
    club.awaitQualifying(alice, 40);
    assertThat(club.tier(alice).getString("level")).isEqualTo("GOLD");
    assertThat(club.tier(alice).getLong("lastPeriod")).isEqualTo(510);
    clock.setAhead(nextYear.plusDays(366));
    club.awaitLevel(alice, "MEMBER");

    assertThat(club.tier(alice).getLong("lastPeriod")).isEqualTo(40);
    assertThat(club.tier(alice).getLong("next.missing")).isEqualTo(100);
  }

  @Test
  void shouldCallThoseWhoHaveSomethingWhenAProgrammeIsActivated() {
    Club club = Club.founded();
    String bob = fresh("bob");
    club.earn(alice, 510);
    club.earn(bob, 20);
    club.running(Map.of());

    club.awaitLevel(alice, "GOLD");
    await()
        .atMost(Club.SOON)
        .untilAsserted(() -> assertThat(club.tier(bob).getString("since")).isNotNull());
    assertThat(club.tier(bob).getString("level")).isEqualTo("MEMBER");
    String tag =
        as("mei", "marketer").get("/v1/tier-programmes/" + club.id).then().extract().header("ETag");
    List<Map<String, Object>> lower =
        List.of(Club.level("MEMBER", 0), Club.level("SILVER", 10), Club.level("GOLD", 500));
    String draft =
        club.write(tag, club.draft(Map.of("levels", lower)))
            .then()
            .statusCode(200)
            .extract()
            .header("ETag");
    assertThat(club.tier(bob).getString("level")).isEqualTo("MEMBER");
    club.activate(draft).then().statusCode(200);

    club.awaitLevel(bob, "SILVER");
    assertThat(club.tier(bob).getInt("programmeVersion")).isEqualTo(2);
    assertThat(club.tier(alice).getString("level")).isEqualTo("GOLD");
  }

  @Test
  void shouldSettleEveryMemberOnceWhenTheSameFactsComeAgain() {
    Club club = Club.founded().running(Map.of());
    String journal = club.earn(alice, 130);
    club.awaitLevel(alice, "SILVER");
    // the inbox forgets after its retention
    sql.update(
        "delete from inbox where consumer = 'reward.tier' and event_id in"
            + " (select id from outbox where payload like '%' || ? || '%')",
        journal);
    Topics.read("goodword.reward", entry -> entry.text().contains(journal))
        .forEach(
            entry -> Topics.publish("goodword.reward", entry.key(), entry.headers(), entry.text()));
    club.earn(alice, 1);
    club.awaitQualifying(alice, 131);

    assertThat(club.changes(alice).getList("items")).hasSize(2);
    assertThat(club.tier(alice).getString("level")).isEqualTo("SILVER");
  }

  @Test
  void shouldShowLevelsToTheirOwnersOnly() {
    Club club = Club.founded().running(Map.of());
    club.earn(alice, 130);
    club.awaitLevel(alice, "SILVER");

    as("bob", "customer").get("/v1/customers/" + alice + "/tier").then().statusCode(404);
    as("bob", "customer")
        .get("/v1/customers/" + alice + "/tier/" + club.id + "/changes")
        .then()
        .statusCode(404);
    as(alice, "customer")
        .get("/v1/customers/" + alice + "/tier/none/changes")
        .then()
        .statusCode(404);
    JsonPath first =
        as("su", "support")
            .get("/v1/customers/" + alice + "/tier/" + club.id + "/changes?limit=1")
            .jsonPath();
    assertThat(first.<String>getList("items.to")).containsExactly("SILVER");
    as("su", "support")
        .get(
            "/v1/customers/"
                + alice
                + "/tier/"
                + club.id
                + "/changes?limit=1&after="
                + first.getString("next"))
        .then()
        .body("items.to", equalTo(List.of("MEMBER")));
    as("su", "support")
        .get("/v1/customers/" + alice + "/tier/" + club.id + "/changes?after=eA")
        .then()
        .statusCode(400);
  }

  private Operation.Hold hold(Club club, String kind) {
    return new Operation.Hold(
        fresh("hold"),
        Purpose.of(kind, "test"),
        AccountRef.customer(alice, club.asset),
        AccountRef.redemption("shop", club.asset),
        10,
        null);
  }
}
