package io.goodword.stack;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The end of a log file, which is where the reason for a death stands. */
final class LastLines {

  private static final int WINDOW = 16 * 1024;

  private LastLines() {}

  /** The last lines of the file, or a sentence when it cannot be read. */
  static String of(Path file, int lines) {
    try (var reader = new RandomAccessFile(file.toFile(), "r")) {
      long start = Math.max(0, reader.length() - WINDOW);
      reader.seek(start);
      byte[] end = new byte[(int) (reader.length() - start)];
      reader.readFully(end);
      var all = new String(end, StandardCharsets.UTF_8).lines().toList();
      return String.join("\n", all.subList(Math.max(0, all.size() - lines), all.size()));
    } catch (IOException e) {
      return "(no log: " + e.getMessage() + ")";
    }
  }
}
