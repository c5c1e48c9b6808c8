package io.goodword.reward.draw;

import static io.goodword.reward.Api.as;
import static io.goodword.reward.Api.fresh;
import static io.goodword.reward.Api.fund;
import static io.goodword.reward.draw.DrawApi.UNTIL_CLOSED;
import static io.goodword.reward.draw.DrawApi.announce;
import static io.goodword.reward.draw.DrawApi.announced;
import static io.goodword.reward.draw.DrawApi.awaitState;
import static io.goodword.reward.draw.DrawApi.draft;
import static io.goodword.reward.draw.DrawApi.give;
import static io.goodword.reward.draw.DrawApi.open;
import static io.goodword.reward.draw.DrawApi.prize;
import static io.goodword.reward.draw.DrawApi.problem;
import static io.goodword.reward.draw.DrawApi.proof;
import static io.goodword.reward.draw.DrawApi.read;
import static io.goodword.reward.draw.DrawApi.revise;
import static io.goodword.reward.draw.DrawApi.witness;
import static org.assertj.core.api.Assertions.assertThat;

import io.goodword.kit.event.EventJson;
import io.goodword.kit.sql.Sql;
import io.goodword.reward.Api;
import io.goodword.reward.TestClock;
import io.goodword.reward.draw.Verification.Check;
import io.goodword.reward.draw.Verification.Result;
import io.goodword.stack.testing.TestStack;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What binds a draw: its rules, its cap, its money, its witness. */
@QuarkusTest
@WithTestResource(
    value = TestStack.class,
    initArgs = @ResourceArg(name = "database", value = "reward"))
@Tag("RWD-09")
class DrawRulesIT {

  @Inject TestClock clock;
  @Inject Sql sql;

  private final String campaign = fresh("campaign");
  private final String alice = fresh("alice");

  @AfterEach
  void booksAreInOrder() {
    clock.setAhead(Duration.ZERO);
    Api.assertBooksAreInOrder();
  }

  @Test
  void shouldRefuseAPrizeOfOneFenMoreThanTheLawAllows() {
    announce(draft(prize("POINTS", 1, 1, 5_000_000))).then().statusCode(201);
    Response refused = announce(draft(prize("POINTS", 1, 1, 5_000_001)));

    assertThat(problem(refused, 422)).isEqualTo("prize-above-cap");
    assertThat(refused.jsonPath().getString("violations[0].field"))
        .isEqualTo("prizes[0].fairValue.amount");
    assertThat(refused.jsonPath().getString("detail")).contains("规范促销行为暂行规定");
  }

  @Test
  void shouldStoreNothingWhenThePrizesAreNotFunded() {
    fund(campaign, "POINTS", 99).then().statusCode(201);
    Map<String, Object> draft = draft(prize("POINTS", 50, 2));
    draft.put("campaignId", campaign);
    long before = draws();

    assertThat(problem(announce(draft), 422)).isEqualTo("budget-exhausted");
    assertThat(draws()).isEqualTo(before);
    assertThat(Api.budget(campaign).getLong("items[0].available")).isEqualTo(99);

    fund(campaign, "POINTS", 1).then().statusCode(201);
    announce(draft).then().statusCode(201);
    assertThat(Api.budget(campaign).getLong("items[0].available")).isZero();
  }

  @Test
  void shouldAnnounceOnceWhenTheReplyWasLost() {
    String key = fresh("key");
    Map<String, Object> draft = draft(prize("POINTS", 50, 2));
    String first = announce(key, draft).then().statusCode(201).extract().path("id");
    Response again = announce(key, draft).then().statusCode(201).extract().response();

    assertThat(again.jsonPath().getString("id")).isEqualTo(first);
    assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
    assertThat(again.header("Location")).endsWith("/v1/draws/" + first);
    assertThat(again.jsonPath().getLong("prizes[0].amount")).isEqualTo(50);
  }

