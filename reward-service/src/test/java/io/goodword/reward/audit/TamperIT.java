package io.goodword.reward.audit;

import static io.goodword.reward.Api.as;
import static io.goodword.reward.Api.fresh;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import io.goodword.reward.Api;
import io.goodword.reward.audit.Finding.What;
import io.goodword.stack.testing.TestStack;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A superuser with every trigger and constraint out of the way changes rows: the chain names them.
 * All of it happens in a transaction that is rolled back.
 */
@QuarkusTest
@WithTestResource(
    value = TestStack.class,
    initArgs = @ResourceArg(name = "database", value = "reward"))
@Tag("RWD-01")
class TamperIT {

  @Inject Chain chain;

  private UUID before = new UUID(0, 0);
  private UUID victim = new UUID(0, 0);
  private UUID after = new UUID(0, 0);

  /** A column of a table as the catalogue of the database has it. */
  record Column(String table, String name, String type, boolean nullable) {
    @Override
    public String toString() {
      return table + "." + name;
    }
  }

  @BeforeEach
  void sealThree() {
    String campaign = Chain.campaign(1_000);
    before = chain.give(campaign, fresh("alice"), 10);
    UUID original = chain.give(campaign, fresh("alice"), 20);
    Api.reverse(original.toString(), null).then().statusCode(201);
    // a reversal has every column: code, cause, campaign and what it reverses
    victim = reversalOf(original);
    after = chain.give(campaign, fresh("alice"), 30);
    chain.sealAll();
  }

  @AfterEach
  void booksAreInOrder() {
    Api.assertBooksAreInOrder();
    as("an", "auditor")
        .get("/v1/ledger/verify")
        .then()
        .statusCode(200)
        .body("verifies", org.hamcrest.Matchers.is(true));
  }

  static Stream<Column> columns() throws SQLException {
    var columns = new ArrayList<Column>();
    try (Connection connection = Database.owner();
        var statement =
            connection.prepareStatement(
                "select table_name, column_name, udt_name, is_nullable = 'YES'"
                    + " from information_schema.columns where table_schema = 'public'"
                    + " and table_name in ('journals', 'entries') order by 1, ordinal_position");
        var rows = statement.executeQuery()) {
      while (rows.next()) {
        columns.add(
            new Column(
                rows.getString(1), rows.getString(2), rows.getString(3), rows.getBoolean(4)));
      }
    }
    assertThat(columns).hasSizeGreaterThanOrEqualTo(17);
    return columns.stream();
  }

  @ParameterizedTest
  @MethodSource("columns")
  void shouldNameTheJournalWhoseColumnWasChanged(Column column) throws SQLException {
    assertNamed(column, changed(column));
  }

  @ParameterizedTest
  @MethodSource("columns")
  void shouldNameTheJournalWhoseColumnWasEmptied(Column column) throws SQLException {
    if (column.nullable()) {
      assertNamed(column, "null");
    }
  }

  @Test
  @Tag("trap-11")
  void shouldNameTheEntryWhenAnAmountIsFlippedAndTheBooksStillBalance() throws SQLException {
    // hash chain ignores payload: every law of the books holds, only the chain knows
    tamper(
        connection ->
            Database.execute(
                connection,
                "update entries set amount = -amount where journal_id = '" + victim + "'"),
        findings ->
            assertThat(findings)
                .hasSize(2)
                .allMatch(finding -> finding.what() == What.CHANGED_ENTRY)
                .allMatch(finding -> victim.equals(finding.journalId()))
                .allMatch(finding -> finding.accountId() != null && finding.seq() != null));
  }

  @ParameterizedTest
  @ValueSource(strings = {"class", "owner", "asset"})
  void shouldNameEveryEntryOfAnAccountThatBecameAnother(String column) throws SQLException {
    tamper(
        connection ->
            Database.execute(
                connection,
                "update accounts set %1$s = %1$s || 'x' where id = (select max(account_id) from entries where journal_id = '%2$s')"
                    .formatted(column, victim)),
        findings ->
            assertThat(findings)
                .anyMatch(
                    finding ->
                        finding.what() == What.CHANGED_ENTRY
                            && victim.equals(finding.journalId())));
  }

  @Test
  void shouldNoticeAJournalThatWasDeletedWithItsEntries() throws SQLException {
    tamper(
        connection -> {
          Database.execute(connection, "delete from entries where journal_id = '" + victim + "'");
          return Database.execute(connection, "delete from journals where id = '" + victim + "'");
        },
        findings -> assertThat(only(findings).what()).isEqualTo(What.MISSING_JOURNAL));
  }

