package io.goodword.notification.sms;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class PartsTest {

  @Test
  @Tag("NOT-02")
  void shouldHaveNoHeaderWhenOnePartIsEnough() {
    Parts parts = Parts.of("您好", 7);
    assertThat(parts.headed()).isFalse();
    assertThat(parts.octets()).containsExactly("您好".getBytes(StandardCharsets.UTF_16BE));
  }

  @Test
  @Tag("NOT-02")
  void shouldBeginEachPartWithReferenceTotalAndNumber() {
    Parts parts = Parts.of("您".repeat(100), 0x1234ABCD);
    assertThat(parts.octets()).hasSize(2);
    assertThat(parts.octets().get(0)).startsWith(6, 8, 4, 0xAB, 0xCD, 2, 1).hasSize(139);
    assertThat(parts.octets().get(1)).startsWith(6, 8, 4, 0xAB, 0xCD, 2, 2).hasSize(75);
  }
}
