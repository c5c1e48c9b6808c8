package io.goodword.kit.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.agroal.api.AgroalDataSource;
import io.goodword.kit.WithStack;
import io.goodword.kit.sql.Sql;
import io.goodword.stack.testing.Topics;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.transaction.TransactionalException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithStack
class OutboxIT {

  private static final String TYPE = "io.goodword.review.probe.told.v1";
  private static final String TOPIC = "goodword.review";
  private static final Duration SOON = Duration.ofSeconds(60);

  @Inject Outbox outbox;
  @Inject Sql sql;
  @Inject AgroalDataSource dataSource;

  record Told(String word) {}

  @Test
  void shouldLoseNothingWhenASlowTransactionIsOvertakenByAFastOne() throws SQLException {
    String slow = id();
    String fast = id();
    long cursor = lastSeq();
    List<String> seenByPlainCursor = new ArrayList<>();
    try (Connection connection = dataSource.getConnection()) {
      connection.setAutoCommit(false);
      insert(connection, slow);
      append(fast, "fast");
      for (Row row : after(cursor)) {
        seenByPlainCursor.add(row.aggregate());
        cursor = row.seq();
      }
      connection.commit();
    }
    for (Row row : after(cursor)) {
      seenByPlainCursor.add(row.aggregate());
    }

    assertThat(seenByPlainCursor).contains(fast).doesNotContain(slow);
    assertThat(published(slow, 1)).hasSize(1);
    assertThat(published(fast, 1)).hasSize(1);
  }

  @Test
  void shouldHoldBackAFastEventWhileASlowerTransactionRuns() throws SQLException {
    String slow = id();
    String fast = id();
    try (Connection connection = dataSource.getConnection()) {
      connection.setAutoCommit(false);
      insert(connection, slow);
      append(fast, "fast");
      await()
          .during(Duration.ofMillis(700))
          .atMost(SOON)
          .until(() -> Topics.read(TOPIC, entry -> fast.equals(entry.key())).isEmpty());
      connection.commit();
    }
    assertThat(published(fast, 1)).hasSize(1);
  }

  @Test
  void shouldKeepTheOrderOfEachAggregateWhenManyWriteAtOnce()
      throws InterruptedException, ExecutionException {
    List<String> aggregates = IntStream.range(0, 5).mapToObj(i -> id()).toList();
    int writers = 8;
    int each = 25;
    List<Callable<Void>> work = new ArrayList<>();
    for (int writer = 0; writer < writers; writer++) {
      work.add(
          () -> {
            for (int i = 0; i < each; i++) {
              for (String aggregate : aggregates) {
                append(aggregate, "word");
              }
            }
            return null;
          });
    }
    try (var threads = Executors.newFixedThreadPool(writers)) {
      for (var done : threads.invokeAll(work)) {
        done.get();
      }
    }
    for (String aggregate : aggregates) {
      assertThat(published(aggregate, writers * each))
          .extracting(entry -> Long.parseLong(entry.header("ce_sequence")))
          .containsExactlyElementsOf(
              LongStream.rangeClosed(1, (long) writers * each).boxed().toList());
    }
  }

  @Test
  void shouldPublishNothingWhenTheTransactionRollsBack() {
    String gone = id();
    String kept = id();
    assertThatThrownBy(
            () ->
                QuarkusTransaction.requiringNew()
                    .run(
                        () -> {
                          outbox.append(TYPE, gone, new Told("gone"));
                          throw new IllegalStateException("changed my mind");
                        }))
        .hasMessageContaining("changed my mind");
    append(kept, "kept");

    assertThat(published(kept, 1)).hasSize(1);
    assertThat(Topics.read(TOPIC, entry -> gone.equals(entry.key()))).isEmpty();
  }

  @Test
  void shouldRefuseToAppendWhenThereIsNoTransaction() {
    assertThatThrownBy(() -> outbox.append(TYPE, id(), new Told("alone")))
        .isInstanceOf(TransactionalException.class);
  }

  @Test
  void shouldParkOnlyTheAggregateWhenOneOfItsEventsCanNeverBePublished() {
    String huge = id();
    String other = id();
    // in one transaction, so that the relay meets them in one batch; more than a batch follow
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              outbox.append(TYPE, huge, new Told("x".repeat(5_000_000)));
              IntStream.range(0, 600).forEach(i -> outbox.append(TYPE, huge, new Told("after")));
            });
    append(other, "well");

    assertThat(published(other, 1)).hasSize(1);
    await()
        .atMost(SOON)
        .until(
            () ->
                sql.first(
                            "select count(*) from outbox where aggregateid = ? and dead_at is not null",
                            row -> row.getLong(1),
                            huge)
                        .orElse(0L)
                    == 1);
    assertThat(Topics.read(TOPIC, entry -> huge.equals(entry.key()))).isEmpty();
    sql.update("delete from outbox where aggregateid = ?", huge);
  }

  private record Row(long seq, String aggregate) {}

  private List<Row> after(long cursor) {
    return sql.query(
        "select seq, aggregateid from outbox where seq > ? order by seq",
        row -> new Row(row.getLong(1), row.getString(2)),
        cursor);
  }

  private long lastSeq() {
    return sql.first("select coalesce(max(seq), 0) from outbox", row -> row.getLong(1)).orElse(0L);
  }

  private static void insert(Connection connection, String aggregate) throws SQLException {
    try (var statement =
        connection.prepareStatement(
            "insert into outbox (id, aggregatetype, aggregateid, type, payload, shard, topic, sequence, occurred_at)"
                + " values (?, 'probe', ?, ?, '{\"word\":\"slow\"}', ?, ?, 1, now())")) {
      statement.setString(1, id());
      statement.setString(2, aggregate);
      statement.setString(3, TYPE);
      statement.setShort(4, OutboxRelay.shardOf(aggregate));
      statement.setString(5, TOPIC);
      statement.executeUpdate();
    }
  }

  private void append(String aggregate, String word) {
    QuarkusTransaction.requiringNew().run(() -> outbox.append(TYPE, aggregate, new Told(word)));
  }

  private static List<Topics.Entry> published(String aggregate, int count) {
    return Topics.await(TOPIC, count, SOON, entry -> aggregate.equals(entry.key()));
  }

  private static String id() {
    return UUID.randomUUID().toString();
  }
}
