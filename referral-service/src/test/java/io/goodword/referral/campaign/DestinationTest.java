package io.goodword.referral.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("REF-05")
class DestinationTest {

  private static final List<String> ALLOWED =
      List.of("shop.example", "bücher.example", "localhost");

  /** Forms from the OWASP cheat sheet, Keycloak's redirect tests and browser quirks. */
  static List<String> hostile() {
    return List.of(
        "",
        " ",
        "/",
        "//shop.example/welcome",
        "///shop.example",
        "shop.example/welcome",
        "welcome",
        "?gw=1",
        "#shop.example",
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)//shop.example",
        "java\tscript:alert(1)",
        "javascript://shop.example/%0aalert(1)",
        "data:text/html,<script>alert(1)</script>",
        "data://shop.example/,x",
        "vbscript:msgbox(1)",
        "file://shop.example/etc/passwd",
        "ftp://shop.example/",
        "ws://shop.example/",
        "blob:https://shop.example/1",
        "view-source:https://shop.example/",
        "intent://shop.example#Intent;end",
        "weixin://shop.example",
        "http://shop.example/welcome",
        "https:shop.example",
        "https:/shop.example",
        "https:///shop.example",
        "https:////shop.example",
        "https:\\\\shop.example",
        "https:/\\shop.example",
        "\\\\shop.example",
        "https://",
        "https://?",
        "https:// shop.example",
        " https://shop.example",
        "https://shop.example ",
        "https://shop.example\n.evil.example",
        "https://shop.example\r\nSet-Cookie:a=b",
        "https://shop.example\t/",
        "https://shop.example\u0000.evil.example",
        "https://evil.example",
        "https://evil.example/shop.example",
        "https://evil.example?shop.example",
        "https://evil.example?x=https://shop.example",
        "https://evil.example#shop.example",
        "https://evil.example\\shop.example",
        "https://evil.example\\@shop.example",
        "https://evil.example/@shop.example",
        "https://shop.example.evil.example",
        "https://shop.example-evil.example",
        "https://evilshop.example",
        "https://evil.example:443/shop.example",
        "https://shop.example@evil.example",
        "https://shop.example:443@evil.example",
        "https://user@shop.example",
        "https://user:secret@shop.example",
        "https://@shop.example",
        "https://a@b@shop.example",
        "https://shop.example%40evil.example",
        "https://evil.example%2f@shop.example",
        "https://shop.example%2eevil.example",
        "https://shop%2eexample",
        "https://shop.example%00.evil.example",
        "https://shop.example%09",
        "https://shop.example\\.evil.example",
        "https://shop.example;evil.example",
        "https://shop.example,evil.example",
        "https://shop.example&evil.example",
        "https://shop.example'evil.example",
        "https://shop.example..",
        "https://shop..example",
        "https://.shop.example",
        "https://shop.example.",
        "https://-shop.example",
        "https://shop.example:",
        "https://shop.example:0/",
        "https://shop.example:65536/",
        "https://shop.example:99999999999/",
        "https://shop.example:80:80/",
        "https://shop.example:evil.example/",
        "https://shop.example:443\\@evil.example",
        "https://sub.shop.example",
        "https://example",
        "https://shop。evil。example",
        "https://shop.example。evil.example",
        "https://ѕhop.example",
        "https://shop.exаmple",
        "https://shop\u200b.example.evil.example",
        "https://sh\u00adop.example",
        "https://shop.example\u2028.evil.example",
        "https://shop.example\u202e/evil",
        "https://xn--shop-.example",
        "https://xn--bcher-kva.evil.example",
        "https://127.0.0.1",
        "https://2130706433/",
        "https://0x7f000001/",
        "https://0177.0.0.1/",
        "https://127.1/",
        "https://[::1]/",
        "https://[::ffff:127.0.0.1]/",
        "https://[shop.example]/",
        "https://169.254.169.254/latest/meta-data",
        "https://10.0.0.1/",
        "http://localhost.evil.example/",
        "http://localhost@evil.example/",
        "https://shop.example/#frag",
        "https://shop.example/a b",
        "https://shop.example/<script>",
        "https://shop.example/\"onclick=alert(1)",
        "https://shop.example/{x}",
        "https://shop.example/%zz",
        "https://shop.example/a\\..\\b",
        "https://shop.example/?gw=forged",
        "https://shop.example/?a=1&gw=forged",
        "https://shop.example/?a=1;gw=forged",
        "https://shop.example/?" + "a".repeat(1_000));
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void shouldRefuseWhenTheFormIsHostile(String url) {
    assertThat(Destination.check(url, ALLOWED)).isInstanceOf(Destination.Refused.class);
  }

  @Test
  void shouldTryAtLeastSixtyForms() {
    assertThat(hostile()).hasSizeGreaterThanOrEqualTo(60).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @CsvSource({
    "https://shop.example, https://shop.example",
    "https://shop.example/welcome, https://shop.example/welcome",
    "HTTPS://SHOP.Example/Welcome, https://shop.example/Welcome",
    "https://shop.example:8443/w?a=1&b=2, https://shop.example:8443/w?a=1&b=2",
    "https://bücher.example/, https://xn--bcher-kva.example/",
    "https://xn--bcher-kva.example/, https://xn--bcher-kva.example/",
    "https://shop。example/, https://shop.example/",
    "https://ｓｈｏｐ.example/, https://shop.example/",
    "https://shop.example/欢迎, https://shop.example/%E6%AC%A2%E8%BF%8E",
    "https://shop.example/?next=https://evil.example, https://shop.example/?next=https://evil.example",
    "http://localhost:8099/welcome, http://localhost:8099/welcome"
  })
  void shouldNormaliseWhenTheHostIsAllowed(String url, String normal) {
    assertThat(Destination.check(url, ALLOWED))
        .isInstanceOfSatisfying(
            Destination.Accepted.class, good -> assertThat(good.url()).isEqualTo(normal));
  }

  @Test
  void shouldRefuseEveryHostWhenTheListIsEmpty() {
    assertThat(Destination.check("https://shop.example/", List.of()))
        .isEqualTo(
            new Destination.Refused("must be on a host of destinationHosts, shop.example is not"));
  }
}
