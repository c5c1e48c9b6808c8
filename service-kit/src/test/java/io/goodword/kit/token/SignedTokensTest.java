package io.goodword.kit.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class SignedTokensTest {

  private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");
  private static final String OLD = "an-old-secret-of-at-least-32-characters";
  private static final String NEW = "a-new-secret-of-at-least-32-characters!";

  private final SignedTokens tokens = at(NOW, NEW, OLD);

  private static SignedTokens at(Instant instant, String... secrets) {
    return new SignedTokens(List.of(secrets), Clock.fixed(instant, ZoneOffset.UTC));
  }

  @Property(tries = 200)
  void shouldReturnTheClaimsItSigned(
      @ForAll @Size(max = 5)
          Map<
                  @AlphaChars @StringLength(max = 20) String,
                  @AlphaChars @StringLength(max = 50) String>
              claims) {
    String token = tokens.sign("review", claims, NOW.plusSeconds(60));
    assertThat(tokens.verify("review", token)).isEqualTo(claims);
  }

  @Property(tries = 200)
  void shouldRefuseAnyChangedCharacter(@ForAll @IntRange(max = 200) int position) {
    String token = tokens.sign("review", Map.of("request", "r-1"), NOW.plusSeconds(60));
    int at = position % (token.length() - 1);
    char changed = token.charAt(at) == 'A' ? 'B' : 'A';
    String forged = token.substring(0, at) + changed + token.substring(at + 1);
    assertThatThrownBy(() -> tokens.verify("review", forged)).isInstanceOf(TokenRefused.class);
  }

  @Test
  void shouldRefuseATokenAtItsExpiry() {
    String token = tokens.sign("review", Map.of(), NOW.plus(Duration.ofSeconds(10)));
    assertThat(at(NOW.plusSeconds(9), NEW).verify("review", token)).isEmpty();
    assertThatThrownBy(() -> at(NOW.plusSeconds(10), NEW).verify("review", token))
        .isInstanceOfSatisfying(
            TokenRefused.class,
            refused -> assertThat(refused.reason()).isEqualTo(TokenRefused.Reason.EXPIRED));
  }

  @Test
  void shouldRefuseATokenOfAnotherPurpose() {
    String token = tokens.sign("review", Map.of(), NOW.plusSeconds(10));
    assertThatThrownBy(() -> tokens.verify("unsubscribe", token))
        .isInstanceOfSatisfying(
            TokenRefused.class,
            refused -> assertThat(refused.reason()).isEqualTo(TokenRefused.Reason.OTHER_PURPOSE));
  }

  @Test
  void shouldStillKnowTokensOfTheSecretBefore() {
    String token = at(NOW, OLD).sign("review", Map.of("a", "b"), NOW.plusSeconds(10));
    assertThat(tokens.verify("review", token)).containsEntry("a", "b");
    assertThatThrownBy(() -> at(NOW, NEW).verify("review", token)).isInstanceOf(TokenRefused.class);
  }

  @Test
  void shouldRefuseToSignWhatItWouldNotVerify() {
    assertThatThrownBy(() -> tokens.sign("review", Map.of("a", "x".repeat(2_000)), NOW))
        .hasMessageContaining("at most 2,000");
  }

  @Test
  void shouldRefuseAShortSecret() {
    assertThatThrownBy(() -> at(NOW, "short")).hasMessageContaining("at least 32");
  }
}
