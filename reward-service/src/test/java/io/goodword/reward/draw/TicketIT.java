package io.goodword.reward.draw;

import static io.goodword.reward.Api.as;
import static io.goodword.reward.Api.fresh;
import static io.goodword.reward.Api.points;
import static io.goodword.reward.Api.reverse;
import static io.goodword.reward.Crowd.inParallel;
import static io.goodword.reward.Crowd.settled;
import static io.goodword.reward.draw.DrawApi.UNTIL_CLOSED;
import static io.goodword.reward.draw.DrawApi.announced;
import static io.goodword.reward.draw.DrawApi.awaitState;
import static io.goodword.reward.draw.DrawApi.balance;
import static io.goodword.reward.draw.DrawApi.buy;
import static io.goodword.reward.draw.DrawApi.cancel;
import static io.goodword.reward.draw.DrawApi.draft;
import static io.goodword.reward.draw.DrawApi.give;
import static io.goodword.reward.draw.DrawApi.handOut;
import static io.goodword.reward.draw.DrawApi.prize;
import static io.goodword.reward.draw.DrawApi.problem;
import static io.goodword.reward.draw.DrawApi.read;
import static org.assertj.core.api.Assertions.assertThat;

import io.goodword.contracts.reward.DrawCancelled;
import io.goodword.kit.sql.Sql;
import io.goodword.reward.Api;
import io.goodword.reward.TestClock;
import io.goodword.stack.testing.TestStack;
import io.goodword.stack.testing.Topics;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Buying tickets, and getting the price back. */
@QuarkusTest
@WithTestResource(
    value = TestStack.class,
    initArgs = @ResourceArg(name = "database", value = "reward"))
@Tag("RWD-09")
class TicketIT {

  @Inject TestClock clock;
  @Inject Sql sql;

  private final String alice = fresh("alice");
  private final String bob = fresh("bob");

  @AfterEach
  void booksAreInOrder() {
    clock.setAhead(Duration.ZERO);
    Api.assertBooksAreInOrder();
  }

  @Test
  void shouldSellNobodyMoreThanTheMaximumWhenManyBuyAtOnce() throws Exception {
    give("POINTS", 10_000, alice);
    String draw = announced(draft(prize("POINTS", 1, 1)));

    List<Integer> statuses =
        inParallel(12, 12, turn -> settled(() -> buy(draw, alice, 2)).statusCode());

    // five are allowed, so two purchases of two fit and a third does not
    assertThat(statuses).containsOnly(201, 422);
    assertThat(statuses).filteredOn(status -> status == 201).hasSize(2);
    assertThat(balance(alice, "CHANCE:" + draw)).isEqualTo(4);
    assertThat(points(alice, "balance")).isEqualTo(10_000 - 400);
    assertThat(problem(buy(draw, alice, 2), 422)).isEqualTo("too-many-tickets");
    buy(draw, alice, 1).then().statusCode(201);
  }

  @Test
  void shouldBuyOnceWhenTheReplyWasLost() {
    give("POINTS", 1_000, alice);
    String draw = announced(draft(prize("POINTS", 1, 1)));
    String key = fresh("key");

    String first = buy(draw, alice, 2, key).then().statusCode(201).extract().asString();
    Response again = buy(draw, alice, 2, key).then().statusCode(201).extract().response();

    assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
    assertThat(again.jsonPath().getString("journalId"))
        .isEqualTo(io.restassured.path.json.JsonPath.from(first).getString("journalId"));
    assertThat(points(alice, "balance")).isEqualTo(800);
    assertThat(problem(buy(draw, alice, 3, key), 422)).isEqualTo("idempotency-key-reused");

    // the key's row is forgotten after days, the business key never
    sql.update("delete from idempotency where key = ?", key);
    buy(draw, alice, 2, key).then().statusCode(201);
    assertThat(points(alice, "balance")).isEqualTo(800);
    assertThat(balance(alice, "CHANCE:" + draw)).isEqualTo(2);
  }

