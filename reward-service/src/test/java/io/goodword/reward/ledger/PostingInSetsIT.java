package io.goodword.reward.ledger;

import static io.goodword.reward.Api.fresh;
import static org.assertj.core.api.Assertions.assertThat;

import io.goodword.reward.Api;
import io.goodword.stack.testing.TestStack;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Journals that are posted in sets answer and leave what they do one by one. */
@QuarkusTest
@WithTestResource(
    value = TestStack.class,
    initArgs = @ResourceArg(name = "database", value = "reward"))
@Tag("RWD-01")
class PostingInSetsIT {

  private static final OffsetDateTime AT = OffsetDateTime.parse("2026-11-25T12:00:00Z");
  private static final int CUSTOMERS = 4;
  private static final int DEBTS = CUSTOMERS;
  private static final int BUDGET = DEBTS + 2;
  private static final int ISSUANCE = BUDGET + 1;
  private static final int SHOP = ISSUANCE + 1;
  private static final int BATCHES = 60;

  private final String run = fresh("sets");
  private final List<String> posted = new ArrayList<>();

  @AfterEach
  void booksAreInOrder() {
    Api.assertBooksAreInOrder();
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {3, 20261125, 77})
  void shouldDoTheSameAsTheFunctionThatKnowsAll(long seed) throws SQLException {
    var random = new Random(seed);
    var seen = new ArrayList<String>();
    try (Connection connection =
        DriverManager.getConnection(TestStack.jdbcUrl("reward"), "goodword", "goodword")) {
      connection.setAutoCommit(false);
      prepare(connection);
      for (int batch = 0; batch < BATCHES; batch++) {
        var operations = new LinkedHashMap<String, String>();
        for (int i = 1 + random.nextInt(25); i > 0; i--) {
          String operation = journal(random, batch + "/" + i);
          // as the ledger does, never one business key twice in a call
          operations.putIfAbsent(
              operation.replaceAll(".*businessKey\":\"|\",\"hash.*", ""), operation);
        }
        String all = "[" + String.join(",", operations.values()) + "]";

        String one = apply(connection, "ledger_apply_any", all) + "\n" + books(connection);
        connection.rollback();
        String sets = apply(connection, "ledger_post", all) + "\n" + books(connection);

        assertThat(sets).as(all).isEqualTo(one);
        seen.add(sets);
        if (random.nextInt(4) == 0) {
          connection.commit();
          posted.addAll(operations.values());
        } else {
          connection.rollback();
        }
      }
    }
    assertThat(String.join("", seen)).contains("posted", "short", "replayed", "conflict", "debt");
  }

  /** A budget, customers with something, and two of them who owe. */
  private void prepare(Connection connection) throws SQLException {
    List<String> gifts = new ArrayList<>();
    gifts.add(journal("adjust", "fund", leg(BUDGET, 400, "EXACT"), leg(ISSUANCE, -400, "EXACT")));
    for (int i = 0; i < CUSTOMERS; i++) {
      gifts.add(journal("adjust", "gift/" + i, leg(i, 20, "EARN"), leg(BUDGET, -20, "EXACT")));
    }
    for (int i = 0; i < 2; i++) {
      gifts.add(journal("adjust", "back/" + i, leg(i, -45, "TAKE"), leg(BUDGET, 45, "EXACT")));
    }
    apply(connection, "ledger_apply", "[" + String.join(",", gifts) + "]");
    connection.commit();
  }

  private String journal(Random random, String key) {
    int customer = random.nextInt(CUSTOMERS);
    long amount = 1 + random.nextInt(30);
    return switch (random.nextInt(posted.isEmpty() ? 4 : 6)) {
      case 0 ->
          journal("adjust", key, leg(customer, amount, "EARN"), leg(BUDGET, -amount, "EXACT"));
      case 1 -> journal("spend", key, leg(customer, -amount, "EXACT"), leg(SHOP, amount, "EXACT"));
      case 2 -> {
        int other = (customer + 1) % CUSTOMERS;
        yield journal(
            "adjust",
            key,
            leg(customer, amount, "EARN"),
            leg(other, 2, "EARN"),
            leg(BUDGET, -amount - 2, "EXACT"));
      }
      case 3 ->
          journal(
              "adjust",
              key,
              leg(DEBTS + random.nextInt(2), 3, "EXACT"),
              leg(ISSUANCE, -3, "EXACT"));
      case 4 -> posted.get(random.nextInt(posted.size()));
      default ->
          posted.get(random.nextInt(posted.size())).replace("\"hash\":\"", "\"hash\":\"other-");
    };
  }

  private String journal(String kind, String key, String... legs) {
    return """
        {"op":"post","id":"%s","kind":"%s","businessKey":"%s","hash":"%s","actor":"test","legs":[%s]}"""
        .formatted(UUID.randomUUID(), kind, run + "/" + key, key, String.join(",", legs));
  }

  private static String leg(int account, long amount, String mode) {
    return "{\"a\":%d,\"n\":%d,\"m\":\"%s\"}".formatted(account, amount, mode);
  }

  private String apply(Connection connection, String function, String operations)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("select " + function + "(?::jsonb, ?::jsonb, ?)::text")) {
      statement.setString(1, operations);
      statement.setString(2, accounts());
      statement.setObject(3, AT);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getString(1);
      }
    }
  }

  /** In lock order. */
  private String accounts() {
    var accounts = new ArrayList<String>();
    for (int i = 0; i < CUSTOMERS; i++) {
      accounts.add(account("customer", run + "-" + i));
    }
    accounts.add(account("debt", run + "-0"));
    accounts.add(account("debt", run + "-1"));
    accounts.add(account("budget", run));
    accounts.add(account("issuance", "house"));
    accounts.add(account("redemption", run));
    return "[" + String.join(",", accounts) + "]";
  }

  private static String account(String accountClass, String owner) {
    return "{\"class\":\"%s\",\"owner\":\"%s\",\"asset\":\"POINTS\"}"
        .formatted(accountClass, owner);
  }

  /** Balances and journals as they are now, also what is not committed. */
  private String books(Connection connection) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            select (select string_agg(b::text, E'\\n' order by b.account_id) from balances b join accounts a on a.id = b.account_id
                     where a.owner like ? or a.class = 'issuance'),
                   (select string_agg(j.business_key || e::text || j.kind || j.content_hash, E'\\n' order by e.account_id, e.seq)
                      from journals j join entries e on e.journal_id = j.id where j.business_key like ?)
            """)) {
      statement.setString(1, run + "%");
      statement.setString(2, run + "/%");
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getString(1) + "\n" + row.getString(2);
      }
    }
  }
}
