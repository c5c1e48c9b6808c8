package io.goodword.containers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every Containerfile of the services obeys our rules; each rule finds its planted violation. */
class ContainerfilesTest {

  private static final Path ROOT = Path.of("..", "..");
  private static final int PORT = 8081;
  private static final String GOOD =
      """
      # comment
      ARG RUNTIME=registry.example/java:1.2
      FROM ${RUNTIME} AS building
      USER 0
      RUN one \\
          two
      FROM ${RUNTIME}
      COPY --from=building /app/ ./
      USER 1001
      EXPOSE 8081
      ENTRYPOINT ["java", "-jar", "app.jar"]
      """;

  static Stream<Path> files() {
    return Stream.of("referral", "review", "reward", "notification")
        .flatMap(
            name -> Stream.of("jvm", "native").map(kind -> name + "-service/Containerfile." + kind))
        .map(ROOT::resolve);
  }

  @ParameterizedTest
  @MethodSource("files")
  void shouldObeyOurRulesWhenServiceIsPacked(Path file) throws IOException {
    Properties settings = new Properties();
    try (Reader reader =
        Files.newBufferedReader(file.resolveSibling("src/main/resources/application.properties"))) {
      settings.load(reader);
    }
    int port = Integer.parseInt(settings.getProperty("quarkus.http.port"));
    assertThat(Containerfile.read(Files.readString(file)).violations(port)).isEmpty();
  }

  @Test
  void shouldFindNothingWhenFileIsGood() {
    assertThat(Containerfile.read(GOOD).violations(PORT)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "java:1.2 | java:latest | FROM registry.example/java:latest is not pinned",
        "java:1.2 | java | FROM registry.example/java is not pinned",
        "USER 1001 | USER 0 | the final USER is '0', it must be a number and not root",
        "USER 1001 | USER app | the final USER is 'app', it must be a number and not root",
        "EXPOSE 8081 | EXPOSE 8080 | EXPOSE is '8080', the service listens on 8081",
        "COPY --from=building /app/ ./ | ADD https://x.example/a.jar . | may fetch from anywhere",
        "COPY --from=building /app/ ./ | COPY ../ . | takes more than what was built",
        "USER 0 | ENV DB_PASSWORD=x | keeps a secret in the image",
        "ENTRYPOINT [\"java\", \"-jar\", \"app.jar\"] | ENTRYPOINT java -jar app.jar | in a shell",
        "FROM ${RUNTIME} AS building | LABEL a=b | there is one stage only"
      })
  void shouldFindViolationWhenPlanted(String from, String to, String finding) {
    assertThat(GOOD).contains(from);
    assertThat(Containerfile.read(GOOD.replace(from, to)).violations(PORT))
        .anySatisfy(sentence -> assertThat(sentence).contains(finding));
  }
}
