package io.goodword.journeys.history;

import io.goodword.journeys.actor.Finance;
import io.goodword.journeys.client.Call;
import io.goodword.journeys.client.Reply;
import io.goodword.journeys.client.StoryBroken;
import io.goodword.journeys.client.World;
import io.goodword.journeys.history.Client.Told;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Sends with a key of its own until there is a final answer, with the same key each time. */
final class Post {

  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(6);
  private static final Duration PERSISTENCE = Duration.ofMinutes(2);
  private static final String IN_PROGRESS = "idempotency-key-in-progress";

  private final World world;
  private final AtomicLong requests = new AtomicLong();
  private final AtomicLong unknown = new AtomicLong();
  private final AtomicLong turnedAway = new AtomicLong();
  private final AtomicLong happened = new AtomicLong();

  Post(World world) {
    this.world = world;
  }

  /**
   * Asks for something.
   *
   * @throws StoryBroken when there is no final answer in two minutes
   */
  Told ask(Supplier<Call> call, boolean asFinance) {
    String key = World.fresh("key");
    String token = asFinance ? world.tokens().of(Finance.NAME) : world.tokens().ofShop();
    long begun = System.nanoTime();
    for (int attempt = 1; System.nanoTime() - begun < PERSISTENCE.toNanos(); attempt++) {
      requests.incrementAndGet();
      try {
        Reply reply = world.http().tried(call.get().as(token).key(key), ANSWER_LIMIT);
        if (isFinal(reply)) {
          if (reply.header("Idempotency-Replayed").equals("true")) {
            happened.incrementAndGet();
          }
          return new Told(reply, begun, System.nanoTime());
        }
        turnedAway.incrementAndGet();
      } catch (IOException e) {
        unknown.incrementAndGet();
      }
      LockSupport.parkNanos(
          TimeUnit.MILLISECONDS.toNanos(Math.min(1_000, 20L << Math.min(attempt, 6))));
    }
    throw new StoryBroken("No final answer in two minutes: " + call.get());
  }

  private static boolean isFinal(Reply reply) {
    return reply.status() < 500
        && reply.status() != 429
        && !(reply.status() == 409 && reply.code().equals(IN_PROGRESS));
  }

  long requests() {
    return requests.get();
  }

  long unknown() {
    return unknown.get();
  }

  /** Requests that had their effect already when they were sent again. */
  long happened() {
    return happened.get();
  }

  long turnedAway() {
    return turnedAway.get();
  }
}
