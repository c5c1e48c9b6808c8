package io.goodword.journeys.survival;

import io.goodword.journeys.client.Addresses;
import io.goodword.journeys.client.Call;
import io.goodword.journeys.client.StoryBroken;
import io.goodword.journeys.client.World;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListGroupsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** How far each service has come, as an operator sees it: readiness, outboxes, consumer groups. */
final class Vitals implements AutoCloseable {

  private static final int KAFKA_LIMIT_MILLIS = 2_000;

  private final World world;
  private final Map<String, URI> services;
  private final Admin kafka;

  Vitals(World world) {
    this.world = world;
    Addresses addresses = world.addresses();
    this.services =
        new TreeMap<>(
            Map.of(
                "referral", addresses.referral(),
                "review", addresses.review(),
                "reward", addresses.reward(),
                "notification", addresses.notification()));
    this.kafka =
        Admin.create(
            Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, addresses.kafka(),
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, KAFKA_LIMIT_MILLIS,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, KAFKA_LIMIT_MILLIS));
  }

  /** Services that do not call themselves ready, or do not answer. */
  List<String> notReady() {
    return services.entrySet().stream()
        .filter(service -> !isReady(service.getValue()))
        .map(Map.Entry::getKey)
        .toList();
  }

  private boolean isReady(URI base) {
    try {
      return world.sendAsStranger(Call.get(base, "/q/health/ready")).status() == 200;
    } catch (StoryBroken noAnswer) {
      return false;
    }
  }

  /** Events in the outbox of each service, from its public metrics: up to five seconds old. */
  Map<String, Long> untold() {
    var untold = new TreeMap<String, Long>();
    services.forEach((name, base) -> untold.put(name, untold(name, base)));
    return untold;
  }

  private long untold(String name, URI base) {
    String metric = "goodword_" + name + "_outbox_waiting_events";
    String metrics = world.sendAsStranger(Call.get(base, "/q/metrics")).must(200).text();
    return metrics
        .lines()
        .filter(line -> line.startsWith(metric))
        .map(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .findFirst()
        .orElseThrow(() -> new StoryBroken("There is no metric " + metric + "."));
  }

  /**
   * Records that each consumer group has yet to read and commit; nothing when Kafka is away. Dead
   * letters wait for a person and are not counted.
   */
  Optional<Map<String, Long>> behind() {
    try {
      Map<String, ListConsumerGroupOffsetsSpec> groups =
          kafka.listGroups(ListGroupsOptions.forConsumerGroups()).all().get().stream()
              .collect(
                  Collectors.toMap(
                      GroupListing::groupId, group -> new ListConsumerGroupOffsetsSpec()));
      Map<String, Map<TopicPartition, OffsetAndMetadata>> read =
          kafka.listConsumerGroupOffsets(groups).all().get();
      Map<TopicPartition, ListOffsetsResultInfo> ends =
          kafka
              .listOffsets(
                  read.values().stream()
                      .flatMap(offsets -> offsets.keySet().stream())
                      .filter(part -> !part.topic().endsWith(".dlq"))
                      .distinct()
                      .collect(Collectors.toMap(Function.identity(), part -> OffsetSpec.latest())))
              .all()
              .get();
      var behind = new TreeMap<String, Long>();
      read.forEach((group, offsets) -> behind.put(group, behind(offsets, ends)));
      return Optional.of(behind);
    } catch (ExecutionException away) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private static long behind(
      Map<TopicPartition, OffsetAndMetadata> read,
      Map<TopicPartition, ListOffsetsResultInfo> ends) {
    long behind = 0;
    for (Map.Entry<TopicPartition, ListOffsetsResultInfo> end : ends.entrySet()) {
      OffsetAndMetadata next = read.get(end.getKey());
      behind += next == null ? 0 : end.getValue().offset() - next.offset();
    }
    return behind;
  }

  /** One line: what is not ready, not told, not read. */
  String line() {
    List<String> notReady = notReady();
    return "%s | untold: %s | behind: %s"
        .formatted(
            notReady.isEmpty() ? "all ready" : "not ready: " + String.join(", ", notReady),
            notReady.isEmpty() ? positive(untold()) : "?",
            behind().map(Vitals::positive).orElse("Kafka does not answer"));
  }

  private static String positive(Map<String, Long> numbers) {
    String shown =
        numbers.entrySet().stream()
            .filter(number -> number.getValue() > 0)
            .map(number -> "%s %,d".formatted(number.getKey(), number.getValue()))
            .collect(Collectors.joining(", "));
    return shown.isEmpty() ? "none" : shown;
  }

  @Override
  public void close() {
    kafka.close(java.time.Duration.ZERO);
  }
}
