package io.goodword.architecture;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
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
  private static final List<String> DEMANDED = List.of("--no-fallback", "--link-at-build-time");
  private static final Pattern RUNNER = Pattern.compile("-jar\\s+(\\S+-runner\\.jar)");
  private static final Pattern KEPT = Pattern.compile("\"pattern\":\"((?:[^\"\\\\]|\\\\.)*)\"");
  private static final String BEANS = "META-INF/beans.xml";

  private NativeSources() {}

  /**
   * Checks the folders of services given as arguments, prints one line for each and ends with 1
   * when something is wrong.
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
    for (String argument : DEMANDED) {
      if (!arguments.contains(argument)) {
        found.add(argument + " is gone; a class that is missing must stop the build");
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

  /** What the service reads at run time is in its jar, and GraalVM is told to keep it. */
  private static void resources(Path resources, Path jar, List<String> found) throws IOException {
    List<String> own;
    try (Stream<Path> files = Files.walk(resources)) {
      own =
          files
              .filter(Files::isRegularFile)
              .map(file -> resources.relativize(file).toString().replace('\\', '/'))
              .filter(name -> !name.startsWith("application") && !name.equals(BEANS))
              .sorted()
              .toList();
    }
    try (JarFile content = new JarFile(jar.toFile())) {
      List<Pattern> kept = kept(content);
      for (String resource : own) {
        if (content.getEntry(resource) == null) {
          found.add(resource + " is not in " + jar.getFileName());
        } else if (kept.stream().noneMatch(pattern -> pattern.matcher(resource).matches())) {
          found.add(resource + " is not kept; name it in quarkus.native.resources.includes");
        }
      }
    }
  }

  private static List<Pattern> kept(JarFile content) throws IOException {
    JarEntry entry = content.getJarEntry("META-INF/native-image/resource-config.json");
    if (entry == null) {
      return List.of();
    }
    String config =
        new String(content.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
    return KEPT.matcher(config)
        .results()
        .map(result -> Pattern.compile(result.group(1).replace("\\\\", "\\")))
        .toList();
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
        String reflection = "META-INF/native-image/io.goodword/event-contracts/reflect-config.json";
        if (content.getEntry(reflection) == null) {
          found.add("the event-contracts jar has no reflect-config.json for its records");
        }
        if (content.stream().noneMatch(entry -> entry.getName().startsWith("schemas/"))) {
          found.add("the event-contracts jar has no schemas");
        }
      }
    }
  }
}
