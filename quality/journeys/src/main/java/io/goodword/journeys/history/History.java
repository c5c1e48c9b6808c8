package io.goodword.journeys.history;

import io.goodword.journeys.actor.Finance;
import io.goodword.journeys.client.StoryBroken;
import io.goodword.journeys.client.World;
import io.goodword.journeys.stack.OwnStack;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/** Clients at a few accounts, something that happens to the processes meanwhile, and the check. */
public final class History {

  /** Clients that ask at once. */
  public static final int CLIENTS = 64;

  private static final Duration END_LIMIT = Duration.ofMinutes(3);
  private static final int SHORTEST_PAUSE_MILLIS = 50;
  private static final int LONGEST_PAUSE_MILLIS = 350;
  private static final int SHOWN = 5;

  /** Seeds that follow each other would begin with nearly the same numbers. */
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  private final World world;
  private final List<URI> replicas;

  /**
   * A history at one suite.
   *
   * @param replicas addresses of the processes that are asked in turn
   */
  public History(World world, List<URI> replicas) {
    this.world = world;
    this.replicas = replicas;
  }

  /**
   * Lets service and database of a stack of our own end while clients ask.
   *
   * @param kills how often one of the two ends
   * @return whether everything was right and every planted fault was found
   */
  public static boolean interrupted(OwnStack stack, long seed, int kills, PrintStream out) {
    World world = World.at(stack.addresses());
    var interruptions = new Interruptions(stack, world, new Random(seed * SPREAD));
    out.printf("seed %d%n", seed);
    return new History(world, List.of(world.addresses().reward()))
        .run(seed, () -> interruptions.run(kills), interruptions, out);
  }

  /**
   * Lets clients ask for as long as something goes on.
   *
   * @param meanwhile what goes on
   * @param ended which processes were ended by it, as the report tells afterwards
   */
  public boolean run(long seed, Runnable meanwhile, Object ended, PrintStream out) {
    Table table = Table.laid(world);
    var shared = new Shared();
    var post = new Post(world);
    var over = new AtomicBoolean();
    ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    try {
      var running = new ArrayList<Future<?>>();
      for (int i = 0; i < CLIENTS; i++) {
        var random = new Random((seed * CLIENTS + i) * SPREAD);
        URI base = replicas.get(i % replicas.size());
        var client = new Client(table, post, shared, random, base);
        running.add(clients.submit(() -> live(client, random, over)));
      }
      meanwhile.run();
      over.set(true);
      for (Future<?> client : running) {
        client.get(END_LIMIT.toSeconds(), TimeUnit.SECONDS);
      }
    } catch (ExecutionException | TimeoutException e) {
      throw new StoryBroken("A client did not come to its end: " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoryBroken("interrupted", e);
    } finally {
      over.set(true);
      clients.shutdownNow();
    }
    return judge(table.evidence(shared.steps()), post, ended, out);
  }

  private static void live(Client client, Random random, AtomicBoolean over) {
    while (!over.get()) {
      client.act();
      LockSupport.parkNanos(
          TimeUnit.MILLISECONDS.toNanos(
              random.nextLong(SHORTEST_PAUSE_MILLIS, LONGEST_PAUSE_MILLIS)));
    }
  }

  private boolean judge(Evidence evidence, Post post, Object ended, PrintStream out) {
    List<String> wrong = HistoryCheck.violations(evidence);
    new Finance(world).mustBalance();
    List<Planted> missed = new ArrayList<>();
    if (wrong.isEmpty()) {
      for (Planted fault : Planted.values()) {
        if (!fault.isFoundIn(evidence)) {
          missed.add(fault);
        }
      }
    }
    long done = evidence.steps().stream().filter(Step::done).count();
    out.printf(
        "   ended: %s%n   %,d requests, %,d without an answer (%,d had happened), %,d told to try"
            + " again; %,d steps: %,d done, %,d refused%n",
        ended,
        post.requests(),
        post.unknown(),
        post.happened(),
        post.turnedAway(),
        evidence.steps().size(),
        done,
        evidence.steps().size() - done);
    out.printf(
        "   differences from the oracle: %d; planted faults found: %s%n",
        wrong.size(),
        wrong.isEmpty()
            ? (Planted.values().length - missed.size()) + " of " + Planted.values().length
            : "not tried");
    wrong.stream().limit(SHOWN).forEach(line -> out.println("      " + line));
    missed.forEach(fault -> out.println("      not found: " + fault));
    return wrong.isEmpty() && missed.isEmpty();
  }
}
