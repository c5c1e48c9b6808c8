package io.goodword.reward;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every trap that other ledgers fell into has a test here, and the guide says which. */
class TrapsTest {

  private static final int TRAPS = 14;
  private static final Path SOURCES = Path.of("src/test/java");
  private static final Path GUIDE = Path.of("../docs/guide/reward-proof.md");
  private static final Pattern TAGGED =
      Pattern.compile("@Tag\\(\"trap-(\\d\\d)\"\\)\\s+(?:@[^\\n]+\\n\\s+)*void (\\w+)\\(");
  private static final Pattern ROW =
      Pattern.compile("^\\| (\\d\\d) \\|[^|]+\\|([^|]+)\\|$", Pattern.MULTILINE);

  @Test
  void shouldHaveATestForEachTrapAndNameItInTheGuide() throws IOException {
    Map<String, TreeSet<String>> tagged = tagged();

    assertThat(tagged.keySet())
        .containsExactlyElementsOf(
            IntStream.rangeClosed(1, TRAPS).mapToObj("%02d"::formatted).toList());
    assertThat(guide()).isEqualTo(tagged);
  }

  @Test
  void shouldCheckEveryLawOfTheBooksAfterEachTestOnADatabase() throws IOException {
    try (Stream<Path> files = Files.walk(SOURCES)) {
      List<Path> unchecked =
          files
              .filter(path -> path.toString().endsWith("IT.java"))
              .filter(TrapsTest::skips)
              .toList();
      assertThat(unchecked).as("without Api.assertBooksAreInOrder() in an @AfterEach").isEmpty();
    }
  }

  private static boolean skips(Path file) {
    try {
      String text = Files.readString(file);
      int after = text.indexOf("@AfterEach");
      return after < 0 || !text.substring(after).contains("Api.assertBooksAreInOrder()");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, TreeSet<String>> tagged() throws IOException {
    var tagged = new TreeMap<String, TreeSet<String>>();
    try (Stream<Path> files = Files.walk(SOURCES)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        Matcher tests = TAGGED.matcher(Files.readString(file));
        while (tests.find()) {
          String type = file.getFileName().toString().replace(".java", "");
          tagged
              .computeIfAbsent(tests.group(1), any -> new TreeSet<>())
              .add(type + "." + tests.group(2));
        }
      }
    }
    return tagged;
  }

  private static Map<String, TreeSet<String>> guide() throws IOException {
    var named = new TreeMap<String, TreeSet<String>>();
    Matcher rows = ROW.matcher(Files.readString(GUIDE));
    while (rows.find()) {
      named.put(
          rows.group(1),
          List.of(rows.group(2).strip().split(",\\s*")).stream()
              .map(name -> name.replace("`", ""))
              .collect(Collectors.toCollection(TreeSet::new)));
    }
    return named;
  }
}
