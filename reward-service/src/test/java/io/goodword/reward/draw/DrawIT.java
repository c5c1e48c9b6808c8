package io.goodword.reward.draw;

import static io.goodword.reward.Api.as;
import static io.goodword.reward.Api.fresh;
import static io.goodword.reward.Api.fund;
import static io.goodword.reward.Api.points;
import static io.goodword.reward.Crowd.inParallel;
import static io.goodword.reward.draw.DrawApi.UNTIL_CLOSED;
import static io.goodword.reward.draw.DrawApi.announced;
import static io.goodword.reward.draw.DrawApi.awaitState;
import static io.goodword.reward.draw.DrawApi.balance;
import static io.goodword.reward.draw.DrawApi.buy;
import static io.goodword.reward.draw.DrawApi.draft;
import static io.goodword.reward.draw.DrawApi.give;
import static io.goodword.reward.draw.DrawApi.prize;
import static io.goodword.reward.draw.DrawApi.problem;
import static io.goodword.reward.draw.DrawApi.proof;
import static io.goodword.reward.draw.DrawApi.read;
import static io.goodword.reward.draw.DrawApi.tickets;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.goodword.contracts.reward.DrawCommitted;
import io.goodword.contracts.reward.DrawFrozen;
import io.goodword.contracts.reward.DrawSettled;
import io.goodword.kit.event.EventJson;
import io.goodword.kit.sql.Sql;
import io.goodword.kit.sql.SqlFailure;
import io.goodword.reward.Api;
import io.goodword.reward.TestClock;
import io.goodword.stack.testing.TestStack;
import io.goodword.stack.testing.Topics;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A draw from announcement to paid prizes. */
@QuarkusTest
@WithTestResource(
    value = TestStack.class,
    initArgs = @ResourceArg(name = "database", value = "reward"))
@Tag("RWD-09")
class DrawIT {

  private static final ObjectMapper JSON = new ObjectMapper();

  @Inject TestClock clock;
  @Inject Sql sql;
  @Inject Settling settling;

  private final String alice = fresh("alice");
  private final String bob = fresh("bob");
  private final String carol = fresh("carol");
  private final String campaign = fresh("campaign");

  @AfterEach
  void booksAreInOrder() {
    clock.setAhead(Duration.ZERO);
    Api.assertBooksAreInOrder();
  }

  @Test
  void shouldDrawPayAndProveWhenTheDrawCloses() throws IOException {
    give("POINTS", 500, alice, bob, carol);
    String draw = announced(draft(prize("POINTS", 1_000, 1), prize("POINTS", 50, 1)));
    JsonPath committed = read(draw);
    buy(draw, alice, 3).then().statusCode(201);
    buy(draw, bob, 1).then().statusCode(201);
    JsonPath receipt = buy(draw, alice, 1).then().statusCode(201).extract().jsonPath();

    assertThat(receipt.getLong("tickets")).isEqualTo(4);
    assertThat(receipt.getLong("paid")).isEqualTo(100);
    assertThat(receipt.getLong("balance")).isEqualTo(100);
    assertThat(receipt.getString("commitment")).isEqualTo(committed.getString("commitment"));
    assertThat(receipt.getString("rulesHash")).isEqualTo(committed.getString("rulesHash"));
    assertThat(balance(alice, "CHANCE:" + draw)).isEqualTo(4);
    JsonPath open = read(draw);
    assertThat(open.getString("state")).isEqualTo("open");
    assertThat(open.getLong("odds.tickets")).isEqualTo(5);
    assertThat(open.getLong("odds.prizes")).isEqualTo(2);
    assertThat(open.getString("odds.chance")).isEqualTo("0.4");
    assertThat(open.getString("seed")).isNull();
    assertThat(tickets(draw, alice).getLong("tickets")).isEqualTo(4);
    assertThat(tickets(draw, alice).getString("salt")).isNull();

    clock.setAhead(UNTIL_CLOSED);
    JsonPath settled = awaitState(draw, "settled");

    assertThat(settled.getString("commitment")).isEqualTo(committed.getString("commitment"));
    assertThat(Commitment.to(Sha256.bytes(settled.getString("seed"))))
        .isEqualTo(committed.getString("commitment"));
    assertThat(settled.getList("winners.rank")).containsExactly(1, 2);
    Map<String, String> people =
        Map.of(
            tickets(draw, alice).getString("holder"),
            alice,
            tickets(draw, bob).getString("holder"),
            bob);
    assertThat(settled.<String>getList("winners.holder"))
        .containsExactlyInAnyOrderElementsOf(people.keySet());
    String first = people.get(settled.getString("winners[0].holder"));
    assertThat(points(alice, "balance")).isEqualTo(100 + (alice.equals(first) ? 1_000 : 50));
    assertThat(points(bob, "balance")).isEqualTo(400 + (bob.equals(first) ? 1_000 : 50));
    assertThat(points(carol, "balance")).isEqualTo(500);
    assertThat(balance(alice, "CHANCE:" + draw)).isZero();
    assertThat(escrow(draw)).isZero();
    assertBothVerifiersProve(draw);
    assertOwnTicketsAreProven(draw, alice, 4, settled.getString("ticketsHash"));
    assertThat(tickets(draw, carol).getInt("tickets")).isZero();
    assertEvents(draw, settled);
  }

