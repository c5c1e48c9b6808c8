package io.goodword.reward.grant;

import static io.goodword.reward.Api.as;
import static io.goodword.reward.Api.fresh;
import static io.goodword.reward.Api.fund;
import static io.goodword.reward.Api.points;
import static io.goodword.reward.Api.spend;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.goodword.contracts.reward.BudgetExhausted;
import io.goodword.contracts.reward.BudgetThreshold;
import io.goodword.contracts.reward.GrantConfirmed;
import io.goodword.contracts.reward.GrantMade;
import io.goodword.contracts.reward.GrantRefused;
import io.goodword.contracts.reward.GrantReversed;
import io.goodword.kit.sql.Sql;
import io.goodword.reward.Api;
import io.goodword.reward.TestClock;
import io.goodword.stack.testing.TestStack;
import io.goodword.stack.testing.Topics;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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
class GrantIT {

  private static final Duration SOON = Duration.ofSeconds(60);

  private static final Duration HOLDING_PERIOD = Duration.ofDays(1);

  @Inject TestClock clock;
  @Inject Sql sql;

  private Facts facts = new Facts();

  @BeforeEach
  void anotherCampaign() {
    facts = new Facts();
  }

  @AfterEach
  void booksAreInOrder() {
    clock.setAhead(Duration.ZERO);
    Api.assertBooksAreInOrder();
  }

  @Test
  @Tag("RWD-01")
  void shouldPayBothSidesAtOnceWhenThereIsNoHoldingPeriod() {
    fund(facts.campaign, "POINTS", 1_000);
    facts.started("PT0S").reached();

    awaitPoints(facts.friend, "balance", 60);
    awaitPoints(facts.advocate, "balance", 100);
    JsonPath grant = grants(facts.advocate);
    assertThat(grant.getString("items[0].state")).isEqualTo("posted");
    assertThat(grant.getString("items[0].cause")).isEqualTo(facts.referral);
    assertThat(grant.getString("items[0].occasion")).isEqualTo("first-paid-order");
    JsonPath line =
        as(facts.advocate, "customer")
            .get("/v1/customers/" + facts.advocate + "/statement")
            .jsonPath();
    assertThat(line.getString("items[0].kind")).isEqualTo("grant");
    assertThat(line.getString("items[0].cause")).isEqualTo(facts.referral);
    assertThat(line.getString("items[0].campaignId")).isEqualTo(facts.campaign);
    assertThat(told(GrantMade.TYPE, 2)).allMatch(entry -> entry.header("ce_sequence").equals("1"));
  }

  @Test
  @Tag("RWD-01")
  @Tag("trap-09")
  void shouldPayOnceWhenTheSameFactComesAgainAndAgain() {
    fund(facts.campaign, "POINTS", 1_000);
    facts.started("PT0S");
    String event = fresh("event");
    for (int i = 0; i < 10; i++) {
      facts.reached(event, 1);
    }
    awaitPoints(facts.advocate, "balance", 100);

    // the inbox forgets after its retention: the business key does not
    sql.update("delete from inbox where event_id = ?", event);
    for (int i = 0; i < 5; i++) {
      facts.reached(event, 1);
      facts.reached();
    }
    awaitSeen(event);
    awaitIdle();

    assertThat(points(facts.advocate, "balance")).isEqualTo(100);
    assertThat(points(facts.friend, "balance")).isEqualTo(60);
    assertThat(Api.budget(facts.campaign).getLong("items[0].available")).isEqualTo(840);
  }

  @Test
  @Tag("RWD-02")
  void shouldConfirmWhenTheHoldingPeriodEnds() {
    fund(facts.campaign, "POINTS", 1_000);
    facts.started(HOLDING_PERIOD.toString()).reached();
    awaitPoints(facts.advocate, "pending", 100);
    assertThat(Api.budget(facts.campaign).getLong("items[0].held")).isEqualTo(160);

    clock.setAhead(HOLDING_PERIOD);
    awaitPoints(facts.advocate, "balance", 100);

    assertThat(points(facts.advocate, "pending")).isZero();
    assertThat(grants(facts.advocate).getString("items[0].state")).isEqualTo("confirmed");
    assertThat(Api.budget(facts.campaign).getLong("items[0].spent")).isEqualTo(160);
    assertThat(told(GrantConfirmed.TYPE, 2))
        .allMatch(entry -> entry.header("ce_sequence").equals("2"));
  }

