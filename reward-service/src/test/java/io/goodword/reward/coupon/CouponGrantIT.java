package io.goodword.reward.coupon;

import static io.goodword.reward.Api.fresh;
import static io.goodword.reward.Api.fund;
import static io.goodword.reward.coupon.Shop.terms;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.goodword.contracts.referral.CampaignStarted;
import io.goodword.contracts.referral.MilestoneReached;
import io.goodword.contracts.referral.MilestoneRevoked;
import io.goodword.contracts.referral.RewardTerm;
import io.goodword.contracts.reward.GrantMade;
import io.goodword.contracts.reward.GrantReversed;
import io.goodword.kit.event.EventJson;
import io.goodword.kit.sql.Sql;
import io.goodword.reward.Api;
import io.goodword.reward.Events;
import io.goodword.reward.TestClock;
import io.goodword.stack.testing.TestStack;
import io.goodword.stack.testing.Topics;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A friend's coupon: from the milestone over the grant to the code in the wallet, and back. */
@QuarkusTest
@WithTestResource(
    value = TestStack.class,
    initArgs = @ResourceArg(name = "database", value = "reward"))
@Tag("RWD-05")
class CouponGrantIT {

  private static final Duration SOON = Duration.ofSeconds(60);

  private static final Duration HOLDING_PERIOD = Duration.ofDays(1);

  @Inject TestClock clock;
  @Inject Sql sql;