  @Test
  void shouldCountPrizesForLevelsAndNotThePriceOfTicketsAgainstThem() {
    give("POINTS", 1_000, alice);
    String draw = announced(draft(prize("POINTS", 70, 1)));
    buy(draw, alice, 2).then().statusCode(201);
    assertThat(qualifying(alice)).isEqualTo(1_000);

    clock.setAhead(UNTIL_CLOSED);
    awaitState(draw, "settled");

    assertThat(points(alice, "balance")).isEqualTo(1_000 - 200 + 70);
    assertThat(qualifying(alice)).isEqualTo(1_070);
  }

  private long qualifying(String customer) {
    return sql.first(
            "select sum(amount) from qualifying_facts where unit = 'POINTS' and customer_id = ?",
            row -> row.getLong(1),
            customer)
        .orElse(0L);
  }

  @Test
  void shouldAnswerALostReplyAlsoAfterTheClosing() {
    give("POINTS", 1_000, alice);
    String draw = announced(draft(prize("POINTS", 1, 1)));
    String key = fresh("key");
    buy(draw, alice, 1, key).then().statusCode(201);

    clock.setAhead(UNTIL_CLOSED);

    buy(draw, alice, 1, key).then().statusCode(201);
    assertThat(problem(buy(draw, alice, 1), 409)).isEqualTo("draw-closed");
    awaitState(draw, "settled");
    assertThat(problem(buy(draw, alice, 1), 409)).isEqualTo("draw-closed");
  }

  @ParameterizedTest
  @CsvSource({
    "0, invalid-request",
    "-1, invalid-request",
    "6, invalid-request",
    "5, insufficient-balance"
  })
  void shouldRefuseWhatCannotBe(int quantity, String code) {
    give("POINTS", 499, alice);
    String draw = announced(draft(prize("POINTS", 1, 1)));

    assertThat(problem(buy(draw, alice, quantity), 422)).isEqualTo(code);

    assertThat(points(alice, "balance")).isEqualTo(499);
    assertThat(balance(alice, "CHANCE:" + draw)).isZero();
  }

  @Test
  void shouldNotSellBeforeTheOpeningNorWithoutADraw() {
    give("POINTS", 100, alice);
    Map<String, Object> later = draft(prize("POINTS", 1, 1));
    later.put("opensAt", Instant.now().plusSeconds(1_000).toString());
    String draw = announced(later);

    assertThat(read(draw).getString("state")).isEqualTo("announced");
    assertThat(problem(buy(draw, alice, 1), 409)).isEqualTo("draw-not-open");
    assertThat(problem(buy("01980f2a-6c00-7a10-8f01-5a1d3c9bdead", alice, 1), 404))
        .isEqualTo("not-found");
    clock.setAhead(Duration.ofSeconds(1_001));
    buy(draw, alice, 1).then().statusCode(201);
  }

  @Test
  void shouldShowEverybodyOnlyTheirOwnTickets() {
    give("POINTS", 100, alice);
    String draw = announced(draft(prize("POINTS", 1, 1)));
    buy(draw, alice, 1).then().statusCode(201);
    clock.setAhead(UNTIL_CLOSED);
    awaitState(draw, "settled");

    assertThat(DrawApi.tickets(draw, alice).getString("salt")).matches("[0-9a-f]{32}");
    assertThat(DrawApi.tickets(draw, alice).getInt("items[0].prize")).isEqualTo(1);
    assertThat(DrawApi.tickets(draw, bob).getString("salt")).isNull();
    assertThat(DrawApi.tickets(draw, bob).getList("items")).isEmpty();
  }

  @Test
  void shouldCountTicketsThatTheShopGivesLikeBoughtOnes() {
    give("POINTS", 1_000, alice);
    Map<String, Object> draft = draft(prize("POINTS", 70, 1));
    draft.put("tickets", Map.of("maxPerPerson", 3));
    String draw = announced(draft);
    String key = fresh("order");

    Response given = handOut(draw, alice, 2, key);
    given.then().statusCode(201);
    assertThat(given.jsonPath().getLong("tickets")).isEqualTo(2);
    assertThat(handOut(draw, alice, 2, key).header("Idempotency-Replayed")).isEqualTo("true");
    // the key's row is forgotten after days, the business key never
    sql.update("delete from idempotency where key = ?", key);
    handOut(draw, alice, 2, key).then().statusCode(201);
    assertThat(balance(alice, "CHANCE:" + draw)).isEqualTo(2);

    assertThat(problem(handOut(draw, alice, 2, fresh("order")), 422)).isEqualTo("too-many-tickets");
    assertThat(problem(handOut(draw, " ", 1, fresh("order")), 422)).isEqualTo("invalid-request");
    assertThat(problem(handOut(draw, alice, 4, fresh("order")), 422)).isEqualTo("invalid-request");
    handOut(draw, bob, 1, fresh("order")).then().statusCode(201);
    assertThat(read(draw).getLong("odds.tickets")).isEqualTo(3);

    clock.setAhead(UNTIL_CLOSED);
    assertThat(problem(handOut(draw, bob, 1, fresh("order")), 409)).isEqualTo("draw-closed");
    awaitState(draw, "settled");
    assertThat(points(alice, "balance") + points(bob, "balance")).isEqualTo(1_070);
    assertThat(balance(alice, "CHANCE:" + draw)).isZero();
  }

