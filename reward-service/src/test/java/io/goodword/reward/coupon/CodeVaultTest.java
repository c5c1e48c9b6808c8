package io.goodword.reward.coupon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("RWD-05")
class CodeVaultTest {

  private static final String OLD = "an-old-secret-of-a-shop-0123456789";
  private static final String NEW = "a-new-secret-of-a-shop-0123456789ab";
  private static final String CODE = "ABCD-EFGH-JKMN-PQRS";

  private final UUID coupon = new UUID(1, 2);
  private final CodeVault vault = new CodeVault(List.of(OLD), true);

  @Test
  void shouldOpenWhatItSealedForTheSameRowOnly() {
    byte[] sealed = vault.sealCode(coupon, CODE);

    assertThat(vault.openCode(coupon, sealed)).isEqualTo(CODE);
    assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("ABCD");
    assertThat(vault.sealCode(coupon, CODE)).isNotEqualTo(sealed);
    assertThatThrownBy(() -> vault.openCode(new UUID(1, 3), sealed))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("cannot be opened");
    assertThatThrownBy(() -> vault.openSeed(coupon, sealed))
        .isInstanceOf(IllegalStateException.class);
    sealed[sealed.length - 1] ^= 1;
    assertThatThrownBy(() -> vault.openCode(coupon, sealed))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void shouldFindAndOpenOldCodesAfterTheSecretChanged() {
    byte[] sealed = vault.sealCode(coupon, CODE);
    var changed = new CodeVault(List.of(NEW, OLD), true);

    assertThat(changed.openCode(coupon, sealed)).isEqualTo(CODE);
    assertThat(changed.macs("ABCD")).contains(vault.mac("ABCD")).hasSize(2);
    assertThat(changed.mac("ABCD")).isNotEqualTo(vault.mac("ABCD")).hasSize(64);
    assertThatThrownBy(() -> new CodeVault(List.of(NEW), true).openCode(coupon, sealed))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void shouldCountPeopleWithoutKnowingThem() {
    assertThat(vault.subject("hint", "203.0.113.7"))
        .hasSize(64)
        .isEqualTo(vault.subject("hint", "203.0.113.7"))
        .isNotEqualTo(vault.subject("customer", "203.0.113.7"))
        .isNotEqualTo(vault.mac("203.0.113.7"));
  }

  @Test
  void shouldMakeSeedsThatDiffer() {
    byte[] one = vault.openSeed(coupon, vault.newSeed(coupon));
    byte[] other = vault.openSeed(coupon, vault.newSeed(coupon));

    assertThat(one).hasSize(32).isNotEqualTo(other);
  }

  @Test
  void shouldRefuseSecretsThatProtectNothing() {
    assertThatThrownBy(() -> new CodeVault(List.of(), false))
        .hasMessageContaining("goodword.coupon.secret");
    assertThatThrownBy(() -> new CodeVault(List.of(OLD, "short"), false))
        .hasMessageContaining("has 5 characters, at least 32");
    String demo = "demo-secret-that-everybody-knows-0123456789";
    assertThatThrownBy(() -> new CodeVault(List.of(OLD, demo), true))
        .hasMessageContaining("production needs its own");
    assertThat(new CodeVault(List.of(demo), false).mac("A")).hasSize(64);
  }
}