  @Test
  void shouldRefuseAssetsThatDoNotFit() {
    assertThat(problem(announce(draft(prize("NOWHERE", 1, 1))), 422)).isEqualTo("unknown-asset");
    assertThat(problem(announce(draft(prize("no asset", 1, 1))), 422)).isEqualTo("invalid-request");
    String other = announced(draft(prize("POINTS", 1, 1)));
    Response chance = announce(draft(prize("CHANCE:" + other, 1, 1)));
    assertThat(problem(chance, 422)).isEqualTo("invalid-request");
    assertThat(chance.jsonPath().getString("violations[0].field")).isEqualTo("prizes[0].asset");
    Api.fei()
        .body(Map.of("kind", "cash", "scale", 2))
        .put("/v1/assets/CASH:CNY")
        .then()
        .statusCode(200);
    Map<String, Object> paid = draft(prize("POINTS", 1, 1));
    paid.put("tickets", Map.of("asset", "CASH:CNY", "price", 100, "maxPerPerson", 1));
    Response bought = announce(paid);
    assertThat(problem(bought, 422)).isEqualTo("invalid-request");
    assertThat(bought.jsonPath().getString("violations[0].field")).isEqualTo("tickets.asset");
    Map<String, Object> nobody = draft(prize("POINTS", 1, 1));
    nobody.put("campaignId", "c".repeat(101));
    assertThat(problem(announce(nobody), 422)).isEqualTo("invalid-request");
  }

  @Test
  void shouldAllowOnlyMorePrizesWhenTheDrawHasOpened() {
    fund(campaign, "POINTS", 1_000).then().statusCode(201);
    Map<String, Object> draft = draft(prize("POINTS", 100, 2));
    draft.put("campaignId", campaign);
    Response made = announce(draft);
    String draw = made.then().statusCode(201).extract().path("id");
    String commitment = made.path("commitment");
    assertThat(made.header("ETag")).isEqualTo("\"1\"");

    draft.put("prizes", List.of(prize("POINTS", 100, 3), prize("POINTS", 10, 20)));
    Response better = revise(draw, "\"1\"", draft);
    better.then().statusCode(200);
    assertThat(better.header("ETag")).isEqualTo("\"2\"");
    assertThat(better.jsonPath().getString("commitment")).isEqualTo(commitment);
    assertThat(better.jsonPath().getString("rulesHash")).isNotEqualTo(made.path("rulesHash"));
    assertThat(Api.budget(campaign).getLong("items[0].available")).isEqualTo(500);

    draft.put("prizes", List.of(prize("POINTS", 100, 2), prize("POINTS", 10, 20)));
    Response worse = revise(draw, "\"2\"", draft);
    assertThat(problem(worse, 409)).isEqualTo("rules-frozen");
    assertThat(worse.jsonPath().getString("violations[0].field")).isEqualTo("prizes[0].quantity");
    draft.put("prizes", List.of(prize("POINTS", 100, 3), prize("POINTS", 10, 20)));
    draft.put("closesAt", Instant.now().plusSeconds(9_000).toString());
    assertThat(problem(revise(draw, "\"2\"", draft), 409)).isEqualTo("rules-frozen");
    JsonPath proof = JsonPath.from(proof(draw));
    assertThat(proof.getList("versions.version")).containsExactly(1, 2);
    assertThat(proof.getString("versions[1].hash"))
        .isEqualTo(better.jsonPath().getString("rulesHash"));
    assertThat(Sha256.hex(proof.getString("rules"))).isEqualTo(proof.getString("rulesHash"));
  }

  @Test
  void shouldRefuseMorePrizesThanTheBudgetPays() {
    fund(campaign, "POINTS", 250).then().statusCode(201);
    Map<String, Object> draft = draft(prize("POINTS", 100, 2));
    draft.put("campaignId", campaign);
    String draw = announced(draft);

    draft.put("prizes", List.of(prize("POINTS", 100, 3)));
    assertThat(problem(revise(draw, "\"1\"", draft), 422)).isEqualTo("budget-exhausted");
    assertThat(read(draw).getInt("prizes[0].quantity")).isEqualTo(2);
    assertThat(read(draw).getInt("rulesVersion")).isEqualTo(1);
  }