  @Test
  void shouldTakeGivenTicketsInWhenTheDrawIsCancelled() {
    Map<String, Object> draft = draft(prize("POINTS", 70, 1));
    draft.put("tickets", Map.of("maxPerPerson", 3));
    String draw = announced(draft);
    handOut(draw, alice, 3, fresh("order")).then().statusCode(201);

    cancel(draw, "No tea.").then().statusCode(200);
    awaitState(draw, "cancelled");

    assertThat(balance(alice, "CHANCE:" + draw)).isZero();
    assertThat(problem(handOut(draw, alice, 1, fresh("order")), 409)).isEqualTo("draw-cancelled");
  }

  @Test
  void shouldGiveEverythingBackWhenTheDrawIsCancelled() {
    give("POINTS", 500, alice, bob);
    String draw = announced(draft(prize("POINTS", 70, 2)));
    String chances = "CHANCE:" + draw;
    buy(draw, alice, 2).then().statusCode(201);
    buy(draw, alice, 1).then().statusCode(201);
    String taken = buy(draw, bob, 1).then().statusCode(201).extract().path("journalId");
    buy(draw, bob, 2).then().statusCode(201);
    give(chances, 4, bob);
    // finance took one purchase back by itself; it must not be paid twice
    reverse(taken, null).then().statusCode(201);
    assertThat(points(bob, "balance")).isEqualTo(300);

    cancel(draw, "The tea did not arrive.").then().statusCode(200);
    awaitState(draw, "cancelled");

    assertThat(points(alice, "balance")).isEqualTo(500);
    assertThat(points(bob, "balance")).isEqualTo(500);
    assertThat(balance(alice, chances)).isZero();
    assertThat(balance(bob, chances)).isZero();
    assertThat(read(draw).getString("reason")).isEqualTo("The tea did not arrive.");
    assertThat(read(draw).getString("seed")).isNull();
    assertThat(problem(buy(draw, alice, 1), 409)).isEqualTo("draw-cancelled");
    assertThat(problem(cancel(draw, "Again."), 409)).isEqualTo("draw-cancelled");
    List<Topics.Entry> told =
        Topics.await(
            "goodword.reward",
            1,
            Duration.ofSeconds(60),
            e -> draw.equals(e.key()) && e.header("ce_type").equals(DrawCancelled.TYPE));
    assertThat(told.getFirst().text()).contains("The tea did not arrive.");
  }

  @Test
  void shouldNotBeCancelledWhenItHasClosedOrWithoutAReason() {
    String draw = announced(draft(prize("POINTS", 1, 1)));

    assertThat(problem(cancel(draw, " "), 422)).isEqualTo("invalid-request");
    clock.setAhead(UNTIL_CLOSED);
    assertThat(problem(cancel(draw, "I do not like the result."), 409)).isEqualTo("draw-closed");
    awaitState(draw, "settled");
    assertThat(problem(cancel(draw, "I do not like the result."), 409)).isEqualTo("draw-closed");
  }

  @Test
  void shouldCancelOnceWhenTheReplyWasLost() {
    String draw = announced(draft(prize("POINTS", 1, 1)));
    String key = fresh("key");
    for (int i = 0; i < 2; i++) {
      as("mei", "marketer")
          .header("Idempotency-Key", key)
          .body(Map.of("reason", "No tea."))
          .post("/v1/draws/" + draw + "/cancel")
          .then()
          .statusCode(200);
    }
    awaitState(draw, "cancelled");
  }
}