  @ParameterizedTest(name = "{0} of 300 refunded: {1} stays")
  @CsvSource({"300, 0, 0, voided", "100, 67, 40, held"})
  @Tag("RWD-02")
  void shouldVoidTheShareWhenRefundedWhileHeld(
      long refunded, long advocate, long friend, String state) {
    fund(facts.campaign, "POINTS", 1_000);
    facts.started(HOLDING_PERIOD.toString()).reached();
    awaitPoints(facts.advocate, "pending", 100);

    facts.refunded(refunded);

    awaitPoints(facts.advocate, "pending", advocate);
    awaitPoints(facts.friend, "pending", friend);
    assertThat(grants(facts.advocate).getString("items[0].state")).isEqualTo(state);
    assertThat(grants(facts.advocate).getLong("items[0].remaining")).isEqualTo(advocate);
    assertThat(Api.budget(facts.campaign).getLong("items[0].available"))
        .isEqualTo(1_000 - advocate - friend);
    told(GrantReversed.TYPE, 2);
  }

  @Test
  @Tag("RWD-02")
  void shouldConfirmOnlyWhatIsLeftWhenPartlyRefundedWhileHeld() {
    fund(facts.campaign, "POINTS", 1_000);
    facts.started(HOLDING_PERIOD.toString()).reached();
    awaitPoints(facts.advocate, "pending", 100);
    facts.refunded(150);
    awaitPoints(facts.advocate, "pending", 50);

    clock.setAhead(HOLDING_PERIOD);
    awaitPoints(facts.advocate, "balance", 50);

    assertThat(points(facts.advocate, "pending")).isZero();
    assertThat(grants(facts.advocate).getString("items[0].state")).isEqualTo("confirmed");
  }

  @Test
  @Tag("RWD-02")
  void shouldReverseInProportionWhenRefundedAfterwards() {
    fund(facts.campaign, "POINTS", 1_000);
    facts.started("PT0S").reached();
    awaitPoints(facts.advocate, "balance", 100);

    facts.refunded(100);
    awaitPoints(facts.advocate, "balance", 67);
    facts.refunded(200);
    awaitPoints(facts.advocate, "balance", 34);
    facts.refunded(100);
    facts.refunded(300);
    awaitPoints(facts.advocate, "balance", 0);

    awaitPoints(facts.friend, "balance", 0);
    assertThat(grants(facts.advocate).getString("items[0].state")).isEqualTo("reversed");
    assertThat(Api.budget(facts.campaign).getLong("items[0].available")).isEqualTo(1_000);
    told(GrantReversed.TYPE, 6);
  }

  @Test
  @Tag("RWD-02")
  void shouldOweWhatWasSpentBeforeTheRefund() {
    fund(facts.campaign, "POINTS", 1_000);
    facts.started("PT0S").reached();
    awaitPoints(facts.advocate, "balance", 100);
    spend(facts.advocate, 80, fresh("order")).then().statusCode(201);

    facts.refunded(300);

    awaitPoints(facts.advocate, "debt", 80);
    assertThat(points(facts.advocate, "balance")).isZero();
  }

  @Test
  @Tag("RWD-02")
  void shouldStartReducedWhenTheRefundCameFirst() {
    fund(facts.campaign, "POINTS", 1_000);
    facts.started("PT0S").refunded(150).reached();

    awaitPoints(facts.advocate, "balance", 50);
    awaitPoints(facts.friend, "balance", 30);

    assertThat(grants(facts.advocate).getLong("items[0].amount")).isEqualTo(100);
    assertThat(grants(facts.advocate).getLong("items[0].remaining")).isEqualTo(50);
  }

  @Test
  @Tag("RWD-02")
  void shouldGiveNothingWhenTheFullRefundCameFirst() {
    fund(facts.campaign, "POINTS", 1_000);
    facts.started("PT0S").refunded(300).reached();

    awaitGrant(facts.advocate, "voided");

    assertThat(points(facts.advocate, "balance")).isZero();
    assertThat(Api.budget(facts.campaign).getLong("items[0].available")).isEqualTo(1_000);
  }

