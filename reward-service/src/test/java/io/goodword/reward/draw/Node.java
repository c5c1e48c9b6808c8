package io.goodword.reward.draw;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/**
 * Runs the published verifier on the command line as its users do, where node is installed. What it
 * computes is tested by {@link Script}, which is always there.
 */
final class Node {

  private Node() {}

  /** What a program left. */
  record Output(int code, String text) {}

  /** Runs {@code node verify-draw.mjs} with files. */
  static Output verify(Path... files) throws IOException {
    var command = new ArrayList<String>(List.of("node", Script.VERIFIER.toString()));
    for (Path file : files) {
      command.add(file.toString());
    }
    Process process;
    try {
      process = new ProcessBuilder(command).redirectErrorStream(true).start();
    } catch (IOException absent) {
      Assumptions.abort("node is not installed: " + absent.getMessage());
      throw absent;
    }
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
    return new Output(process.exitValue(), text);
  }
}
