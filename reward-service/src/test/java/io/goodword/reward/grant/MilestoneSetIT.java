package io.goodword.reward.grant;

import static io.goodword.reward.Api.as;
import static io.goodword.reward.Api.fresh;
import static io.goodword.reward.Api.fund;
import static io.goodword.reward.Api.points;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.goodword.contracts.referral.MilestoneReached;
import io.goodword.contracts.referral.MilestoneRevoked;
import io.goodword.contracts.referral.RewardTerm;
import io.goodword.contracts.reward.BudgetExhausted;
import io.goodword.contracts.reward.GrantMade;
import io.goodword.contracts.reward.GrantRefused;
import io.goodword.kit.kafka.KafkaClients;
import io.goodword.kit.sql.Sql;
import io.goodword.reward.Api;
import io.goodword.stack.testing.TestStack;
import io.goodword.stack.testing.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Milestones of many friends that come at once: each has the effect that it has alone. */
@QuarkusTest
@WithTestResource(
    value = TestStack.class,
    initArgs = @ResourceArg(name = "database", value = "reward"))
class MilestoneSetIT {

  private static final String TOPIC = "goodword.referral";
  private static final String DEAD = "goodword.referral.reward.grant.dlq";
  private static final String MILESTONE = "first-paid-order";
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final Instant NOON = Instant.parse("2026-11-25T04:00:00Z");
  private static final int FRIENDS = 100;

  @Inject Sql sql;
  @Inject KafkaClients kafka;
  @Inject MeterRegistry metrics;

  private Facts facts = new Facts();
  private Burst burst = new Burst(TOPIC);

  @BeforeEach
  void anotherCampaign() {
    facts = new Facts();
    burst = new Burst(TOPIC);
  }

  @AfterEach
  void booksAreInOrder() {
    Api.assertBooksAreInOrder();
  }

  @Test
  @Tag("RWD-01")
  void shouldGiveToEachOnceInFewTransactionsWhenAHundredComeAtOnceAndAgain() {
    fund(facts.campaign, "POINTS", 100_000);
    started(1, facts.term("advocate", 100, "PT0S"), facts.term("friend", 60, "PT0S"));
    IntStream.range(0, FRIENDS).forEach(this::reached);
    double effective = counted("effective");
    double repeated = counted("repeated");

    burst.publish(kafka);
    awaitGrants("posted", 2 * FRIENDS);

    assertThat(points(facts.advocate, "balance")).isEqualTo(100 * FRIENDS);
    assertThat(points(friend(0), "balance")).isEqualTo(60);
    assertThat(points(friend(FRIENDS - 1), "balance")).isEqualTo(60);
    assertThat(transactions()).isLessThan(FRIENDS / 2);
    awaitTold(GrantMade.TYPE, 2 * FRIENDS);
    await().atMost(SOON).until(() -> counted("effective") - effective >= FRIENDS);

    burst.publish(kafka);
    await().atMost(SOON).until(() -> counted("repeated") - repeated >= FRIENDS);
    // the inbox forgets after its retention: the grants do not
    sql.update("delete from inbox where event_id like ?", facts.campaign + "%");
    burst.publish(kafka);
    await().atMost(SOON).until(() -> counted("effective") - effective >= 2 * FRIENDS);

    assertThat(grants("posted")).isEqualTo(2 * FRIENDS);
    assertThat(points(facts.advocate, "balance")).isEqualTo(100 * FRIENDS);
    assertThat(Api.budget(facts.campaign).getLong("items[0].spent")).isEqualTo(160 * FRIENDS);
  }

  @Test
  @Tag("RWD-01")
  void shouldGiveOnceWhenAFactIsTwiceInOneRun() {
    fund(facts.campaign, "POINTS", 100_000);
    started(1, facts.term("advocate", 100, "PT0S"));
    for (int i = 0; i < 10; i++) {
      reached(i);
      reached(i);
      reached(facts.campaign + "-again-" + i, i, 1);
    }
    double effective = counted("effective");

    burst.publish(kafka);
    await().atMost(SOON).until(() -> counted("effective") - effective >= 20);

    assertThat(grants("posted")).isEqualTo(10);
    assertThat(points(facts.advocate, "balance")).isEqualTo(1_000);
  }

  @Test
  @Tag("RWD-03")
  void shouldServeTheNeighboursWhenOneIsPoisonAndOneAwaitsItsTerms() {
    fund(facts.campaign, "POINTS", 100_000);
    started(1, facts.term("advocate", 100, "PT0S"));
    IntStream.range(0, 50).forEach(this::reached);
    burst.record(fresh("event"), MilestoneReached.TYPE, referral(50), "{\"referralId\": 7}");
    IntStream.range(51, 75).forEach(this::reached);
    reached(facts.campaign + "-early", 75, 2);
    IntStream.range(76, FRIENDS).forEach(this::reached);

    burst.publish(kafka);
    awaitGrants("posted", 74);
    started(2, facts.term("advocate", 30, "PT0S"));
    awaitGrants("posted", FRIENDS - 1);

    assertThat(points(facts.advocate, "balance")).isEqualTo(98 * 100 + 30);
    assertDead(50);
  }

  @Test
  @Tag("RWD-01")
  void shouldLetOnlyTheOneDieThatCannotTakeEffect() {
    fund(facts.campaign, "POINTS", 100_000);
    started(1, facts.term("friend", 60, "PT0S"));
    IntStream.range(0, 40).forEach(this::reached);
    // fits the contract, but no text of the database can hold it
    reached(facts.campaign + "-unfit", 40, 1, friend(40) + "\u0000");
    IntStream.range(41, FRIENDS).forEach(this::reached);

    burst.publish(kafka);

    awaitGrants("posted", FRIENDS - 1);
    assertDead(40);
  }

