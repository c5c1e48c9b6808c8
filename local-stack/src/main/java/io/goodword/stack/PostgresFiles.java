package io.goodword.stack;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** The PostgreSQL programs, unpacked once per user from the jar of this platform. */
final class PostgresFiles {

  /** Part of the folder name, so that another version is unpacked beside the old one. */
  private static final String VERSION = "18.6.0";

  private PostgresFiles() {}

  /**
   * The folder that holds {@code bin}, {@code lib} and {@code share}; unpacks it when it is not
   * there yet.
   */
  static Path unpacked() throws IOException {
    Path home = cache().resolve("postgresql-" + VERSION);
    Path complete = home.resolve(".complete");
    if (Files.exists(complete)) {
      return home;
    }
    Files.createDirectories(home.getParent());
    // two test JVMs may start on a fresh machine at the same moment
    try (var channel =
            FileChannel.open(
                home.resolveSibling(home.getFileName() + ".lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        var ignored = channel.lock()) {
      if (!Files.exists(complete)) {
        unpack(home);
        Files.createFile(complete);
      }
    }
    return home;
  }

  /**
   * The command that runs one of the programs. PostgreSQL refuses to run as root; in a container
   * that has no other user, a user namespace in which we are nobody is enough for it.
   */
  static List<String> command(Path home, String program, String... arguments) {
    var command = new ArrayList<String>();
    if ("root".equals(System.getProperty("user.name"))) {
      command.addAll(List.of("unshare", "--user"));
    }
    command.add(home.resolve("bin").resolve(program).toString());
    command.addAll(List.of(arguments));
    return command;
  }

  private static Path cache() {
    String xdg = System.getenv("XDG_CACHE_HOME");
    Path base =
        xdg == null || xdg.isBlank()
            ? Path.of(System.getProperty("user.home"), ".cache")
            : Path.of(xdg);
    return base.resolve("goodword");
  }

  private static String archive() {
    String arch = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
    boolean arm = arch.contains("aarch64") || arch.contains("arm64");
    boolean mac = System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("mac");
    return "/postgres-%s-%s.txz".formatted(mac ? "darwin" : "linux", arm ? "arm_64" : "x86_64");
  }

  private static void unpack(Path home) throws IOException {
    try (InputStream packed = PostgresFiles.class.getResourceAsStream(archive())) {
      if (packed == null) {
        throw new IOException(
            "No PostgreSQL programs for this platform (%s) on the class path; set GOODWORD_POSTGRES_URL to a server"
                .formatted(archive()));
      }
      try (var tar =
          new TarArchiveInputStream(new XZCompressorInputStream(new BufferedInputStream(packed)))) {
        for (TarArchiveEntry entry = tar.getNextEntry();
            entry != null;
            entry = tar.getNextEntry()) {
          place(home, entry, tar);
        }
      }
    }
  }

  private static void place(Path home, TarArchiveEntry entry, InputStream content)
      throws IOException {
    Path target = home.resolve(entry.getName()).normalize();
    if (!target.startsWith(home)) {
      throw new IOException("Archive entry outside its folder: " + entry.getName());
    }
    if (entry.isDirectory()) {
      Files.createDirectories(target);
      return;
    }
    Files.createDirectories(target.getParent());
    if (entry.isSymbolicLink()) {
      Files.deleteIfExists(target);
      Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
      return;
    }
    Files.copy(content, target, StandardCopyOption.REPLACE_EXISTING);
    if ((entry.getMode() & 0100) != 0) {
      Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }
}
