package io.goodword.reward.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.oidc.AccessTokenCredential;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("RWD-01")
class VerifiedTokensTest {

  private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");

  private final Moved clock = new Moved();
  private final VerifiedTokens tokens = new VerifiedTokens(clock, Duration.ofMinutes(1));

  @Test
  void shouldKnowWhoseATokenIsForAMinute() {
    tokens.remember(verified("a.b.c", Map.of("exp", NOON.plusSeconds(3_600).getEpochSecond())));

    clock.now = NOON.plusSeconds(59);
    SecurityIdentity found = tokens.find("a.b.c").orElseThrow();
    assertThat(found.getPrincipal().getName()).isEqualTo("shop");
    assertThat(found.getRoles()).containsExactly("system");
    assertThat(found.<Object>getAttribute("routing")).isNull();
    clock.now = NOON.plusSeconds(60);
    assertThat(tokens.find("a.b.c")).isEmpty();
  }

  @Test
  void shouldForgetATokenWhenItEnds() {
    tokens.remember(verified("a.b.c", Map.of("exp", NOON.plusSeconds(10).getEpochSecond())));

    clock.now = NOON.plusSeconds(9);
    assertThat(tokens.find("a.b.c")).isPresent();
    clock.now = NOON.plusSeconds(10);
    assertThat(tokens.find("a.b.c")).isEmpty();
  }

  @Test
  void shouldNotKnowATokenThatDiffersInOneCharacter() {
    tokens.remember(verified("a.b.c", Map.of("exp", NOON.plusSeconds(3_600).getEpochSecond())));

    assertThat(tokens.find("a.b.d")).isEmpty();
    assertThat(tokens.find("a.b.c ")).isEmpty();
  }

  @Test
  void shouldNotStretchTheMinuteWhenATokenIsUsedAgain() {
    tokens.remember(verified("a.b.c", Map.of("exp", NOON.plusSeconds(3_600).getEpochSecond())));
    clock.now = NOON.plusSeconds(50);
    tokens.remember(tokens.find("a.b.c").orElseThrow());

    clock.now = NOON.plusSeconds(61);
    assertThat(tokens.find("a.b.c")).isEmpty();
  }

  @Test
  void shouldNotRememberWhatIsBoundToItsSenderOrHasNoEnd() {
    tokens.remember(
        verified(
            "bound",
            Map.of("exp", NOON.plusSeconds(3_600).getEpochSecond(), "cnf", Map.of("jkt", "x"))));
    tokens.remember(verified("endless", Map.of()));

    assertThat(tokens.find("bound")).isEmpty();
    assertThat(tokens.find("endless")).isEmpty();
  }

  @Test
  void shouldStayWithinItsBoundWhenManyTokensCome() {
    for (int i = 0; i < 10_001; i++) {
      tokens.remember(
          verified("token-" + i, Map.of("exp", NOON.plusSeconds(3_600).getEpochSecond())));
    }

    assertThat(tokens.find("token-0")).isEmpty();
    assertThat(tokens.find("token-10000")).isPresent();
  }

  static SecurityIdentity verified(String token, Map<String, Object> claims) {
    var all = new HashMap<>(claims);
    all.put("sub", "shop");
    return QuarkusSecurityIdentity.builder()
        .setPrincipal(new Claims(all))
        .addRole("system")
        .addCredential(new AccessTokenCredential(token))
        .addAttribute("routing", "of one request")
        .build();
  }

  /** A verified token. */
  private record Claims(Map<String, Object> claims) implements JsonWebToken {
    @Override
    public String getName() {
      return String.valueOf(claims.get("sub"));
    }

    @Override
    public Set<String> getClaimNames() {
      return claims.keySet();
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> @Nullable T getClaim(String name) {
      return (T) claims.get(name);
    }
  }

  /** A clock that is moved by hand. */
  private static final class Moved extends Clock {
    private Instant now = NOON;

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }
}