  private void assertBothVerifiersProve(String draw) throws IOException {
    String proof = proof(draw);
    List<Verification.Check> checks = Verification.of(EventJson.readOwn(proof, Evidence.class));
    assertThat(Verification.isProven(checks)).as(checks.toString()).isTrue();
    ObjectNode given = JSON.createObjectNode();
    given.set("evidence", JSON.readTree(proof));
    given.set(
        "own",
        JSON.readTree(as(alice, "customer").get("/v1/draws/" + draw + "/tickets").asString()));
    try (var script = Script.functions()) {
      assertThat(
              script
                  .apply("({evidence}) => draw.isProven(draw.verify(evidence))", given)
                  .asBoolean())
          .isTrue();
      assertThat(
              script
                  .apply(
                      "({evidence, own}) => own.items.map(({ticket, proof}) =>"
                          + " draw.provesTicket({ticket, holder: own.holder}, proof, evidence.ticketsHash))",
                      given)
                  .toString())
          .isEqualTo("[true,true,true,true]");
    }
    assertThat(proof).doesNotContain(alice, bob);
  }

  private static void assertOwnTicketsAreProven(
      String draw, String customer, int count, String ticketsHash) {
    JsonPath own = tickets(draw, customer);
    assertThat(own.getInt("tickets")).isEqualTo(count);
    assertThat(own.getString("holder"))
        .isEqualTo(Ticket.holder(own.getString("salt"), draw, customer));
    for (int i = 0; i < count; i++) {
      Ticket ticket = Ticket.of(own.getString("items[" + i + "].ticket"), own.getString("holder"));
      assertThat(own.getString("items[" + i + "].line")).isEqualTo(ticket.line());
      List<TicketList.Step> proof =
          own.<Map<String, String>>getList("items[" + i + "].proof").stream()
              .map(
                  step ->
                      new TicketList.Step(
                          step.getOrDefault("side", ""), step.getOrDefault("hash", "")))
              .toList();
      assertThat(TicketList.proves(ticket, proof, ticketsHash)).isTrue();
    }
  }

  private void assertEvents(String draw, JsonPath settled) {
    List<Topics.Entry> events =
        Topics.await(
            "goodword.reward", 3, Duration.ofSeconds(60), entry -> draw.equals(entry.key()));
    assertThat(events)
        .extracting(entry -> entry.header("ce_type"))
        .containsExactly(DrawCommitted.TYPE, DrawFrozen.TYPE, DrawSettled.TYPE);
    assertThat(events)
        .extracting(entry -> entry.header("ce_sequence"))
        .containsExactly("1", "2", "3");
    DrawFrozen frozen = EventJson.readOwn(events.get(1).text(), DrawFrozen.class);
    assertThat(frozen.ticketsHash()).isEqualTo(settled.getString("ticketsHash"));
    assertThat(frozen.tickets()).isEqualTo(5);
    DrawSettled over = EventJson.readOwn(events.get(2).text(), DrawSettled.class);
    assertThat(over.seed()).isEqualTo(settled.getString("seed"));
    assertThat(over.witnessed()).isFalse();
    assertThat(over.winners()).extracting("customerId").containsExactlyInAnyOrder(alice, bob);
    assertThat(over.winners()).extracting("amount").containsExactly(1_000L, 50L);
  }

