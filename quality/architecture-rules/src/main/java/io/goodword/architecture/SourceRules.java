package io.goodword.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Rules that only the source text shows: length, imports that the compiler drops, sleeps in tests,
 * loose ends.
 */
public final class SourceRules {

  /** Lines of the longest Java file. */
  public static final int LONGEST_FILE = 400;

  /** Lines of service-kit, all files of {@code src/main/java} together. */
  public static final int KIT_BUDGET = 2_500;

  private static final Pattern GENERATORS =
      Pattern.compile("^import (static )?(lombok|org\\.mapstruct|com\\.google\\.common)\\.");
  private static final Pattern LOOSE_END = Pattern.compile("\\b(TO" + "DO|FIX" + "ME|X" + "XX)\\b");
  private static final Pattern SLEEP = Pattern.compile("\\bThread\\.sleep\\(");

  private SourceRules() {}

  /**
   * Checks the sources of one module.
   *
   * @param module folder with {@code src/main/java} and perhaps {@code src/test/java}
   * @return one sentence for each violation, saying how to fix it; empty when all is well
   */
  public static List<String> violations(Path module) {
    List<String> found = new ArrayList<>();
    int mainLines = 0;
    for (String tree : List.of("src/main/java", "src/test/java")) {
      for (Path file : javaFiles(module.resolve(tree))) {
        List<String> lines = read(file);
        mainLines += tree.contains("main") ? lines.size() : 0;
        Path shown = module.relativize(file);
        if (lines.size() > LONGEST_FILE) {
          found.add(
              "%s has %d lines, at most %d are allowed; fix: split it by what its parts are for"
                  .formatted(shown, lines.size(), LONGEST_FILE));
        }
        for (int i = 0; i < lines.size(); i++) {
          line(shown + ":" + (i + 1), lines.get(i), tree.contains("test"), found);
        }
      }
    }
    if (Files.isDirectory(module.resolve("src/main/java/io/goodword/kit"))
        && mainLines > KIT_BUDGET) {
      found.add(
          "service-kit has %d lines, its budget is %d; fix: move what knows a domain noun into its service, delete what one service alone uses"
              .formatted(mainLines, KIT_BUDGET));
    }
    return found;
  }

  private static void line(String where, String text, boolean test, List<String> found) {
    if (GENERATORS.matcher(text).find()) {
      found.add(
          where
              + " imports Lombok, MapStruct or Guava; fix: a record, a static of(...) or java.util");
    }
    if (LOOSE_END.matcher(text).find()) {
      found.add(
          where + " leaves a loose end; fix: do it now or open an issue, then remove the line");
    }
    if (test && SLEEP.matcher(text).find()) {
      found.add(where + " sleeps in a test; fix: await a condition (Awaitility) or move the clock");
    }
  }

  private static List<Path> javaFiles(Path tree) {
    if (!Files.isDirectory(tree)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(tree)) {
      return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> read(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
