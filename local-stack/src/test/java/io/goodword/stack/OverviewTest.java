package io.goodword.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OverviewTest {

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  @Test
  void shouldPrintCommandsThatGetATokenAndNothingElse() throws Exception {
    int port = Ports.free();
    var settings = LocalSettings.of(folder, Map.of("GOODWORD_PORT_OIDC", Integer.toString(port)));
    List<String> commands =
        Overview.of(settings, false)
            .lines()
            .map(String::strip)
            .filter(line -> line.startsWith("curl "))
            .toList();

    try (var _ = Issuer.start(port)) {
      assertThat(commands).hasSize(2);
      assertThat(subject(commands.get(0))).isEqualTo("mei");
      assertThat(subject(commands.get(1))).isEqualTo("shop");
    }
  }

  @Test
  void shouldShowOnlyTheAddressesOfServersThatBelongToTheReader() {
    var settings =
        LocalSettings.of(
            folder,
            Map.of(
                "GOODWORD_KAFKA", "k:9092",
                "GOODWORD_OIDC", "https://id.example/realm",
                "GOODWORD_POSTGRES_URL", "jdbc:postgresql://db:5432",
                "GOODWORD_POSTGRES_PASSWORD", "do-not-print"));

    assertThat(Overview.of(settings, false))
        .contains("k:9092", "https://id.example/realm", "postgresql://db:5432")
        .doesNotContain("do-not-print", "Logins", "curl");
  }

  private String subject(String command) throws Exception {
    Path token = Files.createTempFile(folder, "token", ".txt");
    Process shell =
        new ProcessBuilder("sh", "-c", command)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .redirectOutput(token.toFile())
            .start();
    assertThat(shell.waitFor()).isZero();
    return SignedJWT.parse(Files.readString(token).strip()).getJWTClaimsSet().getSubject();
  }
}