  @Test
  @Tag("RWD-04")
  void shouldRefuseExactlyTheRestWhenTheBudgetIsExhaustedInTheMiddle() {
    fund(facts.campaign, "POINTS", 5_050);
    started(1, facts.term("advocate", 100, "PT0S"));
    IntStream.range(0, FRIENDS).forEach(this::reached);

    burst.publish(kafka);
    awaitGrants("refused", 50);

    assertThat(causes("posted"))
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, 50).mapToObj(this::referral).toList());
    assertThat(points(facts.advocate, "balance")).isEqualTo(5_000);
    assertThat(Api.budget(facts.campaign).getLong("items[0].available")).isEqualTo(50);
    awaitTold(GrantRefused.TYPE, 50);
    Topics.await("goodword.reward", 1, SOON, this::isExhaustion);
    assertThat(Topics.read("goodword.reward", this::isExhaustion)).hasSize(1);
  }

  @Test
  @Tag("RWD-04")
  void shouldGiveWhatEachWouldHaveGotAloneWhenABudgetAndALimitRefuse() {
    fund(facts.campaign, "POINTS", 60);
    started(1, facts.term("advocate", 100, "PT0S"));
    started(2, facts.term("advocate", 60, "PT0S"));
    as("mei", "marketer")
        .body(Map.of("asset", "POINTS", "zone", "Asia/Shanghai", "perDay", 100))
        .put("/v1/budgets/" + facts.campaign + "/limits")
        .then()
        .statusCode(200);
    reached(facts.campaign + "-first", 0, 1);
    reached(facts.campaign + "-second", 1, 2);

    burst.publish(kafka);

    // the first has no budget, and so takes nothing of the day from the second
    awaitGrants("posted", 1);
    assertThat(causes("posted")).containsExactly(referral(1));
    assertThat(causes("refused")).containsExactly(referral(0));
  }

  @Test
  @Tag("RWD-02")
  void shouldKeepTheOrderWhenRefundsComeAmongMilestones() {
    fund(facts.campaign, "POINTS", 100_000);
    started(1, facts.term("advocate", 100, "PT0S"));
    for (int i = 0; i < 20; i++) {
      reached(i);
    }
    revoked(3, 300);
    revoked(25, 150);
    for (int i = 20; i < 30; i++) {
      reached(i);
    }

    burst.publish(kafka);

    awaitGrants("posted", 29);
    assertThat(causes("reversed")).containsExactly(referral(3));
    assertThat(points(facts.advocate, "balance")).isEqualTo(28 * 100 + 50);
  }

  private void started(int version, RewardTerm... terms) {
    facts.started(version, terms);
    await()
        .atMost(SOON)
        .until(
            () ->
                sql.first(
                        "select 1 from terms where campaign_id = ? and terms_version = ?",
                        row -> true,
                        facts.campaign,
                        version)
                    .isPresent());
  }

  private void reached(int number) {
    reached(facts.campaign + "-event-" + number, number, 1);
  }

  private void reached(String eventId, int number, int version) {
    reached(eventId, number, version, friend(number));
  }

  private void reached(String eventId, int number, int version, String friend) {
    burst.event(
        eventId,
        MilestoneReached.TYPE,
        referral(number),
        new MilestoneReached(
            referral(number),
            facts.campaign,
            version,
            MILESTONE,
            facts.advocate,
            friend,
            "order-" + referral(number),
            NOON));
  }

  private void revoked(int number, long refunded) {
    burst.event(
        fresh("event"),
        MilestoneRevoked.TYPE,
        referral(number),
        new MilestoneRevoked(
            referral(number),
            facts.campaign,
            MILESTONE,
            facts.advocate,
            friend(number),
            "order-" + referral(number),
            refunded,
            300,
            NOON));
  }

  private String referral(int number) {
    return facts.campaign + "-referral-" + number;
  }

  private String friend(int number) {
    return facts.campaign + "-friend-" + number;
  }

  /** Of this campaign nothing but one referral's event is among the dead letters. */
  private void assertDead(int number) {
    Topics.await(DEAD, 1, SOON, this::isMine);
    assertThat(Topics.read(DEAD, this::isMine))
        .extracting(Topics.Entry::key)
        .containsExactly(referral(number));
  }

  private void awaitGrants(String state, long count) {
    await().atMost(SOON).untilAsserted(() -> assertThat(grants(state)).isEqualTo(count));
  }

  private long grants(String state) {
    return causes(state).size();
  }

  private List<String> causes(String state) {
    return sql.query(
        "select cause from grants where campaign_id = ? and state = ?",
        row -> row.getString(1),
        facts.campaign,
        state);
  }

  private long transactions() {
    return sql.first(
            "select count(distinct xmin::text) from grants where campaign_id = ?",
            row -> row.getLong(1),
            facts.campaign)
        .orElseThrow();
  }

  private double counted(String outcome) {
    return metrics
        .counter("goodword.reward.inbox.events", "consumer", "reward.grant", "outcome", outcome)
        .count();
  }

  private void awaitTold(String type, int count) {
    Topics.await(
        "goodword.reward",
        count,
        SOON,
        entry -> entry.header("ce_type").equals(type) && entry.text().contains(facts.campaign));
  }

  private boolean isMine(Topics.Entry entry) {
    return entry.key() != null && entry.key().startsWith(facts.campaign);
  }

  private boolean isExhaustion(Topics.Entry entry) {
    return entry.header("ce_type").equals(BudgetExhausted.TYPE)
        && facts.campaign.equals(entry.key());
  }
}
