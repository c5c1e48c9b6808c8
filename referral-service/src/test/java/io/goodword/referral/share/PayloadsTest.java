package io.goodword.referral.share;

import static org.assertj.core.api.Assertions.assertThat;

import io.goodword.kit.page.PageLanguage;
import io.goodword.referral.link.Channel;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("REF-03")
@Tag("GOV-03")
class PayloadsTest {

  @ParameterizedTest
  @EnumSource(Channel.class)
  void shouldDiscloseInTheSameLanguageOnEveryChannel(Channel channel) {
    for (PageLanguage language : PageLanguage.values()) {
      Payload payload = Payloads.of(channel, parts(language));
      assertThat(payload.text()).contains(parts(language).disclosure());
      assertThat(payload.disclosure()).isEqualTo(parts(language).disclosure());
      assertThat(payload.url()).isEqualTo("https://gw.example/r/K7MQ2XWD?via=" + channel.wire());
    }
  }

  @Test
  void shouldDiscloseInsideEveryShareDialogueThatTakesAText() {
    var without = new ArrayList<String>();
    for (Channel channel : Channel.values()) {
      Payload payload = Payloads.of(channel, parts(PageLanguage.ZH_CN));
      if (payload.href() != null
          && !URLDecoder.decode(payload.href(), StandardCharsets.UTF_8)
              .contains(payload.disclosure())) {
        without.add(payload.channel());
      }
    }
    // Facebook takes an address only; the preview of the landing page carries the disclosure
    assertThat(without).containsExactly("facebook");
  }

  @Test
  void shouldGiveAddressesThatAreWellFormed() {
    for (PageLanguage language : PageLanguage.values()) {
      for (Channel channel : Channel.values()) {
        String href = Payloads.of(channel, parts(language)).href();
        if (href != null) {
          assertThat(URI.create(href).toString()).doesNotContain("+");
        }
      }
    }
  }

  @Test
  void shouldGiveTheCodeWhereAPostShowsNoLinks() {
    for (Channel channel : List.of(Channel.XIAOHONGSHU, Channel.DOUYIN, Channel.INSTAGRAM)) {
      assertThat(Payloads.of(channel, parts(PageLanguage.ZH_CN)).text()).contains("K7MQ2XWD。");
    }
  }

  @Test
  void shouldSayExactlyThisOnLine() {
    Payload payload = Payloads.of(Channel.LINE, parts(PageLanguage.EN));
    assertThat(payload.text())
        .isEqualTo(
            "A friend treats you. I get a reward too if you join."
                + " https://gw.example/r/K7MQ2XWD?via=line");
    assertThat(payload.href())
        .isEqualTo(
            "https://line.me/R/share?text=A%20friend%20treats%20you.%20I%20get%20a%20reward%20too"
                + "%20if%20you%20join.%20https%3A%2F%2Fgw.example%2Fr%2FK7MQ2XWD%3Fvia%3Dline");
  }

  private static Payloads.Parts parts(PageLanguage language) {
    return new Payloads.Parts(
        language,
        "A friend treats you",
        "Register and get a voucher.",
        switch (language) {
          case ZH_CN -> "推荐成功后，我也会获得奖励。";
          case ZH_TW -> "推薦成功後，我也會獲得獎勵。";
          case EN -> "I get a reward too if you join.";
        },
        "https://gw.example/r/K7MQ2XWD",
        "K7MQ2XWD");
  }
}
