package io.goodword.reward.audit;

import static io.goodword.reward.Api.fresh;
import static io.goodword.reward.Crowd.inParallel;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.agroal.api.AgroalDataSource;
import io.goodword.kit.sql.Sql;
import io.goodword.kit.sql.SqlFailure;
import io.goodword.reward.Api;
import io.goodword.stack.testing.TestStack;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(
    value = TestStack.class,
    initArgs = @ResourceArg(name = "database", value = "reward"))
@Tag("RWD-01")
class SealingIT {

  private static final Duration SOON = Duration.ofSeconds(60);

  @Inject Chain chain;
  @Inject Sealing sealing;
  @Inject Sql sql;
  @Inject AgroalDataSource dataSource;

  @AfterEach
  void booksAreInOrder() {
    Api.assertBooksAreInOrder();
  }

  @Test
  void shouldSealEachJournalOnceInTheOrderOfItsTransaction() throws SQLException {
    String campaign = Chain.campaign(100);
    List<UUID> given = new ArrayList<>();
    for (int i = 1; i <= 5; i++) {
      given.add(chain.give(campaign, fresh("alice"), i));
    }

    chain.sealAll();

    assertThat(
            sql.query(
                "select journal_id from chain_links where journal_id = any(?) order by height, position",
                row -> row.getObject(1, UUID.class),
                given))
        .containsExactlyElementsOf(given);
    try (Connection connection = Database.owner()) {
      long head = new RangeCheck(connection).head();
      RangeCheck.Result all = new RangeCheck(connection).run(1, head, Long.MAX_VALUE);
      assertThat(all.findings()).isEmpty();
      assertThat(all.next()).isNull();
      assertThat(all.journals())
          .isEqualTo(
              sql.first("select count(*) from chain_links", row -> row.getLong(1)).orElseThrow());
    }
  }

  @Test
  void shouldSkipNothingWhenASlowTransactionIsOvertakenByAFastOne() throws SQLException {
    String slowCampaign = Chain.campaign(100);
    String campaign = Chain.campaign(100);
    chain.sealAll();
    try (Connection slow = dataSource.getConnection()) {
      slow.setAutoCommit(false);
      UUID overtaken = post(slow, slowCampaign);
      UUID fast = chain.give(campaign, fresh("alice"), 5);

      // the fast one is committed, yet it waits: nothing may be sealed past the slow one
      assertThat(sealing.waiting()).isPositive();
      assertThat(sealing.seal()).isZero();
      await()
          .during(Duration.ofMillis(300))
          .atMost(Duration.ofSeconds(30))
          .until(() -> sealing.seal() == 0 && !isSealed(fast));

      slow.commit();
      chain.sealAll();

      assertThat(position(overtaken)).isLessThan(position(fast));
    }
  }

  @Test
  void shouldNeverBlockAPostingWhileItSeals() throws SQLException {
    String campaign = Chain.campaign(100);
    chain.sealAll();
    try (Connection sealer = dataSource.getConnection()) {
      sealer.setAutoCommit(false);
      var store = new ChainStore(sealer);
      await().atMost(SOON).until(store::lock);
      UUID first = chain.give(campaign, fresh("alice"), 1);
      Block head = store.head();
      // as soon as no transaction runs that is older
      List<JournalImage> journals =
          await()
              .atMost(SOON)
              .until(
                  () -> store.sealable(head, Block.MOST_JOURNALS),
                  found -> found.stream().anyMatch(journal -> journal.id().equals(first)));
      Block block = head.next(journals, java.time.Instant.EPOCH);
      var links = new ArrayList<Link>();
      journals.forEach(j -> links.add(Link.seal(j, block.height(), links.size())));
      store.append(block, links);

      // the sealer goes on in this thread only afterwards: a posting that waited for it would wait
      // for ever
      chain.give(campaign, fresh("bob"), 1);
      assertThat(sealing.seal()).as("there is one sealer").isZero();
      sealer.rollback();
    }
    chain.sealAll();
  }

  @Test
  void shouldSealOnceWhenManyReplicasTry() throws Exception {
    String campaign = Chain.campaign(1_000);
    int journals = 40;
    for (int i = 0; i < journals; i++) {
      chain.give(campaign, fresh("alice"), 1);
    }
    long before = sealed();
    long waiting = sealing.waiting();
    assertThat(inParallel(8, 32, turn -> sealing.seal())).allMatch(count -> count >= 0);
    chain.sealAll();

    assertThat(sealed() - before).isGreaterThanOrEqualTo(waiting);
    assertThat(sealing.waiting()).isZero();
  }

  @Test
  void shouldSealJournalsFromBeforeTheColumnFirst() throws SQLException {
    try (Connection superuser = Database.superuser()) {
      superuser.setAutoCommit(false);
      Database.execute(superuser, "set session_replication_role = replica");
      Database.execute(superuser, "delete from chain_links");
      Database.execute(superuser, "delete from chain_blocks");
      UUID old =
          sql.first(
                  "select id from journals order by xid limit 1",
                  row -> row.getObject(1, UUID.class))
              .orElseGet(() -> chain.give(Chain.campaign(10), fresh("alice"), 1));
      UUID late = chain.give(Chain.campaign(10), fresh("alice"), 1);
      Database.execute(superuser, "update journals set xid = null where id = '" + late + "'");
      List<JournalImage> journals = new ChainStore(superuser).sealable(Block.GENESIS, 2);

      assertThat(journals).extracting(JournalImage::id).startsWith(late).contains(old);
      assertThat(journals.getFirst().fields()).doesNotContainKey("xid");
      superuser.rollback();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update chain_blocks set journals = 1",
        "delete from chain_blocks",
        "truncate chain_blocks",
        "update chain_links set position = 7",
        "delete from chain_links",
        "truncate chain_links"
      })
  void shouldRefuseWhenTheChainWouldChange(String change) {
    Chain.campaign(1);
    chain.sealAll();

    Assertions.assertThatThrownBy(() -> sql.update(change))
        .isInstanceOfSatisfying(
            SqlFailure.class, failure -> assertThat(failure.state()).isEqualTo("GW002"));
  }

  /** Posts a journal in a transaction that is left open. */
  private UUID post(Connection connection, String campaign) throws SQLException {
    UUID id = UUID.randomUUID();
    String operations =
        """
        [{"op": "post", "id": "%s", "kind": "adjust", "businessKey": "%s", "hash": "h", "actor": "test",
          "legs": [{"a": 0, "n": 5, "m": "EXACT"}, {"a": 1, "n": -5, "m": "EXACT"}]}]
        """
            .formatted(id, fresh("slow"));
    String accounts =
        """
        [{"class": "customer", "owner": "%s", "asset": "POINTS"}, {"class": "budget", "owner": "%s", "asset": "POINTS"}]
        """
            .formatted(fresh("carol"), campaign);
    try (var statement =
        connection.prepareStatement("select ledger_apply(?::jsonb, ?::jsonb, now())")) {
      statement.setString(1, operations);
      statement.setString(2, accounts);
      statement.execute();
    }
    return id;
  }

  private boolean isSealed(UUID journal) {
    return sql.first("select 1 from chain_links where journal_id = ?", row -> true, journal)
        .isPresent();
  }

  private long position(UUID journal) {
    return sql.first(
            "select height * 1000 + position from chain_links where journal_id = ?",
            row -> row.getLong(1),
            journal)
        .orElseThrow();
  }

  private long sealed() {
    return sql.first("select coalesce(max(total), 0) from chain_blocks", row -> row.getLong(1))
        .orElseThrow();
  }
}
