package io.goodword.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NativeSourcesTest {

  private static final String ARGUMENTS = "--no-fallback --link-at-build-time %s -jar %s";

  private static final String KEPT =
      """
      {"resources":{"excludes":[],"includes":[{"pattern":"\\\\Qtemplates/landing.html\\\\E"},
      {"pattern":"\\\\Qtexts/\\\\E[^/]*\\\\Q.properties\\\\E"}]}}
      """;

  @TempDir Path service;

  @BeforeEach
  void buildAGoodService() throws IOException {
    write("src/main/resources/application.properties", "a=b\n");
    write("src/main/resources/texts/en.properties", "a=b\n");
    write("src/main/resources/templates/landing.html", "<p>");
    arguments("", "reward-runner.jar");
    jar("reward-runner.jar", "texts/en.properties", "templates/landing.html");
    jar(
        "lib/io.goodword.event-contracts-1.jar",
        "schemas/a.json",
        "META-INF/native-image/io.goodword/event-contracts/reflect-config.json");
  }

  @Test
  void shouldFindNothingWhenAllIsThere() throws IOException {
    assertThat(NativeSources.violations(service)).isEmpty();
  }

  @Test
  void shouldSayWhatToDoWhenNothingWasBuilt() throws IOException {
    Files.delete(service.resolve("target/native-sources/native-image.args"));
    assertThat(violation()).endsWith("build with -Dquarkus.native.sources-only=true");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--allow-incomplete-classpath",
        "-H:+ReportUnsupportedElementsAtRuntime",
        "--report-unsupported-elements-at-runtime"
      })
  void shouldRefuseWhenArgumentHidesErrors(String argument) throws IOException {
    arguments(argument, "reward-runner.jar");
    assertThat(violation()).startsWith(argument + " hides");
  }

  @Test
  void shouldRefuseWhenMissingClassesWouldPass() throws IOException {
    write("target/native-sources/native-image.args", "--no-fallback -jar reward-runner.jar");
    assertThat(violation()).startsWith("--link-at-build-time is gone");
  }

  @Test
  void shouldRefuseWhenRunnerIsMissing() throws IOException {
    arguments("", "other-runner.jar");
    assertThat(violation()).isEqualTo("other-runner.jar is missing");
  }

  @Test
  void shouldRefuseWhenTemplateIsNotInTheJar() throws IOException {
    jar("reward-runner.jar", "texts/en.properties");
    assertThat(violation()).isEqualTo("templates/landing.html is not in reward-runner.jar");
  }

  @Test
  void shouldRefuseWhenWordListIsNotNamed() throws IOException {
    write("src/main/resources/moderation/words.txt", "word\n");
    jar(
        "reward-runner.jar",
        "texts/en.properties",
        "templates/landing.html",
        "moderation/words.txt");
    assertThat(violation())
        .isEqualTo(
            "moderation/words.txt is not kept; name it in quarkus.native.resources.includes");
  }

  @Test
  void shouldRefuseWhenContractsHaveNoReflection() throws IOException {
    jar("lib/io.goodword.event-contracts-1.jar", "schemas/a.json");
    assertThat(violation()).contains("no reflect-config.json");
  }

  private String violation() throws IOException {
    List<String> violations = NativeSources.violations(service);
    assertThat(violations).hasSize(1);
    return violations.getFirst();
  }

  private void arguments(String more, String runner) throws IOException {
    write("target/native-sources/native-image.args", ARGUMENTS.formatted(more, runner));
  }

  private void write(String path, String text) throws IOException {
    Path file = service.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private void jar(String name, String... entries) throws IOException {
    Path file = service.resolve("target/native-sources").resolve(name);
    Files.createDirectories(file.getParent());
    try (OutputStream out = Files.newOutputStream(file);
        JarOutputStream jar = new JarOutputStream(out)) {
      for (String entry : entries) {
        jar.putNextEntry(new JarEntry(entry));
        jar.closeEntry();
      }
      jar.putNextEntry(new JarEntry("META-INF/native-image/resource-config.json"));
      jar.write(KEPT.getBytes(StandardCharsets.UTF_8));
      jar.closeEntry();
    }
  }
}
