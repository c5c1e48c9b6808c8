package io.goodword.reward.ledger;

import static io.goodword.reward.Api.fresh;
import static io.goodword.reward.Api.fund;
import static io.goodword.reward.Api.points;
import static io.goodword.reward.Api.spend;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.goodword.reward.Api;
import io.goodword.stack.testing.TestStack;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What another replica has posted counts here at once: no balance is kept outside PostgreSQL. */
@QuarkusTest
@WithTestResource(
    value = TestStack.class,
    initArgs = @ResourceArg(name = "database", value = "reward"))
class ReplicaIT {

  @Inject Ledger ledger;

  private final String campaign = fresh("campaign");
  private final String alice = fresh("alice");

  @AfterEach
  void booksAreInOrder() {
    Api.assertBooksAreInOrder();
  }

  @Test
  @Tag("trap-12")
  void shouldDecideByTheDatabaseWhenAnotherReplicaHasPosted() throws SQLException {
    fund(campaign, "POINTS", 60);
    give(50);
    spend(alice, 5, fresh("order")).then().statusCode(201);
    assertThat(points(alice, "balance")).isEqualTo(45);
    assertThat(Api.budget(campaign).getLong("items[0].available")).isEqualTo(10);

    byAnotherReplica("customer", alice, 40);
    byAnotherReplica("budget", campaign, 9);

    assertThat(points(alice, "balance")).isEqualTo(5);
    assertThat(Api.budget(campaign).getLong("items[0].available")).isEqualTo(1);
    spend(alice, 6, fresh("order"))
        .then()
        .statusCode(422)
        .body("code", equalTo("insufficient-balance"));
    spend(alice, 5, fresh("order")).then().statusCode(201);
    give(1);
    assertThat(points(alice, "balance")).isEqualTo(1);
  }

  private void give(long amount) {
    ledger.post(
        fresh("give"),
        Purpose.of("grant", "test").in(campaign),
        List.of(
            Leg.of(AccountRef.budget(campaign, "POINTS"), -amount),
            Leg.earn(AccountRef.customer(alice, "POINTS"), amount)));
  }

  /** The same posting function, called past this process. */
  private static void byAnotherReplica(String accountClass, String owner, long amount)
      throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(TestStack.jdbcUrl("reward"), "goodword", "goodword");
        PreparedStatement apply =
            connection.prepareStatement("select ledger_apply(?::jsonb, ?::jsonb, now())")) {
      apply.setString(
          1,
          """
          [{"op": "post", "id": "%s", "kind": "adjust", "businessKey": "%s", "hash": "h", "actor": "test",
            "legs": [{"a": 0, "n": %d, "m": "EXACT"}, {"a": 1, "n": %d, "m": "EXACT"}]}]
          """
              .formatted(UUID.randomUUID(), fresh("replica"), -amount, amount));
      apply.setString(
          2,
          """
          [{"class": "%s", "owner": "%s", "asset": "POINTS"}, {"class": "redemption", "owner": "shop", "asset": "POINTS"}]
          """
              .formatted(accountClass, owner));
      apply.execute();
    }
  }
}
