package io.goodword.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Checks the module it runs in: surefire takes this class out of the jar (see {@code
 * dependenciesToScan} in the parent POM) and runs it in the folder of every module.
 */
class ArchitectureTest {

  private static final Path CLASSES = Path.of("target", "classes");

  @TestFactory
  Stream<DynamicTest> shouldObeyEachRule() {
    assertTrue(Files.isDirectory(CLASSES), () -> CLASSES.toAbsolutePath() + " is not compiled yet");
    JavaClasses classes = new ClassFileImporter().importPath(CLASSES);
    return ArchitectureRules.all().entrySet().stream()
        .map(rule -> DynamicTest.dynamicTest(rule.getKey(), () -> rule.getValue().check(classes)));
  }

  @Test
  void shouldKeepSourcesShortAndClean() {
    assertEquals(
        "", String.join(System.lineSeparator(), SourceRules.violations(Path.of(""))), "sources");
  }
}
