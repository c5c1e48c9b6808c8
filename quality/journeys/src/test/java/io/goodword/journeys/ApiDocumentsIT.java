package io.goodword.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A change of an API is seen in the change that makes it: the committed OpenAPI documents are those
 * that the build wrote; {@code -Dregenerate=true} takes the new ones.
 */
class ApiDocumentsIT {

  private static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();

  @Tag("UX-03")
  @ParameterizedTest
  @ValueSource(
      strings = {"referral-service", "review-service", "reward-service", "notification-service"})
  void shouldHaveTheDocumentThatTheServiceServes(String service) throws IOException {
    Path built = ROOT.resolve(service).resolve("target/openapi/openapi.yaml");
    Path committed = ROOT.resolve("docs/api").resolve(service + ".yaml");
    assertThat(built).as("the document that 'mvn package' of %s writes", service).exists();
    if (Boolean.getBoolean("regenerate")) {
      Files.copy(built, committed, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }
    assertThat(Files.readString(committed))
        .as("docs/api/%s.yaml; take the new one with -Dregenerate=true", service)
        .isEqualTo(Files.readString(built));
  }
}