  @Test
  void shouldGiveThePrizesBackWhenNobodyTookPart() {
    fund(campaign, "POINTS", 1_000).then().statusCode(201);
    Map<String, Object> draft = draft(prize("POINTS", 300, 2));
    draft.put("campaignId", campaign);
    String draw = announced(draft);
    assertThat(Api.budget(campaign).getLong("items[0].available")).isEqualTo(400);

    clock.setAhead(UNTIL_CLOSED);
    JsonPath settled = awaitState(draw, "settled");

    assertThat(settled.getList("winners")).isEmpty();
    assertThat(settled.getLong("odds.tickets")).isZero();
    assertThat(settled.getString("ticketsHash")).isEqualTo(new TicketList(List.of()).hash());
    assertThat(Api.budget(campaign).getLong("items[0].available")).isEqualTo(1_000);
    assertThat(
            Verification.isProven(Verification.of(EventJson.readOwn(proof(draw), Evidence.class))))
        .isTrue();
  }

  @Test
  void shouldPayWhoIsThereWhenThereAreMorePrizesThanTickets() {
    give("POINTS", 100, alice, bob);
    fund(campaign, "POINTS", 1_000).then().statusCode(201);
    Map<String, Object> draft = draft(prize("POINTS", 100, 10));
    draft.put("campaignId", campaign);
    String draw = announced(draft);
    buy(draw, alice, 1).then().statusCode(201);
    buy(draw, bob, 1).then().statusCode(201);
    assertThat(read(draw).getString("odds.chance")).isEqualTo("1");

    clock.setAhead(UNTIL_CLOSED);
    JsonPath settled = awaitState(draw, "settled");

    assertThat(settled.getList("winners.prize")).containsExactly(1, 1);
    assertThat(points(alice, "balance")).isEqualTo(100);
    assertThat(points(bob, "balance")).isEqualTo(100);
    assertThat(Api.budget(campaign).getLong("items[0].available")).isEqualTo(800);
    assertThat(escrow(draw)).isZero();
  }

  @Test
  void shouldCountGrantedChancesUpToTheMaximumAndSettleInSteps() {
    Map<String, Object> draft = draft(prize("POINTS", 10, 120, 100));
    draft.put("tickets", Map.of("maxPerPerson", 2));
    String draw = announced(draft);
    String chances = "CHANCE:" + draw;
    List<String> many = new ArrayList<>();
    for (int i = 0; i < 250; i++) {
      many.add(fresh("c" + i));
    }
    for (int i = 0; i < 250; i += 50) {
      give(chances, 3, many.subList(i, i + 50).toArray(new String[0]));
    }
    assertThat(problem(buy(draw, alice, 1), 409)).isEqualTo("tickets-not-sold");
    assertThat(read(draw).getLong("odds.tickets")).isEqualTo(500);

    clock.setAhead(UNTIL_CLOSED);
    JsonPath settled = awaitState(draw, "settled");

    assertThat(settled.getLong("odds.tickets")).isEqualTo(500);
    assertThat(settled.getList("winners")).hasSize(120);
    assertThat(settled.<String>getList("winners.holder")).doesNotHaveDuplicates();
    assertThat(tickets(draw, many.getFirst()).getList("items.ticket")).hasSize(2);
    assertThat(balance(many.getFirst(), chances)).isZero();
    long won =
        sql.first(
                "select count(*) from entries e join accounts a on a.id = e.account_id"
                    + " join journals j on j.id = e.journal_id where j.cause = ? and a.class = 'customer'"
                    + " and a.asset = 'POINTS' and e.amount = 10",
                row -> row.getLong(1),
                draw)
            .orElseThrow();
    assertThat(won).isEqualTo(120);

    // a chance that comes after the tickets are fixed takes no part any more
    give(chances, 1, alice);
    assertThat(tickets(draw, alice).getInt("tickets")).isZero();
    assertThat(
            Verification.isProven(Verification.of(EventJson.readOwn(proof(draw), Evidence.class))))
        .isTrue();
  }