  @Test
  void shouldChangeEverythingButThePayerBeforeTheOpening() {
    fund(campaign, "POINTS", 1_000).then().statusCode(201);
    Map<String, Object> draft = draft(prize("POINTS", 100, 5));
    draft.put("campaignId", campaign);
    draft.put("opensAt", Instant.now().plusSeconds(1_000).toString());
    String draw = announced(draft);

    draft.put("prizes", List.of(prize("POINTS", 90, 1)));
    draft.put("tickets", Map.of("price", 7, "maxPerPerson", 1));
    revise(draw, "\"1\"", draft).then().statusCode(200);
    assertThat(Api.budget(campaign).getLong("items[0].available")).isEqualTo(910);
    assertThat(read(draw).getLong("tickets.price")).isEqualTo(7);
    draft.put("campaignId", fresh("other"));
    assertThat(problem(revise(draw, "\"2\"", draft), 422)).isEqualTo("invalid-request");
  }

  @Test
  void shouldNotOverwriteWhatSomebodyElseChanged() {
    Map<String, Object> draft = draft(prize("POINTS", 100, 1));
    String draw = announced(draft);

    assertThat(problem(revise(draw, "\"9\"", draft), 412)).isEqualTo("changed-meanwhile");
    assertThat(problem(revise(draw, "nonsense", draft), 412)).isEqualTo("changed-meanwhile");
    assertThat(problem(as("mei", "marketer").body(draft).put("/v1/draws/" + draw), 428))
        .isEqualTo("if-match-required");
    assertThat(problem(revise("01980f2a-6c00-7a10-8f01-5a1d3c9bdead", "\"1\"", draft), 404))
        .isEqualTo("not-found");
    clock.setAhead(UNTIL_CLOSED);
    draft.put("closesAt", Instant.now().plus(UNTIL_CLOSED).plusSeconds(60).toString());
    assertThat(problem(revise(draw, "\"1\"", draft), 409)).isEqualTo("draw-closed");
  }

  @Test
  void shouldMixTheSeedOfAWitness() {
    String seed = Sha256.hex("the witness of " + alice);
    give("POINTS", 500, alice);
    String draw = announced(draft(prize("POINTS", 1, 1)));
    DrawApi.buy(draw, alice, 5).then().statusCode(201);
    assertThat(problem(open(draw, seed), 409)).isEqualTo("no-witness");
    assertThat(problem(witness(draw, read(draw).getString("commitment")), 422))
        .isEqualTo("invalid-request");
    String commitment = Commitment.to(Sha256.bytes(seed));
    witness(draw, commitment).then().statusCode(200);
    witness(draw, commitment).then().statusCode(200);
    assertThat(problem(witness(draw, Sha256.hex("another")), 409)).isEqualTo("witness-taken");
    assertThat(problem(open(draw, seed), 409)).isEqualTo("draw-not-frozen");

    clock.setAhead(UNTIL_CLOSED);
    JsonPath frozen = awaitState(draw, "frozen");
    assertThat(frozen.getString("seed")).isNull();
    assertThat(frozen.getString("ticketsHash")).hasSize(64);
    assertThat(frozen.getString("witness.revealBy")).isNotNull();
    assertThat(problem(witness(draw, commitment), 409)).isEqualTo("draw-closed");
    assertThat(problem(open(draw, Sha256.hex("another")), 422)).isEqualTo("seed-does-not-match");
    open(draw, seed).then().statusCode(200);
    JsonPath settled = awaitState(draw, "settled");

    assertThat(problem(open(draw, seed), 409)).isEqualTo("reveal-too-late");
    assertThat(settled.getString("witness.seed")).isEqualTo(seed);
    assertThat(settled.getString("ticketsHash")).isEqualTo(frozen.getString("ticketsHash"));
    Evidence evidence = EventJson.readOwn(proof(draw), Evidence.class);
    assertThat(Verification.isProven(Verification.of(evidence))).isTrue();
    assertThat(results(without(evidence))).contains(Result.FAILED);
  }

