package io.goodword.benchmarks;

import io.goodword.journeys.actor.Finance;
import io.goodword.journeys.client.World;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Random;
import java.util.function.Supplier;

/**
 * One budget that many connections take from, one journal a transaction, by the posting function
 * itself: what replicas, holds and grants do to each other that share no lane of the service.
 */
final class HotBudget {

  private static final long PLENTY = 1_000_000_000_000L;

  private final String campaign;
  private final Supplier<String> people;

  /**
   * A budget in as many slots; 0 for one that is not divided.
   *
   * @param people customers to choose from
   */
  HotBudget(World world, int slots, Supplier<String> people) {
    this.campaign = world.id("budget-in-" + slots);
    this.people = people;
    var finance = new Finance(world);
    finance.fund(campaign, "POINTS", PLENTY, World.fresh("fund")).must(201);
    finance.divide(campaign, "POINTS", slots).must(200);
  }

  /** Gives one point to somebody; the commit is a round trip of its own, as in the service. */
  int give(Connection connection, Random random) throws SQLException {
    connection.setAutoCommit(false);
    try (PreparedStatement apply =
        connection.prepareStatement("select ledger_apply(?::jsonb, ?::jsonb, now())")) {
      apply.setString(
          1,
          """
          [{"op": "post", "id": "%1$s", "kind": "grant", "businessKey": "%1$s", "hash": "bench", "actor": "bench",
            "campaignId": "%2$s", "legs": [{"a": 0, "n": 1, "m": "EARN"}, {"a": 1, "n": -1, "m": "EXACT"}]}]
          """
              .formatted(RewardBench.random(), campaign));
      apply.setString(
          2,
          """
          [{"class": "customer", "owner": "%s", "asset": "POINTS"}, {"class": "budget", "owner": "%s", "asset": "POINTS"}]
          """
              .formatted(people.get(), campaign));
      apply.execute();
      connection.commit();
      return 1;
    } finally {
      connection.setAutoCommit(true);
    }
  }
}
