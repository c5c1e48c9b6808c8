package io.goodword.reward.tier;

import static io.goodword.reward.Api.as;
import static io.goodword.reward.Api.fei;
import static io.goodword.reward.Api.fresh;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.goodword.reward.Api;
import io.goodword.stack.testing.TestStack;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
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
class TierProgrammeIT {

  @AfterEach
  void booksAreInOrder() {
    Api.assertBooksAreInOrder();
  }

  @Test
  void shouldHaveNoEffectUntilItIsActivated() {
    Club club = Club.founded();
    String tag =
        club.write(null, club.draft(Map.of()))
            .then()
            .statusCode(200)
            .body("active", nullValue())
            .body("draft.version", equalTo(1))
            .body("draft.state", equalTo("draft"))
            .body("draft.window", equalTo("P12M"))
            .body("draft.grace", equalTo("P30D"))
            .body("draft.downgrade", equalTo("one_down"))
            .body("draft.evaluationDay", equalTo(1))
            .body("draft.qualifying.asset", equalTo(club.asset))
            .body("draft.levels[2].code", equalTo("GOLD"))
            .extract()
            .header("ETag");
    assertThat(tag).isEqualTo("\"1-1\"");
    as("alice", "customer")
        .get("/v1/customers/alice/tier")
        .then()
        .statusCode(200)
        .body("items.findAll { it.programmeId == '" + club.id + "' }.size()", equalTo(0));

    club.activate(tag)
        .then()
        .statusCode(200)
        .body("draft", nullValue())
        .body("active.version", equalTo(1));
    club.activate(tag).then().statusCode(409).body("code", equalTo("nothing-to-activate"));
    as("an", "auditor")
        .get("/v1/tier-programmes/" + club.id)
        .then()
        .statusCode(200)
        .header("ETag", tag)
        .body("active.state", equalTo("active"));
    as("an", "auditor").get("/v1/tier-programmes/" + fresh("none")).then().statusCode(404);
  }

  @Test
  void shouldNotLoseSomebodysChangeWhenTwoWrite() {
    Club club = Club.founded();
    club.write("\"1-1\"", club.draft(Map.of())).then().statusCode(412);
    club.write(null, club.draft(Map.of())).then().statusCode(200);
    club.write(null, club.draft(Map.of()))
        .then()
        .statusCode(428)
        .body("code", equalTo("if-match-required"));
    club.write("\"1-1\"", club.draft(Map.of("grace", "P10D")))
        .then()
        .statusCode(200)
        .header("ETag", "\"1-2\"");
    club.write("\"1-1\"", club.draft(Map.of()))
        .then()
        .statusCode(412)
        .body("code", equalTo("changed-meanwhile"));
    club.activate(null).then().statusCode(428);
    club.activate("\"1-1\"").then().statusCode(412);
    club.activate("\"1-2\"").then().statusCode(200);
  }

  @Test
  void shouldKeepTheLevelsThatMembersHaveInTheNextVersion() {
    Club club = Club.founded().running(Map.of());
    List<Map<String, Object>> fewer = List.of(Club.level("MEMBER", 0), Club.level("GOLD", 500));
    club.write("\"1-1\"", club.draft(Map.of("levels", fewer)))
        .then()
        .statusCode(409)
        .body("code", equalTo("levels-are-kept"));
    club.write("\"1-1\"", club.draft(Map.of("downgrade", "balance_based")))
        .then()
        .statusCode(200)
        .body("active.downgrade", equalTo("one_down"))
        .body("draft.version", equalTo(2))
        .body("draft.downgrade", equalTo("balance_based"))
        .header("ETag", "\"2-1\"");
    club.write("\"1-1\"", club.draft(Map.of())).then().statusCode(412);
  }

  @Test
  void shouldMeasureOnlyInWhatNobodyPaysWith() {
    var club = new Club();
    club.write(null, club.draft(Map.of("qualifying", Map.of("asset", "POINTS"))))
        .then()
        .statusCode(422)
        .body("code", equalTo("asset-is-spendable"));
    club.write(null, club.draft(Map.of("qualifying", Map.of("asset", "NOWHERE"))))
        .then()
        .statusCode(422)
        .body("code", equalTo("unknown-asset"));
    String chance = "CHANCE:" + fresh("c");
    fei()
        .body(Map.of("kind", "chance", "scale", 0, "spendable", false))
        .put("/v1/assets/" + chance)
        .then()
        .statusCode(200);
    club.write(null, club.draft(Map.of("qualifying", Map.of("asset", chance))))
        .then()
        .statusCode(422)
        .body("code", equalTo("asset-is-spendable"));
    club.write(null, club.draft(Map.of("zone", "Mars")))
        .then()
        .statusCode(422)
        .body("violations[0].field", equalTo("zone"));
  }

  @Test
  void shouldTellWhatADraftWouldDoAndDoNothing() {
    Club club = Club.founded().running(Map.of());
    String alice = fresh("alice");
    String bob = fresh("bob");
    String carol = fresh("carol");
    club.earn(alice, 600);
    club.earn(bob, 130);
    club.earn(carol, 20);
    club.awaitLevel(alice, "GOLD");
    club.awaitLevel(bob, "SILVER");
    List<Map<String, Object>> other =
        List.of(Club.level("MEMBER", 0), Club.level("SILVER", 20), Club.level("GOLD", 700));
    club.write("\"1-1\"", club.draft(Map.of("levels", other))).then().statusCode(200);

    JsonPath forecast = simulate(club, Map.of("sample", 1));

    assertThat(forecast.getInt("members")).isEqualTo(3);
    assertThat(forecast.getBoolean("truncated")).isFalse();
    assertThat(forecast.<Integer>getList("levels.members")).containsExactly(0, 3, 0);
    assertThat(forecast.getInt("up")).isEqualTo(1);
    assertThat(forecast.getInt("down")).isEqualTo(1);
    assertThat(forecast.<String>getList("moves.from")).containsExactly("MEMBER", "GOLD");
    assertThat(forecast.<String>getList("moves.to")).containsExactly("SILVER", "SILVER");
    assertThat(forecast.getList("sample")).hasSize(1);
    assertThat(club.tier(alice).getString("level")).isEqualTo("GOLD");
    assertThat(club.tier(carol).getString("level")).isEqualTo("MEMBER");
    as("mei", "marketer")
        .body(Map.of("sample", 101))
        .post("/v1/tier-programmes/" + club.id + "/simulate")
        .then()
        .statusCode(422);
    as("mei", "marketer")
        .post("/v1/tier-programmes/" + fresh("none") + "/simulate")
        .then()
        .statusCode(404);
  }

  private static JsonPath simulate(Club club, Map<String, Object> wish) {
    return as("mei", "marketer")
        .body(wish)
        .post("/v1/tier-programmes/" + club.id + "/simulate")
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }
}
