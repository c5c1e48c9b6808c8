package io.goodword.reward.audit;

import static io.goodword.reward.Api.fresh;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.goodword.kit.sql.Sql;
import io.goodword.reward.Api;
import io.goodword.stack.testing.TestStack;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.health.api.Wellness;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(
    value = TestStack.class,
    initArgs = @ResourceArg(name = "database", value = "reward"))
@Tag("RWD-01")
class MonitoringIT {

  @Inject Monitoring monitoring;
  @Inject @Wellness BooksHealth health;
  @Inject Chain chain;
  @Inject Sql sql;
  @Inject Clock clock;

  @AfterEach
  void booksAreInOrder() {
    Api.assertBooksAreInOrder();
  }

  @Test
  void shouldCheckEveryLawAndTheChain() {
    chain.give(Chain.campaign(10), fresh("alice"), 1);
    chain.sealAll();

    assertThat(checkNow()).isTrue();

    List<Monitoring.Check> checks = monitoring.last();
    assertThat(checks)
        .extracting(Monitoring.Check::name)
        .contains("each-asset-sums-to-zero", "no-journal-behind-the-chain", Monitoring.CHAIN);
    assertThat(checks).hasSizeGreaterThanOrEqualTo(16);
    assertThat(checks).allMatch(check -> Long.valueOf(0).equals(check.violations()));
    health.show(checks);
    assertThat(health.call().getStatus()).isEqualTo(Status.UP);
    assertThat(metrics())
        .contains("goodword_reward_invariant_violations{name=\"each-asset-sums-to-zero\"} 0.0")
        .contains("goodword_reward_invariant_violations{name=\"chain-verifies\"} 0.0")
        .contains("goodword_reward_chain_waiting_journals");
  }

  @Test
  void shouldLeaveItToTheReplicaThatHasJustChecked() {
    assertThat(checkNow()).isTrue();

    assertThat(monitoring.check(clock.instant().minus(Duration.ofMinutes(1)))).isFalse();
  }

  @Test
  void shouldLeaveItToTheReplicaThatIsChecking() throws SQLException {
    try (Connection other = Database.owner()) {
      Database.execute(other, "select pg_advisory_lock(x'600d'::int, 1002)");

      assertThat(checkNow()).isFalse();
    }
  }

  @Test
  void shouldSayThatTheChainIsBrokenWithoutTakingTheServiceDown() throws SQLException {
    UUID journal = chain.give(Chain.campaign(10), fresh("alice"), 1);
    chain.sealAll();
    try (Connection superuser = Database.superuser()) {
      Database.execute(superuser, "set session_replication_role = replica");
      long height = Chain.heightOf(superuser, journal);
      Database.execute(superuser, "update audit_progress set next_block = " + height);
      String where = " where id = '" + journal + "'";
      Database.execute(superuser, "update journals set actor = 'tset'" + where);
      try {
        checkNow();
        health.show(monitoring.last());

        assertThat(health.call().getStatus()).isEqualTo(Status.DOWN);
        assertThat(metrics())
            .contains("goodword_reward_invariant_violations{name=\"chain-verifies\"} 1.0");
        assertThat(given().get("/q/health/well").statusCode()).isEqualTo(503);
        assertThat(given().get("/q/health/ready").statusCode()).isEqualTo(200);
        assertThat(given().get("/q/health/live").statusCode()).isEqualTo(200);
        // it stays with the broken block, so that the alarm does not end by itself
        checkNow();
        assertThat(violations(Monitoring.CHAIN)).isEqualTo(1);
      } finally {
        Database.execute(superuser, "update journals set actor = 'test'" + where);
      }
    }
    checkNow();
    assertThat(violations(Monitoring.CHAIN)).isZero();
    health.show(monitoring.last());
    assertThat(health.call().getStatus()).isEqualTo(Status.UP);
  }

  @Test
  void shouldCountTheRowsThatBreakALaw() throws SQLException {
    UUID journal = chain.give(Chain.campaign(10), fresh("alice"), 1);
    chain.sealAll();
    try (Connection superuser = Database.superuser()) {
      Database.execute(superuser, "set session_replication_role = replica");
      String where = " where journal_id = '" + journal + "' and amount = 1";
      Database.execute(superuser, "update entries set balance_after = 2" + where);
      try {
        checkNow();
        assertThat(violations("balance-after-runs-along")).isEqualTo(1);
        assertThat(violations("posted-is-the-last-balance-after")).isEqualTo(1);
        assertThat(violations("each-journal-sums-to-zero")).isZero();
      } finally {
        Database.execute(superuser, "update entries set balance_after = 1" + where);
        Database.execute(superuser, "update audit_progress set next_block = 1");
      }
    }
    checkNow();
    health.show(monitoring.last());
  }

  @Test
  void shouldSayThatALawWasNotCheckedInTime() {
    sql.update(
        "create view proof_test_takes_long as select 1 as one where pg_sleep(30)::text = ''");
    try {
      checkNow();
      assertThat(monitoring.last())
          .filteredOn(check -> check.name().equals("test-takes-long"))
          .singleElement()
          .satisfies(check -> assertThat(check.violations()).isNull());
      health.show(monitoring.last());
      assertThat(metrics())
          .contains("goodword_reward_invariant_violations{name=\"test-takes-long\"} -1.0");
      assertThat(health.call().getData().orElseThrow()).containsEntry("unchecked", 1L);
    } finally {
      sql.update("drop view proof_test_takes_long");
    }
    checkNow();
    health.show(monitoring.last());
  }

  private boolean checkNow() {
    return monitoring.check(Instant.MAX.minus(Duration.ofDays(1)));
  }

  private long violations(String name) {
    return sql.first(
            "select violations from audit_checks where name = ?", row -> row.getLong(1), name)
        .orElseThrow();
  }

  private static String metrics() {
    return given().get("/q/metrics").asString();
  }
}
