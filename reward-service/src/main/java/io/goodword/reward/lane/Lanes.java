package io.goodword.reward.lane;

import io.goodword.kit.problem.Problem;
import io.micrometer.core.instrument.DistributionSummary;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Queues by key. Whoever finds a queue free goes at once, alone; those who come meanwhile wait,
 * with nothing but their thread, and go together next. One of them does the work for all: there is
 * no thread of the lanes and no timer.
 *
 * <p>A batch that fails as a whole falls apart: each of its items then runs alone on the thread of
 * its own caller, so that one that cannot succeed fails nobody else.
 */
public final class Lanes<I, R> {

  private static final Logger LOG = Logger.getLogger(Lanes.class);

  /** Waiting items of one key at which further ones are turned away. */
  static final int LONGEST_QUEUE = 2_000;

  private final Gate gate;
  private final DistributionSummary sizes;
  private final Function<I, Set<String>> apart;
  private final Function<List<I>, List<Turn<R>>> together;
  private final Function<I, R> alone;

  /** Those who wait behind the batch that runs; a key without a queue is free. */
  private final ConcurrentHashMap<String, Deque<Waiter<I, R>>> queues = new ConcurrentHashMap<>();

  /**
   * Lanes for one kind of work.
   *
   * @param work name of the kind of work in metrics
   * @param apart names of an item; two items of one batch never share one
   * @param together does a batch in one transaction, a turn for each item; throws when none of it
   *     has an effect
   * @param alone does one item by itself
   */
  public Lanes(
      Gate gate,
      String work,
      Function<I, Set<String>> apart,
      Function<List<I>, List<Turn<R>>> together,
      Function<I, R> alone) {
    this.gate = gate;
    this.sizes = gate.sizes(work);
    this.apart = apart;
    this.together = together;
    this.alone = alone;
  }

  /** Somebody who waits: called once, to take the lead (empty) or to hear what became of it. */
  private record Waiter<I, R>(I item, CompletableFuture<Optional<Turn<R>>> call) {
    Waiter(I item) {
      this(item, new CompletableFuture<>());
    }
  }

  /**
   * Does an item, with others of its key if there are some.
   *
   * @throws Problem 503 try-again when too many wait already
   * @throws RuntimeException what the work refuses or fails with
   */
  public R run(String key, I item) {
    var waiter = new Waiter<I, R>(item);
    Turn<R> turn =
        enter(key, waiter)
            ? lead(key, waiter)
            : waiter.call().join().orElseGet(() -> lead(key, waiter));
    return switch (turn) {
      case Turn.Done<R> done -> done.value();
      case Turn.Refused<R> refused -> throw refused.why();
      case Turn.Alone<R> ignored -> gate.through(() -> alone.apply(item));
    };
  }

  /** How many wait behind the batch of a key. */
  int waiting(String key) {
    int[] size = {0};
    queues.computeIfPresent(
        key,
        (same, queue) -> {
          size[0] = queue.size();
          return queue;
        });
    return size[0];
  }

  /** Enters a queue; true when the key was free and the lead is taken. */
  private boolean enter(String key, Waiter<I, R> waiter) {
    boolean[] free = {false};
    queues.compute(
        key,
        (same, queue) -> {
          if (queue == null) {
            free[0] = true;
            return new ArrayDeque<>();
          }
          if (queue.size() >= LONGEST_QUEUE) {
            throw Problem.of(
                    503,
                    "try-again",
                    "Temporarily not possible",
                    "Many writers want the same account; try again in a moment.")
                .retryAfter(1);
          }
          queue.add(waiter);
          return queue;
        });
    return free[0];
  }

  private Turn<R> lead(String key, Waiter<I, R> leader) {
    var batch = new ArrayList<Waiter<I, R>>();
    var turns = new ArrayList<Turn<R>>();
    try {
      gate.through(
          () -> {
            // behind the gate: who came while it was closed goes along
            batch.addAll(take(key, leader));
            sizes.record(batch.size());
            return turns.addAll(together.apply(batch.stream().map(Waiter::item).toList()));
          });
    } catch (RuntimeException failure) {
      LOG.debugf(failure, "A batch of %d falls apart", batch.size());
    } finally {
      handOver(key);
      for (int i = 1; i < batch.size(); i++) {
        batch.get(i).call().complete(Optional.of(turn(turns, i)));
      }
    }
    return turn(turns, 0);
  }

  private static <R> Turn<R> turn(List<Turn<R>> turns, int place) {
    return place < turns.size() ? turns.get(place) : new Turn.Alone<>();
  }

  private List<Waiter<I, R>> take(String key, Waiter<I, R> leader) {
    List<Waiter<I, R>> batch = new ArrayList<>(List.of(leader));
    queues.computeIfPresent(
        key,
        (same, queue) -> {
          Set<String> names = new HashSet<>(apart.apply(leader.item()));
          Iterator<Waiter<I, R>> waiting = queue.iterator();
          while (batch.size() < gate.largest() && waiting.hasNext()) {
            Waiter<I, R> next = waiting.next();
            Set<String> own = apart.apply(next.item());
            if (Collections.disjoint(names, own)) {
              names.addAll(own);
              batch.add(next);
              waiting.remove();
            }
          }
          return queue;
        });
    return batch;
  }

  /** Calls the first who waits to lead the next batch, or leaves the key free. */
  private void handOver(String key) {
    List<Waiter<I, R>> next = new ArrayList<>();
    queues.computeIfPresent(
        key,
        (same, queue) -> {
          if (queue.isEmpty()) {
            return null;
          }
          next.add(queue.remove());
          return queue;
        });
    next.forEach(waiter -> waiter.call().complete(Optional.empty()));
  }
}
