package io.goodword.journeys;

import io.goodword.journeys.client.StoryBroken;
import io.goodword.journeys.history.History;
import io.goodword.journeys.stack.OwnStack;
import java.nio.file.Path;
import java.time.Duration;

/**
 * {@code ./goodword prove ledger}: 64 clients at a few accounts, the service and its database
 * killed under them, then every answer and every entry against an oracle. System properties {@code
 * goodword.seeds} (default 20), {@code goodword.seed} (the first of them, default 1) and {@code
 * goodword.kills} (for each seed, default 2). Exit code 0 when all seeds are right.
 */
public final class LedgerProof {

  private static final int OFFSET = 3_000;

  private LedgerProof() {}

  /** Takes no arguments. */
  public static void main(String[] arguments) {
    int seeds = Integer.getInteger("goodword.seeds", 20);
    long first = Long.getLong("goodword.seed", 1);
    int kills = Integer.getInteger("goodword.kills", 2);
    Path home = Path.of("quality", "journeys", "target", "stack-prove").toAbsolutePath();
    int right = 0;
    long begun = System.nanoTime();
    try (OwnStack stack = OwnStack.start(home, OFFSET)) {
      for (long seed = first; seed < first + seeds; seed++) {
        right += History.interrupted(stack, seed, kills, System.out) ? 1 : 0;
      }
    } catch (StoryBroken broken) {
      System.out.println(broken.getMessage());
    }
    System.out.printf(
        "%d of %d seeds right, from seed %d on, in %d s%n",
        right, seeds, first, Duration.ofNanos(System.nanoTime() - begun).toSeconds());
    System.exit(right == seeds ? 0 : 1);
  }
}
