package io.goodword.reward.points;

import static io.goodword.reward.Api.as;
import static io.goodword.reward.Api.fresh;
import static io.goodword.reward.points.Purse.policy;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.goodword.contracts.reward.LotExpired;
import io.goodword.contracts.reward.LotExpiring;
import io.goodword.kit.event.EventJson;
import io.goodword.kit.problem.Problem;
import io.goodword.reward.Api;
import io.goodword.reward.TestClock;
import io.goodword.reward.ledger.Ledger;
import io.goodword.reward.ledger.Outcome.Posted;
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
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(
    value = TestStack.class,
    initArgs = @ResourceArg(name = "database", value = "reward"))
@Tag("RWD-06")
class LotsIT {

  private static final Map<String, Object> THIRTY_DAYS = policy("P30D", "UTC", null, null);
  private static final Duration SOON = Duration.ofSeconds(90);

  @Inject Ledger ledger;
  @Inject TestClock clock;

  /** From now to the next noon: so that no test meets midnight. */
  private final Duration noon =
      Duration.between(
          Instant.now(), Instant.now().truncatedTo(ChronoUnit.DAYS).plus(Duration.ofHours(36)));

  @BeforeEach
  void atNoon() {
    day(0);
  }

  @AfterEach
  void booksAreInOrder() {
    clock.setAhead(Duration.ZERO);
    Api.assertBooksAreInOrder();
  }

  @Test
  @Tag("trap-06")
  void shouldLeaveZeroAndNotLessWhenTheRestExpires() {
    Purse purse = new Purse(ledger).with(THIRTY_DAYS);
    purse.give(100);
    purse.spend(60);

    day(32);

    await().atMost(SOON).until(() -> purse.breakage() == 40);
    assertThat(purse.balance()).isZero();
    assertThat(purse.remaining()).isEmpty();
    assertThat(purse.lots("&spent=true").getList("items.amount")).containsExactly(100);
  }

  @Test
  @Tag("trap-08")
  void shouldHaveTheSameLotsWhenARedemptionIsRefunded() {
    Purse purse = new Purse(ledger).with(THIRTY_DAYS);
    for (int day = 0; day < 3; day++) {
      day(day);
      purse.give(10 + day);
    }
    String before = purse.lots("&spent=true").prettify();
    Posted redemption = purse.spend(25);
    assertThat(purse.remaining()).containsExactly(8);

    purse.reverse(redemption, 5L);
    assertThat(purse.remaining()).containsExactly(1, 12);
    purse.reverse(redemption, null);

    assertThat(purse.lots("&spent=true").prettify()).isEqualTo(before);
    assertThat(purse.remaining()).containsExactly(10, 11, 12);
  }

  @Test
  @Tag("trap-07")
  void shouldGainNothingWhenEarningsAreTakenBackAHundredTimes() {
    Purse purse = new Purse(ledger).with(THIRTY_DAYS);
    for (int i = 0; i < 100; i++) {
      purse.reverse(purse.give(10), null);
    }
    assertThat(purse.balance()).isZero();
    assertThat(purse.debt()).isZero();
    assertThat(purse.available()).isEqualTo(Purse.FUNDED);

    purse.give(7);
    for (int i = 0; i < 100; i++) {
      purse.reverse(purse.spend(5), null);
    }
    assertThat(purse.balance()).isEqualTo(7);
    assertThat(purse.remaining()).containsExactly(7);
  }

  @Test
  void shouldNotBiteRetroactivelyWhenExpiryIsSwitchedOn() {
    Purse purse = new Purse(ledger);
    purse.give(100);
    Posted spent = purse.spend(30);
    day(400);
    Instant switched = clock.instant();

    purse.with(THIRTY_DAYS);

    Instant expires = switched.truncatedTo(ChronoUnit.DAYS).plus(Duration.ofDays(31));
    assertThat(purse.remaining()).containsExactly(70);
    assertThat(purse.expiries()).containsExactly(expires);
    assertThat(purse.lots("").getString("items[0].campaignId")).isNull();
    // what was spent before the switch comes back as if it were earned now
    purse.reverse(spent, null);
    assertThat(purse.balance()).isEqualTo(100);

    clock.setAhead(Duration.between(Instant.now(), expires.minusSeconds(60)));
    purse.spend(1);
    assertThat(purse.balance()).isEqualTo(99);
    clock.setAhead(Duration.between(Instant.now(), expires.plusSeconds(1)));
    await().atMost(SOON).until(() -> purse.balance() == 0);
    assertThat(purse.breakage()).isEqualTo(99);
  }

