package io.goodword.reward.ledger;

import static io.goodword.reward.Api.as;
import static io.goodword.reward.Api.fresh;
import static io.goodword.reward.Api.fund;
import static io.goodword.reward.Api.leg;
import static io.goodword.reward.Api.points;
import static io.goodword.reward.Api.post;
import static io.goodword.reward.Api.reverse;
import static io.goodword.reward.Api.send;
import static io.goodword.reward.Api.spend;
import static io.goodword.reward.Api.spending;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;

import io.goodword.contracts.reward.EntryPosted;
import io.goodword.kit.event.EventJson;
import io.goodword.kit.sql.Sql;
import io.goodword.kit.sql.SqlFailure;
import io.goodword.reward.Api;
import io.goodword.stack.testing.TestStack;
import io.goodword.stack.testing.Topics;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
@Tag("RWD-01")
class LedgerIT {

  @Inject Ledger ledger;
  @Inject Sql sql;

  private final String campaign = fresh("campaign");
  private final String alice = fresh("alice");

  @AfterEach
  void booksAreInOrder() {
    Api.assertBooksAreInOrder();
  }

  @Test
  void shouldMoveValueFromIssuanceToBudgetToCustomerToRedemption() {
    JsonPath funded = fund(campaign, "POINTS", 1_000).then().statusCode(201).extract().jsonPath();
    assertThat(funded.getLong("balance")).isEqualTo(1_000);
    assertThat(funded.getLong("available")).isEqualTo(1_000);
    assertThat(funded.getLong("funded")).isEqualTo(1_000);

    give(alice, 100);
    JsonPath spent = spend(alice, 30, fresh("order")).then().statusCode(201).extract().jsonPath();

    assertThat(spent.getString("balances[0].account.owner")).isEqualTo(alice);
    assertThat(spent.getLong("balances[0].posted")).isEqualTo(70);
    assertThat(spent.getLong("balances[0].seq")).isEqualTo(2);
    assertThat(spent.getString("balances[1].account.class")).isEqualTo("redemption");
    assertThat(points(alice, "balance")).isEqualTo(70);
    assertThat(Api.budget(campaign).getLong("items[0].spent")).isEqualTo(100);
  }

  @Test
  void shouldListEveryEntryOnceWhenTheStatementIsPaged() {
    fund(campaign, "POINTS", 100);
    for (int i = 1; i <= 5; i++) {
      give(alice, i);
    }
    var sequences = new ArrayList<Integer>();
    var balances = new ArrayList<Integer>();
    String after = "";
    do {
      JsonPath page =
          as(alice, "customer")
              .get("/v1/customers/" + alice + "/statement?asset=POINTS&limit=2&after=" + after)
              .then()
              .statusCode(200)
              .extract()
              .jsonPath();
      sequences.addAll(page.getList("items.sequence"));
      balances.addAll(page.getList("items.balanceAfter"));
      after = page.getString("next");
    } while (after != null);

    assertThat(sequences).containsExactly(1, 2, 3, 4, 5);
    assertThat(balances).containsExactly(1, 3, 6, 10, 15);
  }

  @Test
  void shouldRefuseWhenTheCustomerHasLess() {
    fund(campaign, "POINTS", 100);
    give(alice, 10);

    spend(alice, 11, fresh("order"))
        .then()
        .statusCode(422)
        .contentType("application/problem+json")
        .body("code", equalTo("insufficient-balance"));

    assertThat(points(alice, "balance")).isEqualTo(10);
  }

  @ParameterizedTest
  @CsvSource({
    "unbalanced, -5, 4, POINTS",
    "zero-amount, 0, 0, POINTS",
    "unknown-asset, -5, 5, CASH:ZZZ",
    "amount-out-of-range, -9223372036854775808, 9223372036854775807, POINTS"
  })
  void shouldRefuseWhatIsNotAJournal(String code, long from, long to, String asset) {
    String key = fresh("bad");
    post(
            "spend",
            key,
            List.of(leg("customer", alice, asset, from), leg("redemption", "shop", asset, to)))
        .then()
        .statusCode(422)
        .body("code", equalTo(code));

    assertThat(count("select count(*) from accounts where owner = ?", alice)).isZero();
    assertThat(count("select count(*) from journals where business_key = ?", "journal/" + key))
        .isZero();
  }

  @Test
  @Tag("trap-04")
  void shouldRefuseAnAccountAgainstItselfBeforeAnyWrite() {
    post(
            "adjust",
            fresh("self"),
            List.of(leg("customer", alice, "POINTS", -5), leg("customer", alice, "POINTS", 5)))
        .then()
        .statusCode(422)
        .body("code", equalTo("self-transfer"));

    assertThat(count("select count(*) from accounts where owner = ?", alice)).isZero();
  }

  @Test
  void shouldAnswerAsBeforeWhenTheKeyIsSentAgain() {
    fund(campaign, "POINTS", 100);
    give(alice, 50);
    Map<String, Object> body = spending(alice, 20, fresh("order"));
    String key = fresh("key");

    Response first = send(key, body);
    Response second = send(key, body);
    Response other = send(key, spending(alice, 21, fresh("order")));

    assertThat(first.statusCode()).isEqualTo(201);
    assertThat(first.header("Idempotency-Replayed")).isNull();
    assertThat(second.statusCode()).isEqualTo(201);
    assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
    assertThat(second.asString()).isEqualTo(first.asString());
    assertThat(other.statusCode()).isEqualTo(422);
    assertThat(other.jsonPath().getString("code")).isEqualTo("idempotency-key-reused");
    assertThat(points(alice, "balance")).isEqualTo(30);
  }