  @Test
  void shouldSettleOnceWhenManyTryAtOnce() throws Exception {
    give("POINTS", 500, alice, bob, carol);
    String draw = announced(draft(prize("POINTS", 7, 3)));
    for (String customer : List.of(alice, bob, carol)) {
      buy(draw, customer, 5).then().statusCode(201);
    }

    clock.setAhead(UNTIL_CLOSED);
    inParallel(
        8,
        8,
        replica -> {
          for (int i = 0; i < 20; i++) {
            settling.step(UUID.fromString(draw));
          }
          return replica;
        });
    JsonPath settled = awaitState(draw, "settled");

    assertThat(settled.getList("winners")).hasSize(3);
    for (String customer : List.of(alice, bob, carol)) {
      assertThat(points(customer, "balance")).isEqualTo(7);
    }
    assertThat(settling.step(UUID.fromString(draw))).isFalse();
    assertThat(
            Topics.read(
                "goodword.reward",
                e -> draw.equals(e.key()) && e.header("ce_type").equals(DrawFrozen.TYPE)))
        .hasSizeLessThanOrEqualTo(1);
  }

  @Test
  void shouldTakeGiftsFromStock() {
    String gift = "GIFT:" + fresh("tea");
    Api.fei()
        .body(Map.of("kind", "gift", "scale", 0))
        .put("/v1/assets/" + gift)
        .then()
        .statusCode(200);
    assertThat(problem(DrawApi.announce(draft(prize(gift, 1, 1))), 422))
        .isEqualTo("insufficient-balance");
    Api.adjust(
            gift,
            List.of(Api.leg("issuance", "house", gift, -2), Api.leg("stock", "house", gift, 2)))
        .then()
        .statusCode(201);
    give("POINTS", 100, alice);
    String draw = announced(draft(prize(gift, 1, 2)));
    buy(draw, alice, 1).then().statusCode(201);

    clock.setAhead(UNTIL_CLOSED);
    awaitState(draw, "settled");

    assertThat(balance(alice, gift)).isEqualTo(1);
    assertThat(stock(gift)).isEqualTo(1);
  }

  @Test
  void shouldRefuseToChangeWhatWasFixed() {
    give("POINTS", 100, alice);
    String draw = announced(draft(prize("POINTS", 1, 1)));
    buy(draw, alice, 1).then().statusCode(201);
    clock.setAhead(UNTIL_CLOSED);
    awaitState(draw, "settled");

    for (String change :
        List.of(
            "update draw_entrants set holder = 'x' where draw_id = ?",
            "delete from draw_entrants where draw_id = ?",
            "update draw_rules set rules = '{}' where draw_id = ?",
            "delete from draw_rules where draw_id = ?")) {
      assertThatThrownBy(() -> sql.update(change, UUID.fromString(draw)))
          .isInstanceOf(SqlFailure.class)
          .hasMessageContaining("history is never changed");
    }
  }

  @Test
  void shouldNameEveryLawOfDrawsInTheProof() {
    List<String> laws =
        as("an", "auditor").get("/v1/ledger/proof").jsonPath().getList("invariants.name");

    assertThat(laws)
        .contains(
            "draws-keep-their-commitment",
            "draw-rules-have-their-hash",
            "draw-prizes-are-funded",
            "draw-tickets-came-from-chances",
            "draw-tickets-are-counted",
            "draw-winners-were-paid-once",
            "draw-winners-hold-their-tickets",
            "cancelled-draws-gave-everything-back");
  }

  private long escrow(String draw) {
    return posted("escrow", "draw/" + draw, "POINTS");
  }

  private long stock(String gift) {
    return posted("stock", "house", gift);
  }

  private long posted(String type, String owner, String asset) {
    return sql.first(
            "select b.posted from accounts a join balances b on b.account_id = a.id"
                + " where a.class = ? and a.owner = ? and a.asset = ?",
            row -> row.getLong(1),
            type,
            owner,
            asset)
        .orElse(0L);
  }
}
