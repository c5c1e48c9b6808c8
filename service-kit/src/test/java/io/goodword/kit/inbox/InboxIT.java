package io.goodword.kit.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.goodword.kit.WithStack;
import io.goodword.stack.testing.Topics;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@QuarkusTest
@WithStack
class InboxIT {

  private static final String TOPIC = "goodword.referral";
  private static final String DEAD = "goodword.referral.probe.reaction.dlq";
  private static final Duration SOON = Duration.ofSeconds(60);

  @Inject ProbeConsumer probe;
  @Inject DeadLetters deadLetters;

  @Test
  void shouldTakeEffectOnceWhenTheSameEventComesTenTimes() {
    String name = name();
    var headers = headers(UUID.randomUUID().toString(), ProbeConsumer.HAPPENED, name);
    for (int i = 0; i < 10; i++) {
      Topics.publish(TOPIC, name, headers, data(name));
    }
    String last = following(name);

    await().atMost(SOON).until(() -> probe.effects(last) == 1);
    assertThat(probe.effects(name)).isEqualTo(1);
  }

  @Test
  void shouldTryAgainWhenSomethingIsStillAwaited() {
    String name = name();
    probe.awaited.add(name);

    Topics.publish(TOPIC, name, headers(name, ProbeConsumer.HAPPENED, name), data(name));

    await().atMost(SOON).until(() -> probe.effects(name) == 1);
  }

  @Test
  void shouldPassOverTypesItDoesNotName() {
    String name = name();
    Topics.publish(TOPIC, name, headers(name, ProbeConsumer.IGNORED, name), data(name));
    String last = following(name);

    await().atMost(SOON).until(() -> probe.effects(last) == 1);
    assertThat(probe.effects(name)).isZero();
    assertThat(Topics.read(DEAD, entry -> name.equals(entry.key()))).isEmpty();
  }

  @Test
  void shouldLeaveNoNoteWhenAnEventDoesNotConcernTheConsumer() {
    String name = name();
    Topics.publish(
        TOPIC,
        name,
        headers(name, ProbeConsumer.HAPPENED, name),
        "{\"name\": \"%s\", \"amount\": 0}".formatted(name));
    Topics.publish(TOPIC, name, headers(name + "-2", ProbeConsumer.HAPPENED, name), data(name));

    await().atMost(SOON).until(() -> probe.effects(name) == 1);
    assertThat(probe.isNoted(name)).isFalse();
    assertThat(probe.isNoted(name + "-2")).isTrue();
    assertThat(Topics.read(DEAD, entry -> name.equals(entry.key()))).isEmpty();
  }

  @Test
  void shouldBringADeadEventBackWhenItsFaultIsMended() {
    String name = name();
    probe.broken.add(name);
    Topics.publish(TOPIC, name, headers(name, ProbeConsumer.HAPPENED, name), data(name));
    Topics.await(DEAD, 1, SOON, entry -> name.equals(entry.key()));
    assertThat(probe.effects(name)).isZero();
    assertThat(deadLetters.waiting()).anyMatch(letter -> letter.key().equals(name));

    probe.broken.remove(name);
    assertThat(deadLetters.redrive()).isPositive();

    await().atMost(SOON).until(() -> probe.effects(name) == 1);
    assertThat(deadLetters.waiting()).noneMatch(letter -> letter.key().equals(name));
  }

  enum Poison {
    NULL_KEY(Map.of(), "{\"name\": \"x\", \"amount\": 1}"),
    NULL_VALUE(Map.of(), null),
    NOT_JSON(Map.of(), "{\"name\": "),
    NOT_AN_OBJECT(Map.of(), "[1, 2]"),
    MISSING_FIELD(Map.of(), "{\"amount\": 1}"),
    WRONG_FIELD_TYPE(Map.of(), "{\"name\": \"x\", \"amount\": \"many\"}"),
    OVERSIZE(Map.of(), "{\"name\": \"" + "x".repeat(1_000_001) + "\", \"amount\": 1}"),
    NO_ID(Map.of("ce_id", ""), "{}"),
    NO_TYPE(Map.of("ce_type", ""), "{}"),
    OTHER_SUBJECT(Map.of("ce_subject", "somebody-else"), "{}"),
    BAD_TIME(Map.of("ce_time", "yesterday"), "{}"),
    OTHER_SPEC_VERSION(Map.of("ce_specversion", "0.3"), "{}"),
    UNKNOWN_TYPE(Map.of("ce_type", "io.goodword.referral.probe.unknown.v1"), "{}"),
    FUTURE_VERSION(Map.of("ce_type", "io.goodword.referral.probe.happened.v99"), "{}"),
    STRUCTURED_MODE(
        Map.of("content-type", "application/cloudevents+json; charset=UTF-8"), "{\"id\": 1,"),
    BAD_SEQUENCE(Map.of("ce_sequence", "first"), "{}");

    private final Map<String, String> headers;
    private final @Nullable String value;

    Poison(Map<String, String> headers, @Nullable String value) {
      this.headers = headers;
      this.value = value;
    }
  }

  @ParameterizedTest
  @EnumSource(Poison.class)
  void shouldMovePoisonAsideAndServeItsNeighboursWhenARecordIsMalformed(Poison poison) {
    String name = name();
    String before = neighbour(name);
    Map<String, String> headers = new HashMap<>(headers(name, ProbeConsumer.HAPPENED, name));
    headers.put("x-probe", name);
    headers.putAll(poison.headers);
    String key = poison == Poison.NULL_KEY ? null : name;
    String value = poison.value;
    if (value == null) {
      Topics.publish(TOPIC, key, headers, (byte[]) null);
    } else {
      Topics.publish(TOPIC, key, headers, value);
    }
    String after = neighbour(name);

    Consumer<String> served = good -> await().atMost(SOON).until(() -> probe.effects(good) == 1);
    served.accept(before);
    served.accept(after);
    var dead = Topics.await(DEAD, 1, SOON, entry -> entry.header("x-probe").equals(name));
    assertThat(dead.getFirst().header("dead-letter-reason")).isNotBlank();
    assertThat(probe.effects(name)).isZero();
  }

  /** A good event under the same key: it is served after all that came before it there. */
  private static String following(String name) {
    String last = name + "-last";
    Topics.publish(TOPIC, name, headers(last, ProbeConsumer.HAPPENED, name), data(last));
    return last;
  }

  private static String neighbour(String name) {
    String good = name + "-good-" + UUID.randomUUID();
    Topics.publish(TOPIC, good, headers(good, ProbeConsumer.HAPPENED, good), data(good));
    return good;
  }

  private static String name() {
    return "probe-" + UUID.randomUUID();
  }

  private static String data(String name) {
    return "{\"name\": \"" + name + "\", \"amount\": 7}";
  }

  private static Map<String, String> headers(String id, String type, String subject) {
    return Map.of(
        "ce_specversion", "1.0",
        "ce_id", id,
        "ce_source", "/test",
        "ce_type", type,
        "ce_subject", subject,
        "ce_time", "2026-11-22T08:00:00Z",
        "content-type", "application/json");
  }
}
