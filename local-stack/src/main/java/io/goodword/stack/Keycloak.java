package io.goodword.stack;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * A real Keycloak with the same people, instead of the light issuer. What differs: names that
 * merely begin with {@code customer-} are not there, and the first start takes a minute.
 */
final class Keycloak {

  private static final String NAME = "keycloak";
  private static final String REALM_PATH = "/realms/goodword";

  private final LocalSettings settings;
  private final Progress progress;

  Keycloak(LocalSettings settings, Progress progress) {
    this.settings = settings;
    this.progress = progress;
  }

  /** The same settings with Keycloak's realm as issuer. */
  static LocalSettings asIssuer(LocalSettings settings) {
    if (settings.oidc().isPresent()) {
      throw new Refusal("GOODWORD_OIDC and --keycloak exclude each other.");
    }
    return settings.withIssuer(settings.url(Part.OIDC) + REALM_PATH);
  }

  Child.Plan plan() throws IOException {
    Path folder = unpacked();
    Path script = folder.resolve("bin/kc.sh");
    Path realms = Files.createDirectories(folder.resolve("data/import"));
    Files.write(realms.resolve("goodword-realm.json"), KeycloakRealm.json());
    build(folder, script);
    var http = HttpClient.newHttpClient();
    String discovery = settings.issuer() + "/.well-known/openid-configuration";
    return new Child.Plan(
        NAME,
        List.of(
            script.toString(),
            "start",
            "--optimized",
            "--import-realm",
            "--http-enabled=true",
            "--http-host=localhost",
            "--http-port=" + settings.port(Part.OIDC),
            "--hostname=" + settings.url(Part.OIDC)),
        environment(),
        settings.home(),
        settings.log(NAME),
        () -> Ports.answers(settings.port(Part.OIDC)) && ServicePlans.answers(http, discovery));
  }

  private static Map<String, String> environment() {
    return Map.of(
        "JAVA_HOME",
        System.getProperty("java.home"),
        "KC_BOOTSTRAP_ADMIN_USERNAME",
        "admin",
        "KC_BOOTSTRAP_ADMIN_PASSWORD",
        "admin");
  }

  /** Forgets what Keycloak stored; the unpacked distribution stays. */
  static void wipe(LocalSettings settings) throws IOException {
    Path home = settings.home().resolve(NAME);
    if (Files.exists(home)) {
      try (Stream<Path> versions = Files.list(home)) {
        for (Path version : versions.toList()) {
          Folders.delete(version.resolve("data"));
        }
      }
    }
  }

  /** The distribution; the script {@code goodword} has put the archive there with Maven. */
  private Path unpacked() throws IOException {
    Path home = settings.home().resolve(NAME);
    Optional<Path> archive = Optional.empty();
    if (Files.exists(home)) {
      try (Stream<Path> files = Files.list(home)) {
        archive = files.filter(file -> file.toString().endsWith(".zip")).sorted().findFirst();
      }
    }
    Path zip =
        archive.orElseThrow(
            () ->
                new Refusal(
                    "No Keycloak archive in %s; ./goodword up --keycloak fetches it."
                        .formatted(home)));
    Path folder = home.resolve(zip.getFileName().toString().replace(".zip", ""));
    if (!Files.exists(folder.resolve(".complete"))) {
      progress.say("unpacking Keycloak");
      unzip(zip, folder);
      Files.createFile(folder.resolve(".complete"));
    }
    return folder;
  }

  private static void unzip(Path zip, Path folder) throws IOException {
    try (var entries = new ZipInputStream(new BufferedInputStream(Files.newInputStream(zip)))) {
      for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
        String inside = entry.getName().replaceFirst("^[^/]*/", "");
        Path target = folder.resolve(inside).normalize();
        if (!target.startsWith(folder)) {
          throw new IOException("Archive entry outside its folder: " + entry.getName());
        }
        if (entry.isDirectory()) {
          Files.createDirectories(target);
          continue;
        }
        Files.createDirectories(target.resolve("..").normalize());
        Files.copy(entries, target, StandardCopyOption.REPLACE_EXISTING);
        if (inside.endsWith(".sh")) {
          Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
      }
    }
  }

  /** Keycloak wires itself once; later starts with {@code --optimized} skip that. */
  private void build(Path folder, Path script) throws IOException {
    Path done = folder.resolve(".built");
    if (Files.exists(done)) {
      return;
    }
    progress.say("building Keycloak, once");
    Path log = settings.log(NAME);
    var builder =
        new ProcessBuilder(script.toString(), "build", "--db=dev-file", "--cache=local")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().putAll(environment());
    try {
      if (builder.start().waitFor() != 0) {
        throw new Refusal("Keycloak could not be built:\n" + LastLines.of(log, 15));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Refusal("Interrupted while Keycloak was built.");
    }
    Files.createFile(done);
  }
}
