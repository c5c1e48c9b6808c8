package io.goodword.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocalSettingsTest {

  private static final Path CHECKOUT = Path.of("/checkout");

  @ParameterizedTest
  @CsvSource({
    "REFERRAL, 8081", "REVIEW, 8082", "REWARD, 8083", "NOTIFICATION, 8084", "INBOX, 8090",
    "OIDC, 8180", "POSTGRES, 15432", "KAFKA, 19092", "KAFKA_CONTROLLER, 19093", "SMTP, 13025",
    "SMPP, 12775"
  })
  void shouldUseTheKnownPortWhenTheEnvironmentIsSilent(Part part, int port) {
    assertThat(LocalSettings.of(CHECKOUT, Map.of()).port(part)).isEqualTo(port);
  }

  @Test
  void shouldMoveAllPortsByTheOffsetAndOneByItsOwnVariable() {
    var settings =
        LocalSettings.of(
            CHECKOUT, Map.of("GOODWORD_PORT_OFFSET", "100", "GOODWORD_PORT_KAFKA", "9092"));

    assertThat(settings.port(Part.REFERRAL)).isEqualTo(8181);
    assertThat(settings.port(Part.KAFKA)).isEqualTo(9092);
    assertThat(settings.issuer()).isEqualTo("http://localhost:8280/goodword");
  }

  @Test
  void shouldUseServersOfOthersWhenNamed() {
    var settings =
        LocalSettings.of(
            CHECKOUT,
            Map.of(
                "GOODWORD_POSTGRES_URL", "jdbc:postgresql://db:5432/",
                "GOODWORD_POSTGRES_USER", "u",
                "GOODWORD_POSTGRES_PASSWORD", "p",
                "GOODWORD_KAFKA", "k:9092",
                "GOODWORD_OIDC", "https://id.example/realm"));

    assertThat(settings.database())
        .isEqualTo(new LocalSettings.ExternalPostgres("jdbc:postgresql://db:5432", "u", "p"));
    assertThat(settings.bootstrap()).isEqualTo("k:9092");
    assertThat(settings.issuer()).isEqualTo("https://id.example/realm");
  }

  @Test
  void shouldStartOnlyTheNamedServices() {
    assertThat(LocalSettings.of(CHECKOUT, Map.of("GOODWORD_SERVICES", "reward, review")).services())
        .isEqualTo(List.of(Part.REVIEW, Part.REWARD));
    assertThat(LocalSettings.of(CHECKOUT, Map.of("GOODWORD_SERVICES", "none")).services())
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "GOODWORD_PORT_SMTP, many, whole number",
    "GOODWORD_PORT_SMTP, 70000, between 1 and 65535",
    "GOODWORD_SERVICES, shop, GOODWORD_SERVICES names 'shop'",
    "GOODWORD_POSTGRES_URL, jdbc:postgresql://db/mine, without a database"
  })
  void shouldNameTheVariableAndTheRuleWhenAValueCannotBeUsed(
      String variable, String value, String rule) {
    var environment = new HashMap<>(Map.of(variable, value));

    assertThatThrownBy(() -> LocalSettings.of(CHECKOUT, environment))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining(variable)
        .hasMessageContaining(rule);
  }
}
