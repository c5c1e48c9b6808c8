package io.goodword.reward.audit;

import static io.goodword.reward.Api.as;
import static io.goodword.reward.Api.fresh;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.goodword.contracts.reward.EntryPosted;
import io.goodword.kit.inbox.Inbox;
import io.goodword.kit.inbox.Reactions;
import io.goodword.kit.sql.Sql;
import io.goodword.reward.Api;
import io.goodword.stack.testing.TestStack;
import io.goodword.stack.testing.Topics;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(
    value = TestStack.class,
    initArgs = @ResourceArg(name = "database", value = "reward"))
@Tag("RWD-11")
class ReplayIT {

  private static final Duration SOON = Duration.ofSeconds(60);

  @Inject Chain chain;
  @Inject Inbox inbox;
  @Inject Sql sql;

  private final String alice = fresh("alice");
  private final Instant before = Instant.now().minusSeconds(5);

  @AfterEach
  void booksAreInOrder() {
    Api.assertBooksAreInOrder();
  }

  @Test
  void shouldTellAgainWithTheSameIdAndNumberSoThatAnInboxPassesOverIt() {
    String account = threeRewards();
    List<Topics.Entry> first = told(account, 3);

    JsonPath replay = replay(Map.of("subject", account)).jsonPath();
    assertThat(replay.getBoolean("dryRun")).isFalse();
    assertThat(replay.getInt("events")).isEqualTo(3);
    assertThat(replay.getString("next")).isNull();

    List<Topics.Entry> both = told(account, 6);
    List<Topics.Entry> again = both.subList(3, 6);
    assertThat(again).allMatch(entry -> entry.header("replay").equals("true"));
    assertThat(first).allMatch(entry -> entry.header("replay").isEmpty());
    for (String header : List.of("ce_id", "ce_type", "ce_sequence", "ce_time", "ce_subject")) {
      assertThat(again)
          .extracting(entry -> entry.header(header))
          .containsExactlyElementsOf(first.stream().map(entry -> entry.header(header)).toList());
    }
    assertThat(again).extracting(Topics.Entry::text).isEqualTo(texts(first));
    var effects = new AtomicInteger();
    Reactions reactions =
        Reactions.of("test." + account, Set.of(EntryPosted.TYPE))
            .on(EntryPosted.TYPE, EntryPosted.class, entry -> effects.incrementAndGet());
    both.forEach(entry -> inbox.receive(record(entry), reactions));
    assertThat(effects.get()).isEqualTo(3);
  }

  @Test
  void shouldOnlyCountWhenItIsADryRun() {
    String account = threeRewards();
    told(account, 3);

    JsonPath dry = replay(Map.of("subject", account, "dryRun", true)).jsonPath();

    assertThat(dry.getBoolean("dryRun")).isTrue();
    assertThat(dry.getInt("events")).isEqualTo(3);
    assertThat(dry.getString("first")).isNotNull();
    assertThat(copies(account)).isZero();
  }

  @Test
  void shouldNotTellCopiesOfCopiesAndOnceForAKey() {
    String account = threeRewards();
    told(account, 3);
    String key = fresh("replay");

    Response once = replay(Map.of("subject", account), key);
    Response twice = replay(Map.of("subject", account), key);
    told(account, 6);

    assertThat(twice.header("Idempotency-Replayed")).isEqualTo("true");
    assertThat(twice.asString()).isEqualTo(once.asString());
    assertThat(copies(account)).isEqualTo(3);
    assertThat(replay(Map.of("subject", account)).jsonPath().getInt("events")).isEqualTo(3);
    assertThat(copies(account)).isEqualTo(6);
    assertThat(
            sql.first(
                    "select sum(events) from event_replays where selection like ?",
                    row -> row.getLong(1),
                    "%\"" + account + "\"%")
                .orElseThrow())
        .isEqualTo(6);
  }

  @Test
  void shouldTellOnlyWhatIsAskedFor() {
    String account = threeRewards();
    told(account, 3);

    assertThat(events(Map.of("subject", account, "types", List.of(EntryPosted.TYPE)))).isEqualTo(3);
    assertThat(events(Map.of("subject", account, "types", List.of("io.goodword.reward.x.y.v1"))))
        .isZero();
    assertThat(events(Map.of("subject", fresh("nobody")))).isZero();
    assertThat(events(Map.of("subject", account, "to", before.toString()))).isZero();
  }

  @ParameterizedTest
  @CsvSource({"from, '', from", "to, '', to", "to, 2001-01-01T00:00:00Z, to"})
  void shouldRefuseWhatIsNoSelection(String field, String value, String named) {
    var body = new HashMap<String, Object>(range());
    if (value.isEmpty()) {
      body.remove(field);
    } else {
      body.put(field, value);
    }

    as("su", "support")
        .header("Idempotency-Key", fresh("replay"))
        .body(body)
        .post("/v1/events/replay")
        .then()
        .statusCode(422)
        .body("violations[0].field", equalTo(named));
  }

  private String threeRewards() {
    String campaign = Chain.campaign(100);
    for (int i = 1; i <= 3; i++) {
      chain.give(campaign, alice, i);
    }
    return Long.toString(
        sql.first(
                "select id from accounts where class = 'customer' and owner = ?",
                row -> row.getLong(1),
                alice)
            .orElseThrow());
  }

  /** What the account's events are on the topic; all of them are marked as published. */
  private List<Topics.Entry> told(String account, int count) {
    List<Topics.Entry> entries =
        Topics.await(
            "goodword.reward",
            count,
            SOON,
            entry ->
                account.equals(entry.key()) && entry.header("ce_type").equals(EntryPosted.TYPE));
    org.awaitility.Awaitility.await()
        .atMost(SOON)
        .until(
            () ->
                sql.first(
                        "select 1 from outbox where aggregateid = ? and published_at is null",
                        row -> true,
                        account)
                    .isEmpty());
    return entries;
  }

  private int events(Map<String, Object> selection) {
    var dry = new HashMap<>(selection);
    dry.put("dryRun", true);
    return replay(dry).jsonPath().getInt("events");
  }

  private Response replay(Map<String, Object> selection) {
    return replay(selection, fresh("replay"));
  }

  private Response replay(Map<String, Object> selection, String key) {
    var body = new HashMap<String, Object>(range());
    body.putAll(selection);
    if (selection.get("to") instanceof String to) {
      body.put("from", Instant.parse(to).minusSeconds(60).toString());
    }
    Response response =
        as("su", "support").header("Idempotency-Key", key).body(body).post("/v1/events/replay");
    assertThat(response.statusCode()).isEqualTo(200);
    return response;
  }

  private Map<String, Object> range() {
    return Map.of("from", before.toString(), "to", before.plusSeconds(3_600).toString());
  }

  private long copies(String account) {
    return sql.first(
            "select count(*) from outbox where aggregateid = ? and replay",
            row -> row.getLong(1),
            account)
        .orElseThrow();
  }

  private static List<String> texts(List<Topics.Entry> entries) {
    return entries.stream().map(Topics.Entry::text).toList();
  }

  private static ConsumerRecord<String, byte[]> record(Topics.Entry entry) {
    var wire =
        new ConsumerRecord<>(
            entry.topic(), entry.partition(), entry.offset(), entry.key(), entry.value());
    entry.headers().forEach((name, value) -> wire.headers().add(name, value.getBytes(UTF_8)));
    return wire;
  }
}
