package io.goodword.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceRulesTest {

  @TempDir Path module;

  @Test
  void shouldRefuseWhenFileIsTooLong() throws IOException {
    write("src/main/java/io/goodword/reward/Long.java", "//\n".repeat(401));
    write("src/main/java/io/goodword/reward/Fits.java", "//\n".repeat(400));
    assertThat(SourceRules.violations(module))
        .containsExactly(
            "src/main/java/io/goodword/reward/Long.java has 401 lines, at most 400 are allowed; "
                + "fix: split it by what its parts are for");
  }

  @Test
  void shouldRefuseWhenKitGrowsBeyondItsBudget() throws IOException {
    for (int i = 0; i < 7; i++) {
      write("src/main/java/io/goodword/kit/Part" + i + ".java", "//\n".repeat(360));
    }
    assertThat(SourceRules.violations(module))
        .singleElement()
        .asString()
        .startsWith("service-kit has 2520 lines, its budget is 2500; fix: ");
  }

  @Test
  void shouldRefuseWhenSourceImportsAGenerator() throws IOException {
    write("src/main/java/io/goodword/reward/Grant.java", "import lombok" + ".Getter;\n");
    assertThat(SourceRules.violations(module))
        .singleElement()
        .asString()
        .startsWith("src/main/java/io/goodword/reward/Grant.java:1 imports Lombok")
        .contains("fix: ");
  }

  @Test
  void shouldRefuseWhenTestSleepsOrAnEndIsLoose() throws IOException {
    write("src/test/java/io/goodword/reward/GrantIT.java", "Thread." + "sleep(5);\n");
    write("src/main/java/io/goodword/reward/Grant.java", "\n// TO" + "DO later\n");
    assertThat(SourceRules.violations(module))
        .hasSize(2)
        .anySatisfy(line -> assertThat(line).contains("Grant.java:2 leaves a loose end; fix: "))
        .anySatisfy(line -> assertThat(line).contains("GrantIT.java:1 sleeps in a test; fix: "));
  }

  @Test
  void shouldFindNothingWhenModuleHasNoJava() {
    assertThat(SourceRules.violations(module)).isEmpty();
  }

  private void write(String path, String text) throws IOException {
    Path file = module.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
