package io.goodword.reward.ledger;

import static io.goodword.reward.Api.as;
import static io.goodword.reward.Api.fei;
import static io.goodword.reward.Api.fresh;
import static io.goodword.reward.Api.fund;
import static io.goodword.reward.Api.leg;
import static io.goodword.reward.Api.points;
import static io.goodword.reward.Api.send;
import static io.goodword.reward.Api.spending;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.goodword.kit.sql.Sql;
import io.goodword.reward.Api;
import io.goodword.stack.testing.TestStack;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(
    value = TestStack.class,
    initArgs = @ResourceArg(name = "database", value = "reward"))
@Tag("RWD-01")
class BatchIT {

  @Inject Ledger ledger;
  @Inject Sql sql;

  private final String campaign = fresh("campaign");
  private final String alice = fresh("alice");

  @AfterEach
  void booksAreInOrder() {
    Api.assertBooksAreInOrder();
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {3, 20261125})
  void shouldDoWhatSingleRequestsDo(long seed) {
    var random = new Random(seed);
    World inBatch = new World("batch");
    World oneByOne = new World("single");
    List<Map<String, Object>> batch = new ArrayList<>();
    List<Map<String, Object>> singles = new ArrayList<>();
    List<String> orders = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      int customer = random.nextInt(3);
      // now and then too much, unbalanced, of no asset, or posted before the batch
      long amount = 1 + random.nextInt(40);
      long off = random.nextInt(12) == 0 ? 1 : 0;
      String asset = random.nextInt(15) == 0 ? "CASH:ZZZ" : "POINTS";
      String order = random.nextInt(10) == 0 ? "before-" + customer : "order-" + i;
      if (orders.contains(order)) {
        continue;
      }
      orders.add(order);
      batch.add(inBatch.journal(order, customer, amount, off, asset));
      singles.add(oneByOne.journal(order, customer, amount, off, asset));
    }

    List<Map<String, Object>> results =
        post("per-item", batch).then().statusCode(200).extract().jsonPath().getList("results");