  @Test
  void shouldNoticeAJournalThatWasDeletedWithItsLink() throws SQLException {
    tamper(
        connection -> {
          Database.execute(connection, "delete from entries where journal_id = '" + victim + "'");
          Database.execute(connection, "delete from journals where id = '" + victim + "'");
          return Database.execute(
              connection, "delete from chain_links where journal_id = '" + victim + "'");
        },
        findings ->
            assertThat(findings)
                .extracting(Finding::what)
                .containsExactly(What.MISSING_LINK, What.CHANGED_BLOCK));
  }

  @Test
  void shouldNoticeAnEntryThatWasDeleted() throws SQLException {
    tamper(
        connection ->
            Database.execute(
                connection,
                "delete from entries where journal_id = '%1$s' and account_id = (select max(account_id) from entries where journal_id = '%1$s')"
                    .formatted(victim)),
        findings -> {
          assertThat(only(findings).what()).isEqualTo(What.MISSING_ENTRY);
          assertThat(only(findings).journalId()).isEqualTo(victim);
        });
  }

  @Test
  void shouldNameAnEntryThatWasInserted() throws SQLException {
    tamper(
        connection ->
            Database.execute(
                connection,
                "insert into entries select account_id, 1000000, journal_id, amount, balance_after from entries where journal_id = '%s' limit 1"
                    .formatted(victim)),
        findings -> assertThat(only(findings).seq()).isEqualTo(1_000_000));
  }

  @Test
  void shouldNameAJournalThatWasInsertedBehindTheEndOfTheChain() throws SQLException {
    UUID forged = UUID.randomUUID();
    tamper(
        connection ->
            Database.execute(
                connection,
                """
                insert into journals (id, kind, code, business_key, content_hash, effective_at, recorded_at, actor, xid)
                select '%s', kind, code, 'forged', content_hash, effective_at, recorded_at, actor, xid
                  from journals where id = '%s'
                """
                    .formatted(forged, before)),
        findings -> {
          assertThat(only(findings).what()).isEqualTo(What.UNSEALED_JOURNAL);
          assertThat(only(findings).journalId()).isEqualTo(forged);
        });
  }

  @Test
  void shouldNameBothJournalsWhoseRowsWereSwapped() throws SQLException {
    tamper(
        connection ->
            Database.execute(
                connection,
                """
                update journals j set kind = o.kind, code = o.code, business_key = o.business_key,
                       content_hash = o.content_hash, recorded_at = o.recorded_at
                  from journals o where (j.id = '%1$s' and o.id = '%2$s') or (j.id = '%2$s' and o.id = '%1$s')
                """
                    .formatted(before, after)),
        findings ->
            assertThat(findings).extracting(Finding::journalId).containsExactly(before, after));
  }

  @Test
  void shouldNameBothJournalsWhoseEntriesWereSwapped() throws SQLException {
    tamper(
        connection ->
            Database.execute(
                connection,
                """
                update entries set journal_id = case journal_id when '%1$s'::uuid then '%2$s'::uuid else '%1$s'::uuid end
                 where journal_id in ('%1$s', '%2$s')
                """
                    .formatted(before, after)),
        findings ->
            assertThat(findings)
                .hasSize(4)
                .extracting(Finding::journalId)
                .containsOnly(before, after));
  }

