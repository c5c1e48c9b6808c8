package io.goodword.journeys.survival;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.goodword.journeys.actor.Finance;
import io.goodword.journeys.actor.Shop;
import io.goodword.journeys.actor.Stage;
import io.goodword.journeys.client.Call;
import io.goodword.journeys.client.Json;
import io.goodword.journeys.client.Reply;
import io.goodword.journeys.client.World;
import io.goodword.journeys.survival.Journal.Friend;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Friends who register, pay and sometimes get their money back, at a steady rate. A request without
 * an answer is sent again with the same id, as a real shop does, until it is acknowledged.
 */
final class Load implements AutoCloseable {

  private static final int AT_ONCE = 150;
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(8);
  private static final Duration PERSISTENCE = Duration.ofMinutes(3);
  private static final Duration END_LIMIT = Duration.ofMinutes(4);

  private final Stage stage;
  private final World world;
  private final Journal journal;
  private final Random random;
  private final Semaphore places = new Semaphore(AT_ONCE);
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
  private final ExecutorService friends = Executors.newVirtualThreadPerTaskExecutor();

  Load(Stage stage, Journal journal, long seed) {
    this.stage = stage;
    this.world = stage.world();
    this.journal = journal;
    this.random = new Random(seed);
  }

  void begin(int perSecond) {
    long periodMicros = 1_000_000L / perSecond;
    clock.scheduleAtFixedRate(this::next, 0, periodMicros, TimeUnit.MICROSECONDS);
  }

  private void next() {
    // a suite that is down must not make an endless queue
    if (places.tryAcquire()) {
      int chance = random.nextInt(100);
      friends.execute(
          () -> {
            try {
              live(chance);
            } finally {
              places.release();
            }
          });
    }
  }

  private void live(int chance) {
    String id = world.customer(World.fresh("f"));
    boolean consents = chance % 4 == 0;
    var friend = new Friend(id, id + "@example.com", consents, false, false, false);
    ObjectNode profile = Shop.profile(friend.email(), null, "en", "Europe/Berlin");
    if (!consents) {
      profile.set("consents", Json.array());
    }
    URI notification = world.addresses().notification();
    if (!sent(() -> Call.put(notification, "/v1/contacts/" + id, profile), reply -> true, true)) {
      return;
    }
    if (!reported(Shop.registered(id, stage.byCode()), true)) {
      return;
    }
    friend = friend.afterRegistration();
    journal.note(friend);
    String order = World.fresh("order");
    if (!reported(Shop.paid(order, id, 10_000), true)) {
      return;
    }
    friend = friend.afterPayment();
    journal.note(friend);
    if (chance < 20 && reported(Shop.refunded(order, World.fresh("refund"), id, 10_000), false)) {
      journal.note(friend.afterRefund());
    }
    if (chance >= 90) {
      fund(1_000 + chance);
    }
  }

  private void fund(long amount) {
    String key = World.fresh("funding");
    Supplier<Call> call =
        () ->
            Call.post(
                    world.addresses().reward(),
                    "/v1/budgets/" + stage.campaign() + "/fundings",
                    Json.object("asset", "POINTS", "amount", amount))
                .key(key);
    if (sent(call, reply -> true, false)) {
      journal.funded(amount);
    }
  }

  /** Reports a fact until it is accepted, or known from an attempt whose answer was lost. */
  private boolean reported(ObjectNode fact, boolean conversion) {
    return sent(
        () -> Shop.reportCall(world, fact),
        reply -> {
          JsonNode item = reply.json().path("items").path(0);
          if (item.path("problem").path("status").asInt() >= 500) {
            return false;
          }
          boolean taken =
              item.path("status").asText().matches("accepted|duplicate")
                  && (!conversion || item.path("attributed").asBoolean(false));
          if (!taken) {
            journal.wrong(reply.toString());
          }
          return true;
        },
        true);
  }

  /** Sends until there is an answer that is one; false when given up. */
  private boolean sent(Supplier<Call> call, Predicate<Reply> settles, boolean asShop) {
    long deadline = System.nanoTime() + PERSISTENCE.toNanos();
    String token = asShop ? world.tokens().ofShop() : world.tokens().of(Finance.NAME);
    for (int attempt = 1; System.nanoTime() < deadline; attempt++) {
      journal.request();
      try {
        Reply reply = world.http().tried(call.get().as(token), ANSWER_LIMIT);
        if (reply.status() < 300 && settles.test(reply)) {
          return true;
        }
        if (reply.status() >= 300
            && reply.status() < 500
            && reply.status() != 409
            && reply.status() != 429) {
          journal.wrong(reply.toString());
          return false;
        }
      } catch (IOException e) {
        journal.noAnswer();
      }
      LockSupport.parkNanos(
          TimeUnit.MILLISECONDS.toNanos(Math.min(2_000, 100L << Math.min(attempt, 5))));
    }
    journal.abandon();
    return false;
  }

  /** Begins no more journeys and waits for the end of those on their way. */
  void end() {
    clock.shutdownNow();
    friends.shutdown();
    try {
      if (!friends.awaitTermination(END_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        friends.shutdownNow();
      }
    } catch (InterruptedException e) {
      friends.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    clock.shutdownNow();
    friends.shutdownNow();
  }
}