    for (int i = 0; i < singles.size(); i++) {
      Response single = send(fresh("key"), singles.get(i));
      Map<String, Object> result = results.get(i);
      if (single.statusCode() == 201) {
        assertThat(result.get("status")).as("item %d", i).isIn("posted", "replayed");
        assertThat(inBatch.balances(result))
            .isEqualTo(oneByOne.balances(single.jsonPath().getMap("")));
      } else {
        assertThat(result.get("status")).as("item %d", i).isEqualTo("refused");
        assertThat(result.get("code")).isEqualTo(single.jsonPath().getString("code"));
        assertThat(result.get("detail")).isEqualTo(single.jsonPath().getString("detail"));
      }
    }
    assertThat(results).extracting(result -> result.get("status")).contains("posted", "refused");
    for (int customer = 0; customer < 3; customer++) {
      assertThat(entries(inBatch.customer(customer)))
          .isEqualTo(entries(oneByOne.customer(customer)));
    }
  }

  @Test
  void shouldPostAllOfAnAtomicBatch() {
    rich(100);

    JsonPath results =
        post("atomic", List.of(spending(alice, 30, fresh("o")), spending(alice, 70, fresh("o"))))
            .then()
            .statusCode(200)
            .extract()
            .jsonPath();

    assertThat(results.getInt("posted")).isEqualTo(2);
    assertThat(results.getInt("refused")).isZero();
    assertThat(results.<Integer>getList("results.receipt.balances[0].posted").getFirst())
        .isNotNull();
    assertThat(results.getLong("results[1].receipt.balances[0].posted")).isZero();
    assertThat(results.getLong("results[1].receipt.balances[0].seq")).isEqualTo(3);
    assertThat(points(alice, "balance")).isZero();
  }

  @Test
  void shouldPostNoneOfAnAtomicBatchWhenOneIsRefusedByTheBooks() {
    rich(100);
    String first = fresh("o");

    post("atomic", List.of(spending(alice, 60, first), spending(alice, 60, fresh("o"))))
        .then()
        .statusCode(422)
        .body("code", equalTo("batch-refused"))
        .body("violations[0].field", equalTo("items[1]"))
        .body("violations[0].rule", equalTo("insufficient-balance"));

    assertThat(points(alice, "balance")).isEqualTo(100);
    assertThat(journals(first)).isZero();
  }

  @Test
  void shouldPostNoneOfAnAtomicBatchWhenOneIsNoJournal() {
    rich(100);
    String first = fresh("o");
    var nameless = new HashMap<>(spending(alice, 1, "x"));
    nameless.remove("businessKey");

    post("atomic", List.of(spending(alice, 60, first), nameless))
        .then()
        .statusCode(422)
        .body("code", equalTo("batch-refused"))
        .body("violations.size()", equalTo(1))
        .body("violations[0].field", equalTo("items[1]"))
        .body("violations[0].rule", equalTo("invalid-request"));

    assertThat(journals(first)).isZero();
  }

  @Test
  void shouldAnswerAsBeforeWhenTheBatchIsSentAgain() {
    rich(100);
    List<Map<String, Object>> items =
        List.of(spending(alice, 30, fresh("o")), spending(alice, 90, fresh("o")));
    String key = fresh("batch");

    Response first = post("per-item", items, key);
    Response second = post("per-item", items, key);
    sql.update("delete from idempotency where key = ?", key);
    JsonPath third = post("per-item", items, key).jsonPath();

    assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
    assertThat(second.asString()).isEqualTo(first.asString());
    // when every idempotency row is forgotten the business keys still know
    assertThat(third.<String>getList("results.status")).containsExactly("replayed", "refused");
    assertThat(third.getString("results[0].receipt.journalId"))
        .isEqualTo(first.jsonPath().getString("results[0].receipt.journalId"));
    assertThat(points(alice, "balance")).isEqualTo(70);
  }

  @Test
  void shouldRefuseTheSecondOfTwoItemsWithOneBusinessKey() {
    rich(100);
    String order = fresh("o");

    JsonPath results =
        post("per-item", List.of(spending(alice, 10, order), spending(alice, 10, order)))
            .jsonPath();

    assertThat(results.getString("results[1].code")).isEqualTo("twice-in-batch");
    assertThat(points(alice, "balance")).isEqualTo(90);
  }

  @Test
  void shouldTakeAThousandInOneGo() {
    rich(10_000);
    List<Map<String, Object>> items = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      items.add(spending(alice, 10, fresh("o")));
    }

    JsonPath results = post("atomic", items).then().statusCode(200).extract().jsonPath();

    assertThat(results.getInt("posted")).isEqualTo(1_000);
    assertThat(points(alice, "balance")).isZero();
    items.add(spending(alice, 10, fresh("o")));
    post("atomic", items).then().statusCode(422).body("violations[0].field", equalTo("items"));
  }

  @Test
  void shouldRefuseWhatIsNoBatch() {
    post("perhaps", List.of(spending(alice, 1, "x")))
        .then()
        .statusCode(422)
        .body("violations[0].field", equalTo("mode"));
    post("atomic", List.of()).then().statusCode(422).body("violations[0].field", equalTo("items"));
    post("per-item", Arrays.asList((Map<String, Object>) null))
        .then()
        .statusCode(200)
        .body("results[0].code", equalTo("invalid-request"));
    as("cy", "system")
        .body(Map.of("mode", "atomic", "items", List.of(spending(alice, 1, "x"))))
        .post("/v1/journals/batch")
        .then()
        .statusCode(400)
        .body("code", equalTo("idempotency-key-required"));
  }

  /** The same people twice, under different names. */
  private final class World {
    private final String prefix;

    World(String prefix) {
      this.prefix = prefix + "-" + campaign;
      fund(this.prefix, "POINTS", 10_000);
      for (int i = 0; i < 3; i++) {
        give(this.prefix, customer(i), 200);
        send(fresh("key"), journal("before-" + i, i, 5, 0, "POINTS")).then().statusCode(201);
      }
    }

    String customer(int i) {
      return prefix + "-" + i;
    }

    Map<String, Object> journal(String order, int customer, long amount, long off, String asset) {
      return Map.of(
          "kind",
          "spend",
          "businessKey",
          prefix + "/" + order,
          "legs",
          List.of(
              leg("customer", customer(customer), asset, -amount),
              leg("redemption", prefix, asset, amount + off)));
    }

    /** Accounts after a journal, with the names of this world taken out. */
    String balances(Map<String, ?> receipt) {
      Object inner = receipt.containsKey("receipt") ? receipt.get("receipt") : receipt;
      return String.valueOf(((Map<?, ?>) inner).get("balances")).replace(prefix, "");
    }
  }

  private void rich(long amount) {
    fund(campaign, "POINTS", amount);
    give(campaign, alice, amount);
  }

  private void give(String from, String customer, long amount) {
    ledger.post(
        fresh("give"),
        Purpose.of("grant", "test"),
        List.of(
            Leg.of(AccountRef.budget(from, "POINTS"), -amount),
            Leg.earn(AccountRef.customer(customer, "POINTS"), amount)));
  }

  private static Response post(String mode, List<Map<String, Object>> items) {
    return post(mode, items, fresh("batch"));
  }

  private static Response post(String mode, List<Map<String, Object>> items, String key) {
    return fei()
        .header("Idempotency-Key", key)
        .body(Map.of("mode", mode, "items", items))
        .post("/v1/journals/batch");
  }

  private static List<List<Integer>> entries(String customer) {
    JsonPath page =
        fei().get("/v1/accounts/customer/" + customer + "/entries?limit=200").jsonPath();
    return List.of(
        page.getList("items.seq"),
        page.getList("items.amount"),
        page.getList("items.balanceAfter"));
  }

  private long journals(String order) {
    return sql.first(
            "select count(*) from journals where business_key = ?",
            row -> row.getLong(1),
            "journal/" + order)
        .orElseThrow();
  }
}
