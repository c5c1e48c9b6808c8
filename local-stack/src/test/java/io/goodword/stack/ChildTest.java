package io.goodword.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildTest {

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  private final BlockingQueue<ProcessHandle> started = new LinkedBlockingQueue<>();
  private final List<String> said = new CopyOnWriteArrayList<>();

  private final Child.Listener listener =
      new Child.Listener() {
        @Override
        public void started(String name, ProcessHandle process) {
          started.add(process);
        }

        @Override
        public void said(String line) {
          said.add(line);
        }
      };

  @Test
  void shouldStartAgainAndSaySoWhenKilled() throws Exception {
    Child child = child("exec sleep 600");
    child.firstReady().get(10, TimeUnit.SECONDS);

    next().destroyForcibly();

    ProcessHandle second = next();
    assertThat(second.isAlive()).isTrue();
    assertThat(said).anyMatch(line -> line.startsWith("sleeper ended (signal 9)"));
    await().untilAsserted(() -> assertThat(said).contains("sleeper is back"));
    child.requestStop();
    child.awaitEnd(System.nanoTime() + TimeUnit.SECONDS.toNanos(5));
    assertThat(second.isAlive()).isFalse();
  }

  @Test
  void shouldGiveUpWithItsLastWordsWhenItNeverBecomesReady() {
    Path never = folder.resolve("never");
    Child child = child("echo the disk is on fire; exit 3", never);

    assertThatThrownBy(() -> child.firstReady().get(30, TimeUnit.SECONDS))
        .hasCauseInstanceOf(Refusal.class)
        .hasMessageContaining("sleeper ended 3 times in a row (exit code 3)")
        .hasMessageContaining("the disk is on fire");
    assertThat(started).hasSize(3);
  }

  @Test
  void shouldKillAndNotStartAgainWhenItDoesNotListen() throws Exception {
    Child child = child("trap '' TERM; while :; do sleep 0.05; done");
    child.firstReady().get(10, TimeUnit.SECONDS);
    ProcessHandle process = next();

    child.requestStop();
    child.awaitEnd(System.nanoTime() + Duration.ofMillis(200).toNanos());

    assertThat(process.isAlive()).isFalse();
    assertThat(started).isEmpty();
  }

  @Test
  void shouldStopWhatAKilledLauncherLeftAndNothingElse() throws Exception {
    var file = new RunFile(folder);
    Process ours = new ProcessBuilder("sh", "-c", "sleep 600 # " + folder).start();
    Process other = new ProcessBuilder("sleep", "600").start();
    try {
      file.put("ours", ours.toHandle());
      // the same number, used by somebody else now: its command line does not name our folder
      file.put("other", other.toHandle());

      assertThat(new RunFile(folder).stopLeftovers()).isEqualTo(1);

      assertThat(ours.waitFor(5, TimeUnit.SECONDS)).isTrue();
      assertThat(other.isAlive()).isTrue();
    } finally {
      ours.destroyForcibly();
      other.destroyForcibly();
    }
  }

  @Test
  void shouldFindNothingLeftWhenTheFileIsBroken() throws Exception {
    Files.writeString(folder.resolve("run.json"), "{\"launcher\":");

    assertThat(new RunFile(folder).stopLeftovers()).isZero();
  }

  private ProcessHandle next() throws InterruptedException {
    ProcessHandle process = started.poll(10, TimeUnit.SECONDS);
    assertThat(process).isNotNull();
    return process;
  }

  private Child child(String script) {
    return child(script, folder);
  }

  private Child child(String script, Path readyWhenThere) {
    return new Child(
            new Child.Plan(
                "sleeper",
                List.of("sh", "-c", script),
                Map.of(),
                folder,
                folder.resolve("sleeper.log"),
                () -> Files.exists(readyWhenThere)),
            listener)
        .start();
  }
}
