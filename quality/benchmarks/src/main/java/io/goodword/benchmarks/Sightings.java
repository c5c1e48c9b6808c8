package io.goodword.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import io.goodword.journeys.client.Call;
import io.goodword.journeys.client.World;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Reads the development inbox now and then while mail comes in, because it remembers only the
 * newest few thousand messages.
 */
final class Sightings implements AutoCloseable {

  private static final Duration EVERY = Duration.ofSeconds(10);

  /** Looks overlap, so that a message that is filed late is not passed over. */
  private static final Duration OVERLAP = Duration.ofSeconds(2);

  private final World world;
  private final Map<String, NavigableSet<Instant>> arrivals = new ConcurrentHashMap<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread reader;
  private Instant seen = Instant.now();

  Sightings(World world) {
    this.world = world;
    this.reader = Thread.ofPlatform().daemon().name("sightings").start(this::run);
  }

  /** When the n-th message of a recipient arrived; MIN while there are fewer. */
  Instant arrival(String recipient, int n) {
    NavigableSet<Instant> times = arrivals.getOrDefault(recipient, new TreeSet<>());
    synchronized (times) {
      return times.stream().skip(n - 1L).findFirst().orElse(Instant.MIN);
    }
  }

  /** Looks once more, now. */
  synchronized void look() {
    JsonNode found =
        world
            .http()
            .send(
                Call.get(
                    world.addresses().inbox(),
                    "/api/messages?limit=5000&after=" + seen.minus(OVERLAP)))
            .must(200)
            .json();
    for (JsonNode message : found.isArray() ? found : found.path("items")) {
      Instant at = Instant.parse(message.path("receivedAt").asText());
      NavigableSet<Instant> times =
          arrivals.computeIfAbsent(message.path("to").asText(), any -> new TreeSet<>());
      synchronized (times) {
        times.add(at);
      }
      seen = at.isAfter(seen) ? at : seen;
    }
  }

  private void run() {
    try {
      while (!closed.await(EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
        look();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closed.countDown();
    try {
      reader.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
