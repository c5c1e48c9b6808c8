package io.goodword.journeys;

import io.goodword.journeys.client.StoryBroken;
import io.goodword.journeys.stack.OwnStack;
import io.goodword.journeys.survival.Plan;
import io.goodword.journeys.survival.Survival;
import io.goodword.journeys.survival.Verdict;
import java.nio.file.Path;

/**
 * Kills services, broker and database of a stack of its own under load, then compares. System
 * properties {@code goodword.kills} (default 40), {@code goodword.seed} (default: of the moment)
 * and {@code goodword.kill.home} (folder of the stack). Exit code 0 when nothing acknowledged was
 * lost and nothing happened twice.
 */
public final class KillTest {

  private static final int OFFSET = 2_000;

  private KillTest() {}

  /** Takes no arguments. */
  public static void main(String[] arguments) {
    int kills = Integer.getInteger("goodword.kills", 40);
    long seed = Long.getLong("goodword.seed", System.currentTimeMillis());
    Path home = Path.of(System.getProperty("goodword.kill.home", "target/kill-stack"));
    boolean kept = false;
    try (OwnStack stack = OwnStack.start(home, OFFSET)) {
      Verdict verdict = Survival.run(stack, Plan.of(kills, seed), System.out);
      verdict.print(System.out);
      kept = verdict.isKept();
    } catch (StoryBroken broken) {
      System.out.println(broken.getMessage());
    }
    System.exit(kept ? 0 : 1);
  }
}