  @Test
  void shouldNoticeTwoLinksThatWereSwapped() throws SQLException {
    tamper(
        connection ->
            Database.execute(
                connection,
                """
                update chain_links l set journal_id = o.journal_id, hash = o.hash, marks = o.marks from chain_links o
                 where (l.journal_id = '%1$s' and o.journal_id = '%2$s')
                    or (l.journal_id = '%2$s' and o.journal_id = '%1$s')
                """
                    .formatted(before, after)),
        findings ->
            assertThat(findings).isNotEmpty().allMatch(f -> f.what() == What.CHANGED_BLOCK));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "prev_hash",
        "hash",
        "first_journal",
        "last_journal",
        "journals",
        "total",
        "sealed_at"
      })
  void shouldNoticeABlockThatWasChanged(String column) throws SQLException {
    String value =
        switch (column) {
          case "prev_hash", "hash" -> "decode(repeat('ab', 32), 'hex')";
          case "first_journal", "last_journal" -> "gen_random_uuid()";
          case "sealed_at" -> "sealed_at + interval '1 microsecond'";
          default -> column + " + 1";
        };
    tamper(
        connection ->
            Database.execute(
                connection,
                "update chain_blocks set %s = %s where height = %d"
                    .formatted(column, value, Chain.heightOf(connection, victim))),
        findings ->
            assertThat(findings)
                .anyMatch(f -> f.what() == What.CHANGED_BLOCK || f.what() == What.UNLINKED_BLOCK));
  }

  @Test
  void shouldNoticeThatTheEndOfTheChainIsGoneByANotedHash() throws SQLException {
    try (Connection superuser = unguarded()) {
      var check = new RangeCheck(superuser);
      long head = check.head();
      String noted = check.run(head, head, Long.MAX_VALUE).hash();
      assertThat(check.compare(head, noted)).isNull();
      Database.execute(superuser, "delete from chain_links where height = " + head);
      Database.execute(superuser, "delete from chain_blocks where height = " + head);

      Finding finding = check.compare(head, noted);
      assertThat(finding).isNotNull();
      assertThat(Objects.requireNonNull(finding).what()).isEqualTo(What.OTHER_CHAIN);
      superuser.rollback();
    }
  }

  private void assertNamed(Column column, String value) throws SQLException {
    String key = column.table().equals("journals") ? "id" : "journal_id";
    tamper(
        connection ->
            Database.execute(
                connection,
                "update %s set %s = %s where %s = '%s'"
                    .formatted(column.table(), column.name(), value, key, victim)),
        findings ->
            assertThat(findings)
                .as("findings for %s", column)
                .anyMatch(finding -> victim.equals(finding.journalId())));
  }

  /** Another value of the column's type; a type that it does not know must be taught here. */
  private static String changed(Column column) {
    String name = column.name();
    return switch (column.type()) {
      case "text" -> "coalesce(" + name + ", '') || 'x'";
      case "uuid" -> "gen_random_uuid()";
      case "int8", "int4", "int2" -> "coalesce(" + name + ", 0) + 1000000";
      case "bool" -> "not coalesce(" + name + ", false)";
      case "jsonb" -> "'{\"changed\": true}'";
      case "bytea" -> "'\\xabcdef'";
      case "timestamptz" -> "coalesce(%1$s, now()) + interval '1 microsecond'".formatted(name);
      case "xid8" -> "((%s::text::bigint) + 1)::text::xid8".formatted(name);
      default -> fail("say how to change a column of type " + column.type() + ": " + column);
    };
  }

  private interface Change {
    int in(Connection connection) throws SQLException;
  }

  private interface Expectation {
    void of(List<Finding> findings);
  }

  private static void tamper(Change change, Expectation expectation) throws SQLException {
    try (Connection superuser = unguarded()) {
      assertThat(change.in(superuser)).as("rows changed").isPositive();
      var check = new RangeCheck(superuser);
      expectation.of(check.run(1, check.head(), Long.MAX_VALUE).findings());
      superuser.rollback();
    }
  }

  /** A superuser in an open transaction, with every trigger and constraint of history gone. */
  private static Connection unguarded() throws SQLException {
    Connection superuser = Database.superuser();
    superuser.setAutoCommit(false);
    Database.execute(superuser, "set local session_replication_role = replica");
    // first what everybody who reads the chain reads first, so that nobody waits in a circle
    Database.execute(superuser, "lock table chain_blocks in access exclusive mode");
    Database.execute(
        superuser,
        """
        do $$ declare c record; begin
          for c in select conrelid::regclass as rel, conname from pg_constraint
                    where (contype in ('c', 'f') and conrelid in ('journals'::regclass, 'entries'::regclass,
                             'accounts'::regclass, 'chain_blocks'::regclass, 'chain_links'::regclass))
                       or (contype in ('p', 'u') and conrelid = 'chain_links'::regclass)
                       or (contype = 'u' and conrelid = 'journals'::regclass)
                    order by contype <> 'f' loop
            execute format('alter table %s drop constraint if exists %I cascade', c.rel, c.conname);
          end loop;
        end $$
        """);
    return superuser;
  }

  private static UUID reversalOf(UUID original) {
    try (Connection connection = Database.owner();
        var statement = connection.prepareStatement("select id from journals where reverses = ?")) {
      statement.setObject(1, original);
      try (var row = statement.executeQuery()) {
        assertThat(row.next()).isTrue();
        return row.getObject(1, UUID.class);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Finding only(List<Finding> findings) {
    assertThat(findings).hasSize(1);
    return findings.getFirst();
  }
}