  @Test
  @Tag("RWD-03")
  void shouldWaitForTheTermsWhenTheMilestoneOvertookThem() {
    fund(facts.campaign, "POINTS", 1_000);
    facts.reached(fresh("event"), 2);
    facts.started(2, facts.term("advocate", 120, "PT0S"));

    awaitPoints(facts.advocate, "balance", 120);

    assertThat(points(facts.friend, "balance")).isZero();
  }

  @Test
  @Tag("RWD-04")
  void shouldPayNothingMoreAndSayOnceWhenTheBudgetIsExhausted() {
    fund(facts.campaign, "POINTS", 120);
    facts.started("PT0S").reached();

    // the advocate's 100 fit, the friend's 60 do not
    awaitPoints(facts.advocate, "balance", 100);
    assertThat(told(GrantRefused.TYPE, 1)).hasSize(1);
    assertThat(points(facts.friend, "balance")).isZero();
    assertThat(grants(facts.friend).getList("items")).isEmpty();
    assertThat(Api.budget(facts.campaign).getLong("items[0].available")).isEqualTo(20);
    assertThat(budgetEvents(BudgetExhausted.TYPE, 1)).hasSize(1);
    assertThat(budgetEvents(BudgetThreshold.TYPE, 2))
        .extracting(entry -> entry.text().replaceAll(".*\"percent\":(\\d+).*", "$1"))
        .containsExactly("50", "80");
  }

  @Test
  @Tag("RWD-12")
  void shouldRewardEveryReviewOfTheProgrammeAlikeAndOnce() {
    fund(facts.campaign, "POINTS", 1_000);
    as("mei", "marketer")
        .body(
            Map.of(
                "id", facts.campaign + "-rule",
                "on", "review.published",
                "programmeId", facts.campaign,
                "beneficiary", "reviewer",
                "asset", "POINTS",
                "amount", 50,
                "holdingPeriod", "PT0S"))
        .post("/v1/rules")
        .then()
        .statusCode(201);
    String review = fresh("review");
    String alice = fresh("alice");
    String bob = fresh("bob");

    facts.reviewed(review, alice, true).reviewed(review, alice, true);
    facts.reviewed(fresh("review"), bob, true);
    facts.reviewed(fresh("review"), bob, false);

    awaitPoints(alice, "balance", 50);
    awaitPoints(bob, "balance", 50);
    awaitIdle();
    assertThat(points(alice, "balance")).isEqualTo(50);
    assertThat(points(bob, "balance")).isEqualTo(50);
    assertThat(grants(alice).getString("items[0].occasion")).isEqualTo("review");
  }

  private static JsonPath grants(String customer) {
    return as(customer, "customer").get("/v1/customers/" + customer + "/grants").jsonPath();
  }

  private static void awaitPoints(String customer, String what, long expected) {
    await()
        .atMost(SOON)
        .untilAsserted(() -> assertThat(points(customer, what)).isEqualTo(expected));
  }

  private static void awaitGrant(String customer, String state) {
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(grants(customer).<String>getList("items.state")).containsExactly(state));
  }

  private void awaitSeen(String event) {
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(
                        sql.first(
                            "select 1 from inbox where consumer = 'reward.grant' and event_id = ?",
                            row -> true,
                            event))
                    .isPresent());
  }

  /** Another campaign's milestone on every partition has passed: what came before has, too. */
  private void awaitIdle() {
    for (int i = 0; i < 12; i++) {
      Facts later = new Facts();
      String event = fresh("event");
      fund(later.campaign, "POINTS", 1_000);
      later.started("PT0S").reached(event, 1).reviewed(fresh("review"), later.friend, false);
      awaitPoints(later.advocate, "balance", 100);
    }
  }

  private List<Topics.Entry> told(String type, int count) {
    return Topics.await(
        "goodword.reward",
        count,
        SOON,
        entry -> entry.header("ce_type").equals(type) && entry.text().contains(facts.campaign));
  }

  private List<Topics.Entry> budgetEvents(String type, int count) {
    return Topics.await(
        "goodword.reward",
        count,
        SOON,
        entry -> entry.header("ce_type").equals(type) && facts.campaign.equals(entry.key()));
  }
}
