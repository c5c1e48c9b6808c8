package io.goodword.reward.audit;

import static io.goodword.reward.Api.fresh;
import static io.goodword.reward.Api.points;
import static io.goodword.reward.Api.reverse;
import static io.goodword.reward.Api.spend;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.goodword.kit.sql.Sql;
import io.goodword.reward.Api;
import io.goodword.reward.ledger.AccountRef;
import io.goodword.reward.ledger.Ledger;
import io.goodword.reward.ledger.Leg;
import io.goodword.reward.ledger.Operation;
import io.goodword.reward.ledger.Outcome.HoldState;
import io.goodword.reward.ledger.Purpose;
import io.goodword.stack.testing.TestStack;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.util.PSQLException;

/** The whole service runs as the role of {@code db/roles/reward-app.sql}, which owns nothing. */
@QuarkusTest
@TestProfile(RolesIT.AsTheRole.class)
@WithTestResource(
    value = TestStack.class,
    initArgs = @ResourceArg(name = "database", value = "reward"))
@WithTestResource(RolesIT.Grants.class)
@Tag("RWD-01")
class RolesIT {

  @Inject Chain chain;
  @Inject Ledger ledger;
  @Inject Sql sql;

  /** Every connection of the service becomes the role; nobody migrates. */
  public static final class AsTheRole implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "quarkus.flyway.migrate-at-start", "false",
          "quarkus.datasource.jdbc.new-connection-sql", "set role goodword_reward_app");
    }
  }

  /**
   * What an operator does: the owner migrates, an administrator runs the file, twice is as well.
   */
  public static final class Grants implements QuarkusTestResourceLifecycleManager {
    @Override
    public Map<String, String> start() {
      Flyway.configure()
          .dataSource(
              Database.url(), io.goodword.stack.Postgres.USER, io.goodword.stack.Postgres.PASSWORD)
          .locations("db/kit", "db/migration")
          .load()
          .migrate();
      try (Connection superuser = Database.superuser()) {
        Database.execute(superuser, file());
        Database.execute(superuser, file());
        Database.execute(
            superuser, "grant goodword_reward_app, goodword_reward_auditor to goodword");
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
      return Map.of();
    }

    @Override
    public void stop() {}

    private static String file() {
      try (InputStream file = RolesIT.class.getResourceAsStream("/db/roles/reward-app.sql")) {
        if (file == null) {
          throw new IllegalStateException("db/roles/reward-app.sql is missing");
        }
        return new String(file.readAllBytes(), StandardCharsets.UTF_8);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @AfterEach
  void booksAreInOrder() {
    Api.assertBooksAreInOrder();
  }

  @Test
  void shouldDoAllOfItsWorkAsTheRole() {
    assertThat(sql.first("select current_user::text", row -> row.getString(1)))
        .contains("goodword_reward_app");
    String campaign = Chain.campaign(100);
    String alice = fresh("alice");
    UUID reward = chain.give(campaign, alice, 50);
    String spent = spend(alice, 20, fresh("order")).jsonPath().getString("journalId");
    reverse(spent, 5L).then().statusCode(201);
    ledger.reverse(reward, null, "test");
    HoldState hold =
        ledger.hold(
            new Operation.Hold(
                fresh("hold"),
                Purpose.of("grant", "test"),
                AccountRef.budget(campaign, "POINTS"),
                AccountRef.customer(alice, "POINTS"),
                30,
                null));
    ledger.postHold(hold.id(), 20L, fresh("post"), Purpose.of("confirm", "test"));

    assertThat(points(alice, "balance")).isEqualTo(5);
    switchExpiryOn();
    chain.sealAll();
    JsonPath report =
        Api.as("an", "auditor")
            .get("/v1/ledger/verify")
            .then()
            .statusCode(200)
            .extract()
            .jsonPath();
    assertThat(report.getBoolean("verifies")).isTrue();
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                sql.first(
                        "select 1 from outbox where published_at is null"
                            + " and position(? in payload) > 0",
                        row -> true,
                        alice)
                    .isEmpty());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "journals",
        "entries",
        "chain_blocks",
        "chain_links",
        "event_replays",
        "lot_sources",
        "lot_uses",
        "expiry_policy_changes"
      })
  void shouldBeDeniedWhenTheRoleWouldChangeHistory(String table) throws SQLException {
    String column =
        sql.first(
                "select column_name::text from information_schema.columns where table_name = ? order by ordinal_position limit 1",
                row -> row.getString(1),
                table)
            .orElseThrow();
    try (Connection connection = Database.owner()) {
      Database.execute(connection, "set role goodword_reward_app");
      assertDenied(connection, "update %1$s set %2$s = %2$s".formatted(table, column));
      assertDenied(connection, "delete from " + table);
      assertDenied(connection, "truncate " + table);
      assertDenied(connection, "alter table " + table + " disable trigger all");
      assertDenied(connection, "drop table " + table);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update accounts set owner = 'mallory'",
        "delete from accounts",
        "update assets set scale = 2",
        "truncate balances",
        "set session_replication_role = replica",
        "create table public.mine (id int)"
      })
  void shouldBeDeniedWhatIsNotTheWorkOfTheService(String statement) throws SQLException {
    try (Connection connection = Database.owner()) {
      Database.execute(connection, "set role goodword_reward_app");
      assertDenied(connection, statement);
    }
  }

  @Test
  void shouldLetAnAuditorReadAndVerifyButNothingElse() throws SQLException {
    chain.give(Chain.campaign(10), fresh("alice"), 1);
    chain.sealAll();
    try (Connection connection = Database.owner()) {
      Database.execute(connection, "set role goodword_reward_auditor");
      var check = new RangeCheck(connection);
      RangeCheck.Result result = check.run(1, check.head(), Long.MAX_VALUE);

      assertThat(result.findings()).isEmpty();
      assertThat(result.journals()).isPositive();
      assertDenied(connection, "insert into chain_links select * from chain_links");
      assertDenied(connection, "select * from outbox");
      assertDenied(connection, "select * from idempotency");
    }
  }

  private void switchExpiryOn() {
    String asset = fresh("PTS");
    Api.fei().body(Map.of("kind", "points", "scale", 0)).put("/v1/assets/" + asset);
    String campaign = fresh("campaign");
    Api.fund(campaign, asset, 100).then().statusCode(201);
    Api.fei()
        .body(Map.of("validity", "P1Y", "zone", "Asia/Shanghai"))
        .put("/v1/assets/" + asset + "/expiry")
        .then()
        .statusCode(200);
    String bob = fresh("bob");
    ledger.post(
        fresh("give"),
        Purpose.of("grant", "test").in(campaign),
        List.of(
            Leg.of(AccountRef.budget(campaign, asset), -10),
            Leg.earn(AccountRef.customer(bob, asset), 10)));
    assertThat(
            Api.as(bob, "customer")
                .get("/v1/customers/" + bob + "/lots?asset=" + asset)
                .jsonPath()
                .getList("items.remaining"))
        .containsExactly(10);
  }

  private static void assertDenied(Connection connection, String statement) {
    assertThatThrownBy(() -> Database.execute(connection, statement))
        .as(statement)
        .isInstanceOfSatisfying(
            PSQLException.class, refused -> assertThat(refused.getSQLState()).isEqualTo("42501"));
  }
}
