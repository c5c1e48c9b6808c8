package io.goodword.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Keeps the table of proven promises in the README true; {@code -Dregenerate=true} writes it anew.
 */
class PromisesTest {

  private static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();
  private static final Pattern TAG = Pattern.compile("@Tag\\(\"([A-Z]{2,3}-\\d{2})\"\\)");
  private static final String BEGIN = "<!-- promises: generated from the tags of the tests -->\n";
  private static final String END = "<!-- promises: end -->";

  @Test
  void shouldListInTheReadmeWhatTheTestsProve() throws IOException {
    Path readme = ROOT.resolve("README.md");
    String text = Files.readString(readme);
    int begin = text.indexOf(BEGIN) + BEGIN.length();
    int end = text.indexOf(END);
    assertThat(begin).as("README.md has the two marks around the table").isLessThanOrEqualTo(end);
    String table = table();
    if (Boolean.getBoolean("regenerate")) {
      Files.writeString(readme, text.substring(0, begin) + table + text.substring(end));
      return;
    }
    assertThat(text.substring(begin, end))
        .as("the table in README.md; write it anew with -Dregenerate=true")
        .isEqualTo(table);
  }

  private static String table() throws IOException {
    var words = new Properties();
    try (Reader reader = Files.newBufferedReader(ROOT.resolve("docs/promises.properties"))) {
      words.load(reader);
    }
    var table = new StringBuilder("| ID | promise | proven by |\n| --- | --- | --- |\n");
    proofs()
        .forEach(
            (id, tests) -> {
              assertThat(words.getProperty(id)).as("the words for " + id).isNotNull();
              table.append(
                  "| %s | %s | %s |\n"
                      .formatted(id, words.getProperty(id), String.join(", ", tests)));
            });
    return table.toString();
  }

  private static Map<String, TreeSet<String>> proofs() throws IOException {
    var proofs = new TreeMap<String, TreeSet<String>>();
    try (Stream<Path> files = Files.walk(ROOT)) {
      for (Path file :
          files
              .filter(path -> path.toString().contains("/src/test/java/"))
              .filter(path -> path.toString().endsWith(".java"))
              .filter(path -> !path.endsWith("PromisesTest.java"))
              .toList()) {
        Matcher tags = TAG.matcher(Files.readString(file));
        while (tags.find()) {
          String name = file.getFileName().toString().replace(".java", "");
          proofs.computeIfAbsent(tags.group(1), id -> new TreeSet<>()).add(name);
        }
      }
    }
    return proofs;
  }
}
