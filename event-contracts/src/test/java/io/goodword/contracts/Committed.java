package io.goodword.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Files that are generated and committed. A test compares; {@code mvn -pl event-contracts test
 * -Dregenerate=true} writes them anew.
 */
final class Committed {

  static final Path RESOURCES = Path.of("src", "main", "resources");
  static final Path RELEASED = Path.of("src", "test", "resources", "released", "v1");
  static final Path DOCUMENTS = Path.of("..", "docs", "events");

  private Committed() {}

  /** Fails when the committed file differs from what is generated today. */
  static void mustEqual(Path file, String generated) {
    if (Boolean.getBoolean("regenerate")) {
      write(file, generated);
    }
    assertThat(Files.exists(file) ? read(file) : "")
        .as("%s is out of date; run mvn -pl event-contracts test -Dregenerate=true", file)
        .isEqualTo(generated);
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void write(Path file, String text) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
