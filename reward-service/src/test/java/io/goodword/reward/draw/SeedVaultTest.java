package io.goodword.reward.draw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("RWD-09")
class SeedVaultTest {

  private static final String OLD = "the-old-secret-0123456789-0123456789";
  private static final String NEW = "the-new-secret-0123456789-0123456789";
  private static final UUID OTHER = new UUID(1, 2);

  private final SeedVault vault = new SeedVault(List.of(OLD));

  @Test
  void shouldOpenWhatItSealedAndNeverSealTwiceAlike() {
    byte[] seed = vault.seed();
    byte[] sealed = vault.seal(Drafts.ID, seed);

    assertThat(vault.open(Drafts.ID, sealed)).isEqualTo(seed);
    assertThat(vault.seal(Drafts.ID, seed)).isNotEqualTo(sealed);
    assertThat(new String(sealed, StandardCharsets.ISO_8859_1))
        .doesNotContain(new String(seed, StandardCharsets.ISO_8859_1));
    assertThat(sealed).hasSize(12 + 32 + 16);
  }

  @Test
  void shouldNotOpenForAnotherDrawOrWhenAByteIsChanged() {
    byte[] sealed = vault.seal(Drafts.ID, vault.seed());

    assertThatThrownBy(() -> vault.open(OTHER, sealed))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("goodword.draw.secret");
    for (int i = 0; i < sealed.length; i++) {
      byte[] changed = sealed.clone();
      changed[i] ^= 1;
      assertThatThrownBy(() -> vault.open(Drafts.ID, changed))
          .isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void shouldStillOpenWhenTheSecretWasChanged() {
    byte[] seed = vault.seed();
    byte[] sealed = vault.seal(Drafts.ID, seed);
    var rotated = new SeedVault(List.of(NEW, OLD));

    assertThat(rotated.open(Drafts.ID, sealed)).isEqualTo(seed);
    byte[] anew = rotated.seal(Drafts.ID, seed);
    assertThat(new SeedVault(List.of(NEW)).open(Drafts.ID, anew)).isEqualTo(seed);
    assertThatThrownBy(() -> new SeedVault(List.of(NEW)).open(Drafts.ID, sealed))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void shouldRefuseASecretThatCanBeGuessed() {
    assertThatThrownBy(() -> new SeedVault(List.of(OLD, "x".repeat(31))))
        .hasMessage("goodword.draw.secret has 31 characters, at least 32 are needed");
    assertThat(new SeedVault(List.of("x".repeat(32))).seed()).hasSize(32);
  }

  @Test
  void shouldMakeNoSeedOrSaltTwice() {
    var made = new HashSet<String>();
    for (int i = 0; i < 1_000; i++) {
      assertThat(made.add(Sha256.hex(vault.seed()))).isTrue();
      String salt = vault.salt();
      assertThat(salt).matches("[0-9a-f]{32}");
      assertThat(made.add(salt)).isTrue();
    }
  }
}