  @Test
  void shouldMergeWhatIsEarnedInOneCampaignAndExpiresOnOneDay() {
    Purse purse = new Purse(ledger).with(THIRTY_DAYS);
    for (int i = 1; i <= 5; i++) {
      purse.give(i);
    }
    ledger.post(fresh("give"), Purpose.of("grant", "test").in("another"), purse.giving(7));

    JsonPath lots = purse.lots("");
    assertThat(lots.getList("items.remaining")).containsExactlyInAnyOrder(15, 7);
    assertThat(lots.getList("items.campaignId"))
        .containsExactlyInAnyOrder(purse.campaign, "another");
  }

  @Test
  @Tag("RWD-02")
  void shouldKeepWhatAHoldPinsUntilItIsSettled() {
    Purse purse = new Purse(ledger).with(THIRTY_DAYS);
    purse.give(100);
    day(10);
    purse.give(50);
    var posted = purse.hold(60, null);
    var voided = purse.hold(15, null);

    day(32);

    // 75 of the 100 that are due are pinned, although 50 younger ones would cover a part of them
    await().atMost(SOON).until(() -> purse.breakage() == 25);
    ledger.postHold(posted.id(), null, fresh("settle"), Purpose.of("redeem", "test"));
    assertThat(purse.balance()).isEqualTo(50);
    assertThat(purse.remaining()).containsExactly(15, 50);

    ledger.voidHold(voided.id(), null);
    clock.setAhead(noon.plusDays(32).plusMinutes(2));
    await().atMost(SOON).until(() -> purse.breakage() == 40);
    assertThat(purse.remaining()).containsExactly(50);
    assertThat(purse.balance()).isEqualTo(50);
  }

  @Test
  void shouldNotExpireTwiceNorForgetWhenTheClockJumps() {
    Purse purse = new Purse(ledger).with(THIRTY_DAYS);
    purse.give(100);
    day(20);
    purse.give(10);
    day(32);
    await().atMost(SOON).until(() -> purse.breakage() == 100);

    day(0);
    purse.give(5);
    assertThat(purse.remaining()).containsExactly(5, 10);
    purse.spend(2);
    assertThat(purse.remaining()).containsExactly(3, 10);

    day(32);
    await().atMost(SOON).until(() -> purse.breakage() == 103);
    assertThat(purse.remaining()).containsExactly(10);
  }

  @Test
  @Tag("RWD-02")
  void shouldTakeBackFromItsOwnLotFirstAndOweTheRest() {
    Purse purse = new Purse(ledger).with(THIRTY_DAYS);
    purse.give(10);
    day(1);
    Posted second = purse.give(20);
    day(2);
    Posted third = purse.give(30);

    purse.reverse(second, null);
    assertThat(purse.remaining()).containsExactly(10, 30);

    purse.spend(25);
    purse.reverse(third, null);
    assertThat(purse.remaining()).isEmpty();
    assertThat(purse.debt()).isEqualTo(15);
    purse.give(16);
    assertThat(purse.remaining()).containsExactly(1);
    assertThat(purse.debt()).isZero();
  }

