package io.goodword.stack.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.goodword.stack.Broker;
import io.goodword.stack.Postgres;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TestStackTest {

  @ParameterizedTest
  @ValueSource(strings = {"referral", "review", "reward", "notification"})
  void shouldReachEachDatabaseAsItsOwnerWhenStarted(String database) throws SQLException {
    var stack = new TestStack();
    stack.init(Map.of("database", database));

    Map<String, String> settings = stack.start();

    try (var connection =
            DriverManager.getConnection(
                settings.get("quarkus.datasource.jdbc.url"),
                settings.get("quarkus.datasource.username"),
                settings.get("quarkus.datasource.password"));
        var statement = connection.createStatement()) {
      statement.execute("create table if not exists probe (id int)");
      assertThat(setting(statement, "fsync")).isEqualTo("on");
      assertThat(setting(statement, "synchronous_commit")).isEqualTo("on");
      assertThat(setting(statement, "max_connections")).isEqualTo("200");
      assertThat(setting(statement, "is_superuser")).isEqualTo("off");
    }
  }

  private static String setting(java.sql.Statement statement, String name) throws SQLException {
    try (var rows = statement.executeQuery("show " + name)) {
      rows.next();
      return rows.getString(1);
    }
  }

  @Test
  void shouldSayWhichDatabasesThereAreWhenTheArgumentIsWrong() {
    assertThatThrownBy(() -> new TestStack().init(Map.of("database", "shop")))
        .hasMessageContaining(Postgres.DATABASES.toString())
        .hasMessageContaining("'shop'");
  }

  @Test
  void shouldGiveNotificationTheSinksOnly() {
    var reward = new TestStack();
    reward.init(Map.of("database", "reward"));
    var notification = new TestStack();
    notification.init(Map.of("database", "notification"));

    assertThat(reward.start()).doesNotContainKey("quarkus.mailer.port");
    assertThat(notification.start())
        .containsEntry("quarkus.mailer.mock", "false")
        .containsKeys("quarkus.mailer.port", "goodword.sms.smpp.port");
  }

  @Test
  void shouldHaveAllTopicsWithFourPartitionsWhenStarted() throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", TestStack.kafka()))) {
      var topics = admin.describeTopics(Broker.TOPICS).allTopicNames().get();

      assertThat(topics).hasSize(6);
      assertThat(topics.values()).allMatch(topic -> topic.partitions().size() == 4);
    }
  }

  @Test
  void shouldReadBackWhatWasPublishedWithItsHeaders() {
    String key = UUID.randomUUID().toString();
    Topics.publish("goodword.reward", key, Map.of("ce_type", "probe"), "好口碑");

    assertThat(Topics.read("goodword.reward", entry -> key.equals(entry.key())))
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.text()).isEqualTo("好口碑");
              assertThat(entry.header("ce_type")).isEqualTo("probe");
            });
    assertThat(
            Topics.await(
                "goodword.reward", 1, Duration.ofSeconds(60), entry -> key.equals(entry.key())))
        .hasSize(1);
  }

  @Test
  void shouldReadNothingWhenADeadLetterTopicIsNew() {
    assertThat(Topics.read("goodword.reward.%s.dlq".formatted(UUID.randomUUID()))).isEmpty();
  }

  @Test
  void shouldWaitForATopicWhenItComesIntoBeingLater() {
    String topic = "goodword.reward.%s.dlq".formatted(UUID.randomUUID());
    var published =
        CompletableFuture.runAsync(
            () -> Topics.publish(topic, "late", Map.of(), "a letter"),
            CompletableFuture.delayedExecutor(500, TimeUnit.MILLISECONDS));

    assertThat(Topics.await(topic, 1, Duration.ofSeconds(60), entry -> true))
        .extracting(Topics.Entry::key)
        .containsExactly("late");
    assertThat(published).succeedsWithin(Duration.ofSeconds(60));
  }
}
