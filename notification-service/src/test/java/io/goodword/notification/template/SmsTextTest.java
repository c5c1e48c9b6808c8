package io.goodword.notification.template;

import static org.assertj.core.api.Assertions.assertThat;

import io.goodword.notification.template.SmsText.Encoding;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class SmsTextTest {

  @Test
  @Tag("NOT-03")
  void shouldCountSeptetsInTheDefaultAlphabet() {
    assertThat(SmsText.of("a".repeat(160)).segments()).hasSize(1);
    assertThat(SmsText.of("a".repeat(161)).segments()).hasSize(2);
    assertThat(SmsText.of("a".repeat(161)).segments().getFirst()).hasSize(152);
    // characters of the extension take two septets
    assertThat(SmsText.of("€".repeat(80)).segments()).hasSize(1);
    assertThat(SmsText.of("€".repeat(81)).segments()).hasSize(2);
  }

  @Test
  @Tag("NOT-03")
  void shouldCountSixteenBitUnitsInChinese() {
    assertThat(SmsText.of("您".repeat(70)))
        .isEqualTo(new SmsText(Encoding.UCS_2, java.util.List.of("您".repeat(70))));
    assertThat(SmsText.of("您".repeat(71)).segments()).hasSize(2);
    assertThat(SmsText.of("您".repeat(133)).segments()).hasSize(3);
  }

  @Test
  @Tag("NOT-03")
  void shouldNotCutACharacterOfTwoUnits() {
    SmsText text = SmsText.of("您".repeat(65) + "😀".repeat(10));
    assertThat(text.segments().getFirst()).isEqualTo("您".repeat(65));
    assertThat(text.segments().get(1)).startsWith("😀");
  }

  @Test
  @Tag("NOT-03")
  void shouldWriteOneOctetASeptet() {
    assertThat(SmsText.gsmOctets("@A€")).containsExactly(0, 0x41, 0x1b, 0x65);
  }

  @Property
  @net.jqwik.api.Tag("NOT-03")
  void shouldLoseNothingWhenTheTextIsCut(@ForAll String text) {
    assertThat(String.join("", SmsText.of(text).segments())).isEqualTo(text);
  }
}
