package io.goodword.reward.audit;

import static io.goodword.reward.Api.as;
import static io.goodword.reward.Api.fresh;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.goodword.reward.Api;
import io.goodword.stack.Postgres;
import io.goodword.stack.testing.TestStack;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Verifying as an auditor does it: over HTTP and by the command. */
@QuarkusTest
@WithTestResource(
    value = TestStack.class,
    initArgs = @ResourceArg(name = "database", value = "reward"))
@Tag("RWD-01")
class VerifyIT {

  @Inject Chain chain;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @AfterEach
  void booksAreInOrder() {
    Api.assertBooksAreInOrder();
  }

  @Test
  void shouldVerifyTheWholeChainAndAnyRangeOfIt() {
    long head = twoBlocks();

    JsonPath all = verify("");
    assertThat(all.getBoolean("verifies")).isTrue();
    assertThat(all.getLong("from")).isEqualTo(1);
    assertThat(all.getLong("found")).isZero();
    JsonPath last = verify("?from=" + head + "&to=" + head);
    assertThat(last.getBoolean("verifies")).isTrue();
    assertThat(last.getLong("journals")).isPositive();
    assertThat(last.getString("hash")).matches("[0-9a-f]{64}");
    JsonPath two =
        verify("?from=" + (head - 1) + "&to=" + head + "&hash=" + last.getString("hash"));
    assertThat(two.getBoolean("verifies")).isTrue();
    assertThat(two.getString("hash")).isEqualTo(last.getString("hash"));
  }

  @Test
  void shouldSayThatTheChainIsAnotherOneThanTheNotedOne() {
    long head = twoBlocks();

    JsonPath report = verify("?from=" + head + "&hash=" + "ab".repeat(32));

    assertThat(report.getBoolean("verifies")).isFalse();
    assertThat(report.getString("findings[0].what")).isEqualTo("other-chain");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"?from=0", "?from=-1", "?from=999999999", "?to=999999999", "?from=2&to=1"})
  void shouldRefuseWhatIsNoRange(String query) {
    twoBlocks();

    as("an", "auditor")
        .get("/v1/ledger/verify" + query)
        .then()
        .statusCode(422)
        .body("code", equalTo("invalid-request"));
  }

  @Test
  void shouldTellTheEndOfTheChainWithTheProof() {
    long head = twoBlocks();

    JsonPath proof = as("fei", "finance").get("/v1/ledger/proof").jsonPath();

    assertThat(proof.getLong("chain.height")).isGreaterThanOrEqualTo(head);
    assertThat(proof.getString("chain.hash")).matches("[0-9a-f]{64}");
    assertThat(proof.getLong("chain.sealed") + proof.getLong("chain.waiting"))
        .isEqualTo(proof.getLong("journals"));
    assertThat(proof.getBoolean("chain.verifies")).isTrue();
    assertThat(proof.<String>getList("invariants.name"))
        .contains(
            "blocks-follow-each-other",
            "each-block-has-its-links",
            "each-link-has-its-journal",
            "no-journal-behind-the-chain");
  }

  @Test
  void shouldNameATamperedRowOverHttpAndByTheCommandUntilItIsRestored() throws SQLException {
    String campaign = Chain.campaign(100);
    UUID journal = chain.give(campaign, fresh("alice"), 7);
    chain.sealAll();
    String where = " where journal_id = '" + journal + "' and amount > 0";
    try (Connection superuser = Database.superuser()) {
      Database.execute(superuser, "set session_replication_role = replica");
      long height = Chain.heightOf(superuser, journal);
      Database.execute(superuser, "update entries set balance_after = balance_after + 1" + where);
      try {
        JsonPath report = verify("?from=" + height);
        assertThat(report.getBoolean("verifies")).isFalse();
        assertThat(report.getString("findings[0].what")).isEqualTo("changed-entry");
        assertThat(report.getString("findings[0].journalId")).isEqualTo(journal.toString());
        assertThat(report.getLong("findings[0].height")).isEqualTo(height);
        assertThat(report.getLong("findings[0].seq")).isEqualTo(1);

        assertThat(command("verify")).isEqualTo(1);
        assertThat(said(out))
            .contains("block " + height + ", journal " + journal + ": entry 1 of account")
            .contains("NOT as it was sealed: 1 findings.");
        assertThat(command("verify", height + ".." + height)).isEqualTo(1);
      } finally {
        Database.execute(superuser, "update entries set balance_after = balance_after - 1" + where);
      }
    }
    assertThat(command("verify")).isZero();
    assertThat(said(out)).contains("Everything is as it was sealed.");
  }

  @Test
  void shouldVerifyARangeAgainstANotedHashByTheCommand() {
    long head = twoBlocks();
    String hash = verify("?from=" + head + "&to=" + head).getString("hash");

    assertThat(command("verify", (head - 1) + ".." + head, "--hash", hash)).isZero();
    assertThat(said(out)).contains("hash of block %d: %s".formatted(head, hash));
    assertThat(command("verify", Long.toString(head), "--hash", "ab".repeat(32))).isEqualTo(1);
    assertThat(said(out)).contains("other-chain");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "check",
        "verify x",
        "verify 5..2",
        "verify 0",
        "verify 1 --hash",
        "verify --hash zz"
      })
  void shouldSayHowTheCommandIsUsed(String arguments) {
    assertThat(command(arguments.isEmpty() ? new String[0] : arguments.split(" "))).isEqualTo(2);
    assertThat(said(err)).startsWith("Say verify");
  }

  @Test
  void shouldSayThatItCouldNotVerify() {
    assertThat(run(Map.of(), "verify")).isEqualTo(2);
    assertThat(said(err)).contains("QUARKUS_DATASOURCE_JDBC_URL");
    assertThat(
            run(
                Map.of("QUARKUS_DATASOURCE_JDBC_URL", "jdbc:postgresql://127.0.0.1:1/reward"),
                "verify"))
        .isEqualTo(2);
    assertThat(said(err)).contains("The database could not be read");
    assertThat(command("verify", "1..999999999")).isEqualTo(2);
    assertThat(said(err)).contains("The chain ends with block");
  }

  private long twoBlocks() {
    String campaign = Chain.campaign(100);
    chain.give(campaign, fresh("alice"), 7);
    chain.sealAll();
    chain.give(campaign, fresh("bob"), 8);
    chain.sealAll();
    return as("an", "auditor").get("/v1/ledger/proof").jsonPath().getLong("chain.height");
  }

  private static JsonPath verify(String query) {
    return as("an", "auditor")
        .get("/v1/ledger/verify" + query)
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }

  private int command(String... arguments) {
    return run(
        Map.of(
            "QUARKUS_DATASOURCE_JDBC_URL",
            Database.url(),
            "QUARKUS_DATASOURCE_USERNAME",
            Postgres.USER,
            "QUARKUS_DATASOURCE_PASSWORD",
            Postgres.PASSWORD),
        arguments);
  }

  private int run(Map<String, String> environment, String... arguments) {
    out.reset();
    err.reset();
    return new LedgerVerify(
            environment,
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8))
        .run(arguments);
  }

  private static String said(ByteArrayOutputStream stream) {
    return stream.toString(StandardCharsets.UTF_8);
  }
}
