package io.goodword.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * No module is left out: it has this jar as test dependency, from which surefire takes the rules.
 */
class EveryModuleRunsTheRulesTest {

  private static final Path ROOT = Path.of("..", "..");

  static Stream<String> modules() throws IOException {
    return Pattern.compile("<module>([^<]+)</module>")
        .matcher(Files.readString(ROOT.resolve("pom.xml")))
        .results()
        .map(result -> result.group(1))
        .filter(module -> !module.startsWith("quality/"));
  }

  @ParameterizedTest
  @MethodSource("modules")
  void shouldDependOnArchitectureRulesWhenModuleShips(String module) throws IOException {
    assertThat(Files.readString(ROOT.resolve(module).resolve("pom.xml")))
        .contains("<artifactId>architecture-rules</artifactId>");
  }

  @ParameterizedTest
  @MethodSource("modules")
  void shouldBeScannedBySurefireWhenModuleIsTested(String module) throws IOException {
    assertThat(Files.readString(ROOT.resolve("pom.xml")))
        .as("for %s", module)
        .contains("<dependency>io.goodword:architecture-rules</dependency>");
  }
}
