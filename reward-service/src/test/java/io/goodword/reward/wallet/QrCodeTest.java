package io.goodword.reward.wallet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("RWD-05")
class QrCodeTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"A", "SPRING-7K3M-QW9D-XB42", "PABCDEFGHIJKLMNO-2345-6789-ABCD-EFGH-JKMN"})
  void shouldBeReadByACamera(String code) {
    QrCode qr = QrCode.of(code);
    assertThat(Camera.read(qr.side(), qr.path())).isEqualTo(code);
  }

  @Test
  void shouldLeaveALightBorderAndStayShort() {
    QrCode qr = QrCode.of("SPRING-7K3M-QW9D-XB42");
    assertThat(qr.side()).isEqualTo(33);
    assertThat(qr.path())
        .matches("(M\\d+ \\d+\\.5h\\d+)+")
        .startsWith("M4 4.5h7")
        .hasSizeLessThan(2_000);
  }

  @Test
  void shouldRefuseWhatNoCodeCanHold() {
    assertThatIllegalArgumentException().isThrownBy(() -> QrCode.of("A".repeat(5_000)));
  }
}
