package io.goodword.reward.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.goodword.kit.problem.Problem;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("RWD-01")
class LanesTest {

  private static final String KEY = "budget/spring/POINTS";

  private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
  private final List<List<String>> batches = Collections.synchronizedList(new ArrayList<>());
  private final List<String> alone = Collections.synchronizedList(new ArrayList<>());
  private final CountDownLatch opened = new CountDownLatch(1);

  @AfterEach
  void close() {
    opened.countDown();
    callers.close();
  }

  @Test
  void shouldGoAloneAtOnceWhenNobodyElseIsThere() {
    Lanes<String, String> lanes = lanes(6, 100);

    assertThat(lanes.run(KEY, "a")).isEqualTo("together a");
    assertThat(lanes.run(KEY, "b")).isEqualTo("together b");

    assertThat(batches).containsExactly(List.of("a"), List.of("b"));
  }

  @Test
  void shouldTakeThoseWhoCameMeanwhileInOrder() throws Exception {
    Lanes<String, String> lanes = lanes(6, 3);
    List<Future<String>> answers = queueUp(lanes, "first", "a", "b", "c", "d");

    opened.countDown();

    for (Future<String> answer : answers) {
      assertThat(answer.get()).startsWith("together ");
    }
    assertThat(batches).containsExactly(List.of("first"), List.of("a", "b", "c"), List.of("d"));
  }

  @Test
  void shouldKeepNamesakesApart() throws Exception {
    Lanes<String, String> lanes = lanes(6, 100);
    List<Future<String>> answers = queueUp(lanes, "first", "a#1", "a#2", "b", "a#3");

    opened.countDown();

    for (Future<String> answer : answers) {
      answer.get();
    }
    assertThat(batches)
        .containsExactly(List.of("first"), List.of("a#1", "b"), List.of("a#2"), List.of("a#3"));
  }

  @Test
  void shouldFailOnlyTheOneThatCannotSucceed() throws Exception {
    Lanes<String, String> lanes = lanes(6, 100);
    List<Future<String>> answers = queueUp(lanes, "first", "good", "bad", "fine");

    opened.countDown();

    assertThat(answers.get(1).get()).isEqualTo("alone good");
    assertThat(answers.get(3).get()).isEqualTo("alone fine");
    assertThatThrownBy(() -> answers.get(2).get())
        .isInstanceOf(ExecutionException.class)
        .hasRootCauseMessage("bad fails");
    assertThat(alone).containsExactlyInAnyOrder("good", "bad", "fine");
  }

  @Test
  void shouldTellARefusalToItsCallerAlone() throws Exception {
    Lanes<String, String> lanes = lanes(6, 100);
    List<Future<String>> answers = queueUp(lanes, "first", "a", "refused", "lonely");

    opened.countDown();

    assertThat(answers.get(1).get()).isEqualTo("together a");
    assertThatThrownBy(() -> answers.get(2).get())
        .hasCauseInstanceOf(Problem.class)
        .hasRootCauseMessage("no");
    assertThat(answers.get(3).get()).isEqualTo("alone lonely");
    assertThat(alone).containsExactly("lonely");
  }

  @Test
  void shouldTurnAwayWhenTooManyWait() throws Exception {
    Lanes<String, String> lanes = lanes(6, 1_000);
    List<Future<String>> answers = queueUp(lanes, "first");
    for (int i = 0; i < Lanes.LONGEST_QUEUE; i++) {
      String name = "n" + i;
      answers.add(callers.submit(() -> lanes.run(KEY, name)));
    }
    await().until(() -> lanes.waiting(KEY) == Lanes.LONGEST_QUEUE);

    assertThatThrownBy(() -> lanes.run(KEY, "one too many"))
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> {
              assertThat(problem.status()).isEqualTo(503);
              assertThat(problem.retryAfterSeconds()).isEqualTo(1);
            });
    opened.countDown();
    for (Future<String> answer : answers) {
      answer.get();
    }
    assertThat(lanes.waiting(KEY)).isZero();
  }

  @Test
  void shouldNeverUseMoreConnectionsThanTheGateLetsThrough() throws Exception {
    var running = new AtomicInteger();
    var most = new AtomicInteger();
    var done = new AtomicInteger();
    var lanes =
        new Lanes<Integer, Integer>(
            gate(3, 7),
            "test",
            item -> Set.of(item.toString()),
            items -> {
              most.accumulateAndGet(running.incrementAndGet(), Math::max);
              Thread.yield();
              running.decrementAndGet();
              done.addAndGet(items.size());
              return items.stream().<Turn<Integer>>map(Turn.Done::new).toList();
            },
            item -> item);
    var answers = new ArrayList<Future<Integer>>();
    for (int i = 0; i < 3_000; i++) {
      int item = i;
      answers.add(callers.submit(() -> lanes.run("key " + item % 11, item)));
    }

    for (int i = 0; i < answers.size(); i++) {
      assertThat(answers.get(i).get()).isEqualTo(i);
    }
    assertThat(done).hasValue(3_000);
    assertThat(most.get()).isBetween(1, 3);
  }

  /** The first runs until the gate is opened; the others wait behind it in their order. */
  private List<Future<String>> queueUp(
      Lanes<String, String> lanes, String first, String... others) {
    var answers = new ArrayList<Future<String>>();
    answers.add(callers.submit(() -> lanes.run(KEY, first)));
    await().until(() -> batches.size() == 1);
    for (int i = 0; i < others.length; i++) {
      String name = others[i];
      int before = i;
      answers.add(callers.submit(() -> lanes.run(KEY, name)));
      await().until(() -> lanes.waiting(KEY) == before + 1);
    }
    return answers;
  }

  private Lanes<String, String> lanes(int connections, int largest) {
    return new Lanes<>(
        gate(connections, largest),
        "test",
        item -> Set.of(item.split("#")[0]),
        this::together,
        this::byItself);
  }

  private static Gate gate(int connections, int largest) {
    return new Gate(new SimpleMeterRegistry(), connections, largest);
  }

  private List<Turn<String>> together(List<String> items) {
    batches.add(items);
    if (items.equals(List.of("first"))) {
      CompletableFuture.runAsync(this::untilOpened, callers).join();
    }
    if (items.contains("bad")) {
      throw new IllegalStateException("the batch fails");
    }
    return items.stream().map(LanesTest::turn).toList();
  }

  private void untilOpened() {
    try {
      opened.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Turn<String> turn(String item) {
    return switch (item) {
      case "refused" -> new Turn.Refused<>(Problem.unprocessable("no", "no"));
      case "lonely" -> new Turn.Alone<>();
      default -> new Turn.Done<>("together " + item);
    };
  }

  private String byItself(String item) {
    alone.add(item);
    if (item.equals("bad")) {
      throw new IllegalStateException("bad fails");
    }
    return "alone " + item;
  }
}