  @Test
  void shouldDrawAloneWhenTheWitnessIsSilent() {
    String seed = Sha256.hex("the silent witness of " + alice);
    give("POINTS", 500, alice);
    Map<String, Object> draft = draft(prize("POINTS", 1, 1));
    draft.put("witnessWithin", "PT3H");
    String draw = announced(draft);
    DrawApi.buy(draw, alice, 2).then().statusCode(201);
    witness(draw, Commitment.to(Sha256.bytes(seed))).then().statusCode(200);
    clock.setAhead(UNTIL_CLOSED);
    awaitState(draw, "frozen");

    clock.setAhead(UNTIL_CLOSED.plusHours(3).plusMinutes(1));
    JsonPath settled = awaitState(draw, "settled");

    assertThat(settled.getString("witness.seed")).isNull();
    assertThat(settled.getString("witness.commitment")).isNotNull();
    assertThat(problem(open(draw, seed), 409)).isEqualTo("reveal-too-late");
    assertThat(
            Verification.isProven(Verification.of(EventJson.readOwn(proof(draw), Evidence.class))))
        .isTrue();
  }

  @Test
  void shouldKeepTheSeedUnreadableUntilItIsOpened() {
    String draw = announced(draft(prize("POINTS", 1, 1)));
    byte[] sealed =
        sql.first(
                "select sealed_seed from draws where id = ?",
                row -> row.getBytes(1),
                UUID.fromString(draw))
            .orElseThrow();

    clock.setAhead(UNTIL_CLOSED);
    String seed = awaitState(draw, "settled").getString("seed");

    assertThat(Sha256.hex(sealed)).doesNotContain(seed);
  }

  @Test
  void shouldListDrawsAndAnswerWhereThereIsNone() {
    String first = announced(draft(prize("POINTS", 1, 1)));
    String second = announced(draft(prize("POINTS", 1, 1)));

    JsonPath page = as(alice, "customer").get("/v1/draws?limit=1").jsonPath();
    assertThat(page.getString("items[0].id")).isEqualTo(second);
    assertThat(page.getString("items[0].titles.en")).isEqualTo("Winter tea draw");
    JsonPath next =
        as(alice, "customer").get("/v1/draws?limit=1&after=" + page.getString("next")).jsonPath();
    assertThat(next.getString("items[0].id")).isEqualTo(first);
    assertThat(problem(as(alice, "customer").get("/v1/draws?after=bm9uZQ"), 400))
        .isEqualTo("malformed-cursor");
    String nowhere = "/v1/draws/01980f2a-6c00-7a10-8f01-5a1d3c9bdead";
    for (String path : List.of(nowhere, nowhere + "/proof")) {
      assertThat(problem(io.restassured.RestAssured.get(path), 404)).isEqualTo("not-found");
    }
    assertThat(problem(as(alice, "customer").get(nowhere + "/tickets"), 404))
        .isEqualTo("not-found");
    assertThat(problem(witness("01980f2a-6c00-7a10-8f01-5a1d3c9bdead", Sha256.hex("x")), 404))
        .isEqualTo("not-found");
  }

  private long draws() {
    return sql.first("select count(*) from draws", row -> row.getLong(1)).orElseThrow();
  }

  /** The evidence as if no witness had been there. */
  private static Evidence without(Evidence e) {
    return new Evidence(
        e.format(),
        e.draw(),
        e.state(),
        e.rules(),
        e.rulesHash(),
        e.versions(),
        e.commitment(),
        e.committedAt(),
        null,
        e.ticketsHash(),
        e.frozenAt(),
        e.tickets(),
        e.seed(),
        e.winners(),
        e.settledAt());
  }

  private static List<Result> results(Evidence evidence) {
    return Verification.of(evidence).stream().map(Check::result).toList();
  }
}
