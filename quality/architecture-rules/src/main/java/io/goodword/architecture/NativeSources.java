package io.goodword.architecture;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Checks what Quarkus hands to GraalVM for one service ({@code
 * -Dquarkus.native.sources-only=true}), so that "can be compiled to a native executable" is known
 * without GraalVM.
 */
public final class NativeSources {

  private static final List<String> FORBIDDEN =
      List.of(
          "--allow-incomplete-classpath",
          "--report-unsupported-elements-at-runtime",
          "-H:+ReportUnsupportedElementsAtRuntime",
          "-H:+AllowIncompleteClasspath",
          "--force-fallback",
          "--initialize-at-build-time=io.goodword",
          "-H:ReflectionConfigurationFiles");
  private static final Pattern RUNNER = Pattern.compile("-jar\\s+(\\S+-runner\\.jar)");
  private static final List<String> ALWAYS_NEEDED = List.of("templates/**", "db/**");

  private NativeSources() {}

  /**
   * Checks the folders of services given as arguments, prints one line for each and ends with 1 when
   * something is wrong.
   */
  public static void main(String[] services) throws IOException {
    boolean wrong = services.length == 0;
    for (String service : services) {
      List<String> violations = violations(Path.of(service));
      System.out.println(service + (violations.isEmpty() ? ": ready for native-image" : ":"));
      violations.forEach(violation -> System.out.println("  " + violation));
      wrong |= !violations.isEmpty();
    }
    if (wrong) {
      System.exit(1);
    }
  }

  /**
   * Checks one service.
   *
   * @param service folder of the service, built with {@code quarkus.native.sources-only}
   * @return one sentence for each thing that is wrong; empty when all is well
   */
  public static List<String> violations(Path service) throws IOException {
    Path sources = service.resolve("target/native-sources");
    Path argumentFile = sources.resolve("native-image.args");
    if (!Files.isRegularFile(argumentFile)) {
      return List.of(argumentFile + " is missing; build with -Dquarkus.native.sources-only=true");
    }
    List<String> found = new ArrayList<>();
    String arguments = Files.readString(argumentFile);
    for (String argument : FORBIDDEN) {
      if (arguments.contains(argument)) {
        found.add(argument + " hides at build time what fails at run time; fix its cause");
      }
    }
    Matcher runner = RUNNER.matcher(arguments);
    if (!runner.find()) {
      found.add("the arguments name no -runner.jar");
      return found;
    }
    Path jar = sources.resolve(runner.group(1));
    if (!Files.isRegularFile(jar)) {
      found.add(jar.getFileName() + " is missing");
      return found;
    }
    resources(service.resolve("src/main/resources"), jar, found);
    contracts(sources.resolve("lib"), found);
    return found;
  }

  /** What the service reads at run time is in its jar, and each pattern of its settings finds some. */
  private static void resources(Path resources, Path jar, List<String> found) throws IOException {
    Properties settings = new Properties();
    Path file = resources.resolve("application.properties");
    if (Files.exists(file)) {
      try (Reader reader = Files.newBufferedReader(file)) {
        settings.load(reader);
      }
    }
    String included = settings.getProperty("quarkus.native.resources.includes", "");
    List<String> patterns = Stream.of(included.split(",")).filter(text -> !text.isBlank()).toList();
    List<Path> own;
    try (Stream<Path> files = Files.walk(resources)) {
      own = files.filter(Files::isRegularFile).map(resources::relativize).toList();
    }
    try (JarFile content = new JarFile(jar.toFile())) {
      for (Path resource : own) {
        boolean needed =
            Stream.concat(patterns.stream(), ALWAYS_NEEDED.stream())
                .anyMatch(pattern -> glob(pattern).matches(resource));
        if (needed && content.getEntry(resource.toString().replace('\\', '/')) == null) {
          found.add(resource + " is not in " + jar.getFileName());
        }
        if (!needed && readAtRunTime(resource)) {
          found.add(
              resource
                  + " is not in the executable; name it in quarkus.native.resources.includes");
        }
      }
    }
  }

  private static boolean readAtRunTime(Path resource) {
    String path = resource.toString();
    return !path.startsWith("META-INF") && !path.startsWith("application");
  }

  private static void contracts(Path libraries, List<String> found) throws IOException {
    try (Stream<Path> files = Files.list(libraries)) {
      Path contracts =
          files
              .filter(file -> file.getFileName().toString().contains("event-contracts"))
              .findFirst()
              .orElse(null);
      if (contracts == null) {
        found.add("lib has no event-contracts jar");
        return;
      }
      try (JarFile content = new JarFile(contracts.toFile())) {
        String reflection =
            "META-INF/native-image/io.goodword/event-contracts/reflect-config.json";
        if (content.getEntry(reflection) == null) {
          found.add("the event-contracts jar has no reflect-config.json for its records");
        }
        if (content.stream().noneMatch(entry -> entry.getName().startsWith("schemas/"))) {
          found.add("the event-contracts jar has no schemas");
        }
      }
    }
  }

  private static PathMatcher glob(String pattern) {
    return FileSystems.getDefault().getPathMatcher("glob:" + pattern.strip());
  }
}