  @Test
  @Tag("trap-14")
  void shouldPayOnceForABusinessKeyWhenEveryIdempotencyRowIsForgotten() {
    fund(campaign, "POINTS", 100);
    give(alice, 50);
    String order = fresh("order");
    String journal = spend(alice, 20, order).jsonPath().getString("journalId");

    sql.update("delete from idempotency");
    Response again = spend(alice, 20, order);
    Response other = spend(alice, 19, order);

    assertThat(again.statusCode()).isEqualTo(201);
    assertThat(again.jsonPath().getString("journalId")).isEqualTo(journal);
    assertThat(again.jsonPath().getLong("balances[0].posted")).isEqualTo(30);
    assertThat(other.statusCode()).isEqualTo(409);
    assertThat(other.jsonPath().getString("code")).isEqualTo("already-posted");
    assertThat(points(alice, "balance")).isEqualTo(30);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update journals set kind = 'adjust'",
        "delete from journals",
        "truncate journals cascade",
        "update entries set amount = amount + 1",
        "delete from entries",
        "truncate entries"
      })
  void shouldRefuseWhenHistoryWouldChange(String change) {
    fund(campaign, "POINTS", 1);

    assertThatThrownBy(() -> sql.update(change))
        .isInstanceOfSatisfying(
            SqlFailure.class, failure -> assertThat(failure.state()).isEqualTo("GW002"));
  }

  @Test
  void shouldRefuseAnOverdraftWhenWrittenPastTheLedger() {
    fund(campaign, "POINTS", 10);

    assertThatThrownBy(
            () ->
                sql.update(
                    "update balances set posted = -1 where account_id ="
                        + " (select id from accounts where owner = ?)",
                    campaign))
        .isInstanceOfSatisfying(
            SqlFailure.class,
            failure -> assertThat(failure.constraint()).isEqualTo("ck_balances_floor"));
  }

  @Test
  @Tag("RWD-02")
  void shouldTakeBackInPartsAndNeverTwice() {
    fund(campaign, "POINTS", 100);
    give(alice, 50);
    String journal = spend(alice, 30, fresh("order")).jsonPath().getString("journalId");

    reverse(journal, 10L).then().statusCode(201);
    assertThat(points(alice, "balance")).isEqualTo(30);
    reverse(journal, 21L).then().statusCode(422).body("code", equalTo("more-than-posted"));
    reverse(journal, null).then().statusCode(201);
    assertThat(points(alice, "balance")).isEqualTo(50);
    reverse(journal, null).then().statusCode(409).body("code", equalTo("already-reversed"));
  }

  @Test
  @Tag("RWD-02")
  void shouldOweWhatWasSpentAndRepayFromLaterRewards() {
    fund(campaign, "POINTS", 1_000);
    Outcome.Posted reward = give(alice, 100);
    spend(alice, 70, fresh("order")).then().statusCode(201);

    ledger.reverse(reward.journalId(), null, "fei");

    assertThat(points(alice, "balance")).isZero();
    assertThat(points(alice, "debt")).isEqualTo(70);
    assertThat(Api.budget(campaign).getLong("items[0].available")).isEqualTo(1_000);

    give(alice, 50);
    assertThat(points(alice, "balance")).isZero();
    assertThat(points(alice, "debt")).isEqualTo(20);

    give(alice, 50);
    assertThat(points(alice, "balance")).isEqualTo(30);
    assertThat(points(alice, "debt")).isZero();
  }

  @Test
  @Tag("RWD-11")
  void shouldTellEachEntryWithTheSequenceOfItsAccount() throws Exception {
    fund(campaign, "POINTS", 100);
    String account = Long.toString(give(alice, 7).books().getFirst().accountId());
    give(alice, 8);

    List<Topics.Entry> told =
        Topics.await(
            "goodword.reward",
            2,
            Duration.ofSeconds(60),
            entry ->
                account.equals(entry.key()) && entry.header("ce_type").equals(EntryPosted.TYPE));

    assertThat(told).extracting(entry -> entry.header("ce_sequence")).containsExactly("1", "2");
    EntryPosted second = EventJson.read(told.get(1).text().getBytes(UTF_8), EntryPosted.class);
    assertThat(second.owner()).isEqualTo(alice);
    assertThat(second.amount()).isEqualTo(8);
    assertThat(second.balanceAfter()).isEqualTo(15);
    assertThat(second.kind()).isEqualTo("grant");
  }

  private Outcome.Posted give(String customer, long amount) {
    return ledger.post(
        fresh("give"),
        Purpose.of("grant", "test").in(campaign),
        List.of(
            Leg.of(AccountRef.budget(campaign, "POINTS"), -amount),
            Leg.earn(AccountRef.customer(customer, "POINTS"), amount)));
  }

  private long count(String query, String argument) {
    return sql.first(query, row -> row.getLong(1), argument).orElseThrow();
  }
}
