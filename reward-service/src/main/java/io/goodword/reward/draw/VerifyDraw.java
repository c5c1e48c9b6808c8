package io.goodword.reward.draw;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.goodword.kit.event.EventJson;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code verify FILE}: checks the evidence of a draw, which is what {@code GET /v1/draws/ID/proof}
 * answers, without a server and a database.
 *
 * <p>Ends with 0 when everything is proven, with 1 when something is wrong or still open, with 2
 * when there was no evidence to read.
 */
public final class VerifyDraw {

  private static final int PROVEN = 0;
  private static final int NOT_PROVEN = 1;
  private static final int NOT_VERIFIED = 2;

  private final PrintStream out;
  private final PrintStream err;

  VerifyDraw(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  /** Runs the command and ends the process. */
  public static void main(String[] arguments) {
    System.exit(new VerifyDraw(System.out, System.err).run(arguments));
  }

  int run(String... arguments) {
    if (arguments.length != 2 || !arguments[0].equals("verify")) {
      err.println("Say verify FILE; the file is the answer of GET /v1/draws/ID/proof.");
      return NOT_VERIFIED;
    }
    Evidence evidence = read(arguments[1]);
    if (evidence == null) {
      return NOT_VERIFIED;
    }
    List<Verification.Check> checks = Verification.of(evidence);
    out.print(report(evidence, checks));
    return Verification.isProven(checks) ? PROVEN : NOT_PROVEN;
  }

  private @Nullable Evidence read(String file) {
    try {
      Evidence evidence = EventJson.read(Files.readAllBytes(Path.of(file)), Evidence.class);
      if (evidence != null && evidence.draw() != null && evidence.tickets() != null) {
        return evidence;
      }
      err.println("The file is not the evidence of a draw.");
    } catch (JsonProcessingException e) {
      err.println("The file is not the evidence of a draw: " + e.getOriginalMessage());
    } catch (IOException | InvalidPathException e) {
      err.println("The file cannot be read: " + e.getMessage());
    }
    return null;
  }

  /** The checks in words, with what to compare to what was published at the time. */
  static String report(Evidence evidence, List<Verification.Check> checks) {
    var text = new StringBuilder();
    text.append("draw        ").append(evidence.draw()).append('\n');
    text.append("commitment  ").append(evidence.commitment()).append('\n');
    text.append("rules hash  ").append(evidence.rulesHash()).append('\n');
    text.append("ticket hash ").append(evidence.ticketsHash()).append('\n');
    text.append("tickets     ").append(evidence.tickets().size()).append('\n');
    for (Verification.Check check : checks) {
      text.append("%-12s%s\n".formatted(check.name(), check.result()));
    }
    return text.append(
            Verification.isProven(checks)
                ? "PROVEN: compare the three hashes with what was published at the time\n"
                : "NOT PROVEN\n")
        .toString();
  }
}