  @Test
  @Tag("RWD-02")
  void shouldTakeNoMoreThanThereIsUnderAFloor() {
    Purse purse = new Purse(ledger).with(policy("P30D", "UTC", null, "floor"));
    Posted earned = purse.give(100);
    purse.spend(70);

    purse.reverse(earned, null);

    assertThat(purse.balance()).isZero();
    assertThat(purse.debt()).isZero();
    assertThat(purse.available()).isEqualTo(Purse.FUNDED - 70);
    assertThatThrownBy(() -> purse.reverse(earned, null))
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.code()).isEqualTo("nothing-to-take-back"));
    purse.give(10);
    assertThat(purse.balance()).isEqualTo(10);
  }

  @Test
  @Tag("RWD-02")
  void shouldLetTheHouseBearWhatIsWrittenOff() {
    Purse purse = new Purse(ledger).with(policy("P30D", "UTC", null, "write-off"));
    Posted earned = purse.give(100);
    purse.spend(70);
    long issued = purse.classBalance("issuance");

    purse.reverse(earned, 40L);
    assertThat(purse.classBalance("issuance")).isEqualTo(issued - 10);
    purse.reverse(earned, null);

    assertThat(purse.balance()).isZero();
    assertThat(purse.debt()).isZero();
    assertThat(purse.available()).isEqualTo(Purse.FUNDED);
    assertThat(purse.classBalance("issuance")).isEqualTo(issued - 70);
    purse.give(10);
    assertThatThrownBy(() -> purse.reverse(earned, null))
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.code()).isEqualTo("already-reversed"));
    assertThat(purse.balance()).isEqualTo(10);
  }

  @Test
  void shouldGiveGraceToWhatComesBackToAnExpiredLot() {
    Purse purse = new Purse(ledger).with(policy("P30D", "UTC", "P7D", null));
    purse.give(10);
    Posted spent = purse.spend(8);
    day(32);
    await().atMost(SOON).until(() -> purse.breakage() == 2);
    Instant now = clock.instant();

    purse.reverse(spent, null);

    assertThat(purse.remaining()).containsExactly(8);
    assertThat(Instant.parse(purse.lots("").getString("items[0].expiresAt")))
        .isEqualTo(now.truncatedTo(ChronoUnit.DAYS).plus(Duration.ofDays(8)));
    day(41);
    await().atMost(SOON).until(() -> purse.breakage() == 10);
  }

  @Test
  void shouldLetWhatComesBackToAnExpiredLotExpireAgainWithoutGrace() {
    Purse purse = new Purse(ledger).with(THIRTY_DAYS);
    purse.give(10);
    Posted spent = purse.spend(8);
    day(32);
    await().atMost(SOON).until(() -> purse.breakage() == 2);

    purse.reverse(spent, null);

    await().atMost(SOON).until(() -> purse.breakage() == 10);
    assertThat(purse.balance()).isZero();
  }

  @Test
  @Tag("RWD-11")
  void shouldWarnTwiceThenTellTheExpiry() throws Exception {
    Purse purse = new Purse(ledger).with(policy("P60D", "UTC", null, null));
    String account = Long.toString(purse.give(100).books().getFirst().accountId());
    Instant expires = purse.expiries().getFirst();
    purse.spend(40);

    for (Duration left : List.of(Duration.ofDays(30), Duration.ofDays(20), Duration.ofDays(7))) {
      clock.setAhead(Duration.between(Instant.now(), expires.minus(left)).plusSeconds(5));
      int expected = left.toDays() == 7 ? 2 : 1;
      assertThat(told(account, LotExpiring.TYPE, expected)).hasSize(expected);
    }
    clock.setAhead(Duration.between(Instant.now(), expires).plusSeconds(5));
    Topics.Entry last = told(account, LotExpired.TYPE, 1).getFirst();

    List<Topics.Entry> warnings = told(account, LotExpiring.TYPE, 2);
    LotExpiring first =
        EventJson.read(warnings.getFirst().text().getBytes(UTF_8), LotExpiring.class);
    assertThat(warnings).extracting(entry -> entry.header("ce_sequence")).containsExactly("1", "2");
    assertThat(first.customerId()).isEqualTo(purse.owner);
    assertThat(first.amount()).isEqualTo(60);
    assertThat(first.expiresAt()).isEqualTo(expires);
    assertThat(first.notice()).isEqualTo("P30D");
    LotExpired expired = EventJson.read(last.text().getBytes(UTF_8), LotExpired.class);
    assertThat(last.header("ce_sequence")).isEqualTo("3");
    assertThat(expired.amount()).isEqualTo(60);
    assertThat(expired.balanceAfter()).isZero();
  }

  @Test
  void shouldListEachLotOnceAndWhatExpiresDayByDay() {
    Purse purse = new Purse(ledger).with(THIRTY_DAYS);
    for (int day = 0; day < 5; day++) {
      day(day);
      purse.give(day + 1);
    }
    day(0);
    var amounts = new ArrayList<Integer>();
    String after = "";
    do {
      JsonPath page = purse.lots("&limit=2&after=" + after);
      amounts.addAll(page.getList("items.amount"));
      after = page.getString("next");
    } while (after != null);
    assertThat(amounts).containsExactly(1, 2, 3, 4, 5);

    String path = "/v1/customers/" + purse.owner + "/expiring?asset=" + purse.asset + "&within=";
    JsonPath days = as(purse.owner, "customer").get(path + "P32D").jsonPath();
    assertThat(days.getList("items.amount")).containsExactly(1, 2);
    assertThat(days.getString("items[0].day"))
        .isEqualTo(clock.instant().plus(Duration.ofDays(30)).toString().substring(0, 10));
    assertThat(as("su", "support").get(path + "P1Y").jsonPath().getList("items")).hasSize(5);
    for (String wrong : List.of("P367D", "P0D", "a-month")) {
      as(purse.owner, "customer")
          .get(path + wrong)
          .then()
          .statusCode(422)
          .body("violations[0].field", equalTo("within"));
    }
    for (String wrong : List.of("bm9uZQ", "MSAyIDM")) {
      as(purse.owner, "customer")
          .get("/v1/customers/" + purse.owner + "/lots?after=" + wrong)
          .then()
          .statusCode(400)
          .body("code", equalTo("malformed-cursor"));
    }
  }

  private void day(int day) {
    clock.setAhead(noon.plusDays(day));
  }

  private static List<Topics.Entry> told(String account, String type, int count) {
    return Topics.await(
        "goodword.reward",
        count,
        SOON,
        entry -> account.equals(entry.key()) && entry.header("ce_type").equals(type));
  }
}