  private final Shop shop = new Shop();
  private final String campaign = fresh("campaign");
  private final String friend = fresh("friend");
  private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);

  @AfterEach
  void booksAreInOrder() {
    clock.setAhead(Duration.ZERO);
    Api.assertBooksAreInOrder();
  }

  @Test
  void shouldAttachACodeToAGrantOnceAndTakeItBackWhileItIsUnused() {
    String pool = Shop.pool(terms());
    started(pool, 1, "PT0S");
    String referral = reached();

    awaitState("valid");
    assertThat(Shop.units(friend, pool, "balance")).isEqualTo(1);
    String code = Shop.wallet(friend).getString("items[0].code");
    shop.validate(code, friend, 700).then().body("valid", equalTo(true));
    GrantMade made = grant();
    sql.update("delete from inbox where consumer = 'reward.coupon'");
    Events.publish("goodword.reward", GrantMade.TYPE, made.grantId(), made);

    revoked(referral);
    awaitState("withdrawn");
    assertThat(Shop.wallet(friend).getList("items")).hasSize(1);
    shop.validate(code, friend, 700).then().body("reason", equalTo("withdrawn"));
    assertThat(Shop.units(friend, pool, "balance")).isZero();
    assertThat(Shop.units(friend, pool, "debt")).isZero();
  }

  @Test
  void shouldWaitForTheEndOfTheHoldingPeriod() {
    String pool = Shop.pool(terms());
    started(pool, 1, HOLDING_PERIOD.toString());
    reached();

    await().atMost(SOON).until(() -> Shop.units(friend, pool, "pending") == 1);
    assertThat(Shop.wallet(friend).getList("items")).isEmpty();

    clock.setAhead(HOLDING_PERIOD);
    awaitState("valid");
  }

  @Test
  void shouldAttachCodesLaterWhenThePoolComesAfterTheGrant() {
    String pool = Shop.name();
    Api.fei()
        .body(Map.of("scale", 0, "kind", "coupon"))
        .put("/v1/assets/COUPON:" + pool)
        .then()
        .statusCode(200);
    started(pool, 2, "PT0S");
    reached();
    await().atMost(SOON).until(() -> waiting(pool) == 1);

    Shop.define(pool, terms()).then().statusCode(201);

    await().atMost(SOON).until(() -> Shop.wallet(friend).getList("items").size() == 2);
  }

  /**
   * What was used before it was taken back is owed, and the next grant repays it without a code.
   */
  @Test
  @Tag("RWD-02")
  void shouldAttachNoCodeToAUnitThatRepaysADebt() {
    String pool = Shop.pool(terms());
    started(pool, 1, "PT0S");
    String referral = reached();
    awaitState("valid");
    String code = Shop.wallet(friend).getString("items[0].code");
    String redemption = shop.redeem(code, friend, fresh("order"), 700).path("redemptionId");
    revoked(referral);
    await().atMost(SOON).until(() -> Shop.units(friend, pool, "debt") == 1);

    String second = reached();
    await().atMost(SOON).until(() -> Shop.units(friend, pool, "debt") == 0);
    await().atMost(SOON).until(() -> known(second));

    assertThat(Shop.wallet(friend).getList("items")).hasSize(1);
    // the refund of the order brings back the unit, and with it the code: nothing is owed any more
    shop.rollBack(redemption, "r1", null).then().body("restored", equalTo(true));
    assertThat(Shop.units(friend, pool, "balance")).isEqualTo(1);
  }

  @Test
  @Tag("RWD-02")
  void shouldRepayTheDebtWithAUnitThatWasReservedWhenItWasTakenBack() {
    String pool = Shop.pool(terms());
    started(pool, 1, "PT0S");
    String referral = reached();
    awaitState("valid");
    String code = Shop.wallet(friend).getString("items[0].code");
    String reservation = shop.reserve(code, friend, fresh("order"), 700).path("reservationId");
    revoked(referral);
    await().atMost(SOON).until(this::recalled);
    assertThat(Shop.units(friend, pool, "debt")).isEqualTo(1);

    shop.release(reservation).then().statusCode(201);

    assertThat(Shop.wallet(friend).getString("items[0].state")).isEqualTo("withdrawn");
    assertThat(Shop.units(friend, pool, "debt")).isZero();
    assertThat(Shop.units(friend, pool, "balance")).isZero();
  }

  @Test
  void shouldTurnAGrantedUnitIntoAGiftCardAndBack() {
    String pool = Shop.pool(terms("kind", "gift-card", "amount", 1_000));
    started(pool, 1, "PT0S");
    String referral = reached();
    awaitState("valid");
    assertThat(Shop.wallet(friend).getLong("items[0].left")).isEqualTo(1_000);
    assertThat(Shop.units(friend, pool, "balance")).isZero();

    revoked(referral);

    awaitState("withdrawn");
    assertThat(Shop.wallet(friend).getLong("items[0].left")).isZero();
    assertThat(Shop.units(friend, pool, "debt")).isZero();
  }

  @Test
  void shouldAttachNothingWhenTheReversalIsToldFirst() {
    String pool = Shop.pool(terms());
    String grant = fresh("grant");
    Events.publish("goodword.reward", GrantReversed.TYPE, grant, reversed(grant, pool));
    await().atMost(SOON).until(() -> knownGrant(grant));
    Events.publish("goodword.reward", GrantMade.TYPE, grant, made(grant, pool));

    await()
        .atMost(SOON)
        .until(
            () ->
                sql.first(
                        "select given from coupon_grants where grant_id = ?",
                        row -> row.getBoolean(1),
                        grant)
                    .orElse(false));
    assertThat(Shop.wallet(friend).getList("items")).isEmpty();
  }

  private void started(String pool, long amount, String holdingPeriod) {
    fund(campaign, "COUPON:" + pool, 100).then().statusCode(201);
    Events.publish(
        "goodword.referral",
        CampaignStarted.TYPE,
        campaign,
        new CampaignStarted(
            campaign,
            "CN",
            1,
            now,
            now.plus(30, ChronoUnit.DAYS),
            List.of(
                new RewardTerm(
                    campaign + "-friend",
                    "registered",
                    "friend",
                    "COUPON:" + pool,
                    amount,
                    Duration.parse(holdingPeriod))),
            now));
  }

  private String reached() {
    String referral = fresh("referral");
    Events.publish(
        "goodword.referral",
        MilestoneReached.TYPE,
        referral,
        new MilestoneReached(
            referral, campaign, 1, "registered", fresh("advocate"), friend, null, now));
    return referral;
  }

  private void revoked(String referral) {
    Events.publish(
        "goodword.referral",
        MilestoneRevoked.TYPE,
        referral,
        new MilestoneRevoked(
            referral,
            campaign,
            "registered",
            fresh("advocate"),
            friend,
            "order-" + referral,
            300,
            300,
            now));
  }

  private GrantMade made(String grant, String pool) {
    return new GrantMade(
        grant,
        "rule",
        friend,
        "friend",
        "COUPON:" + pool,
        1,
        campaign,
        "cause",
        "registered",
        false,
        null,
        now);
  }

  private GrantReversed reversed(String grant, String pool) {
    return new GrantReversed(
        grant,
        "rule",
        friend,
        "friend",
        "COUPON:" + pool,
        1,
        campaign,
        "cause",
        "registered",
        0,
        false,
        now);
  }

  private GrantMade grant() {
    Topics.Entry entry =
        Topics.await(
                "goodword.reward",
                1,
                SOON,
                told ->
                    told.header("ce_type").equals(GrantMade.TYPE) && told.text().contains(friend))
            .getFirst();
    return EventJson.readOwn(entry.text(), GrantMade.class);
  }

  private boolean known(String referral) {
    return sql.first(
            "select 1 from coupon_grants c join grants g on g.id::text = c.grant_id"
                + " where g.cause = ? and c.given",
            row -> true,
            referral)
        .orElse(false);
  }

  private boolean knownGrant(String grant) {
    return sql.first("select 1 from coupon_grants where grant_id = ?", row -> true, grant)
        .orElse(false);
  }

  private boolean recalled() {
    return sql.first(
            "select recalled from coupons where holder = ?", row -> row.getBoolean(1), friend)
        .orElse(false);
  }

  private long waiting(String pool) {
    return sql.first(
            "select count(*) from coupon_grants where pool = ? and waiting",
            row -> row.getLong(1),
            pool)
        .orElseThrow();
  }

  private void awaitState(String state) {
    await().atMost(SOON).until(() -> state.equals(Shop.wallet(friend).getString("items[0].state")));
  }
}
