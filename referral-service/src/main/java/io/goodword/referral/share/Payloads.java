package io.goodword.referral.share;

import io.goodword.kit.page.PageLanguage;
import io.goodword.referral.link.Channel;
import io.goodword.referral.text.Texts;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Writes payloads. There is no way to write one without its disclosure (16 CFR 255.5). */
final class Payloads {

  private static final Texts TEXTS = Texts.load("share");

  private Payloads() {}

  /**
   * What a payload is made of.
   *
   * @param link short link without a channel
   * @param code code to be typed where a channel shows no links
   */
  record Parts(
      PageLanguage language,
      String title,
      String text,
      String disclosure,
      String link,
      String code) {}

  static Payload of(Channel channel, Parts parts) {
    String url = parts.link() + "?via=" + channel.wire();
    String said = say("said", parts, url);
    String text =
        switch (channel) {
          case EMAIL -> say("email", parts, url);
          case SMS -> say("sms", parts, url);
          // these three show no links in a post, so the code is what a reader can use
          case XIAOHONGSHU, DOUYIN, INSTAGRAM -> say("code", parts, url);
          case QR -> say("qr", parts, url);
          default -> say("link", parts, url);
        };
    return new Payload(
        channel.wire(),
        parts.title(),
        text,
        url,
        parts.disclosure(),
        href(channel, parts.title(), said, text, url));
  }

  private static String say(String key, Parts parts, String url) {
    return TEXTS.say(
        parts.language(), key, parts.title(), parts.text(), parts.disclosure(), url, parts.code());
  }

  private static @Nullable String href(
      Channel channel, String title, String said, String text, String url) {
    return switch (channel) {
      case WEIBO ->
          "https://service.weibo.com/share/share.php?url=%s&title=%s"
              .formatted(encode(url), encode(said));
      case QQ ->
          "https://connect.qq.com/widget/shareqq/index.html?url=%s&title=%s&summary=%s"
              .formatted(encode(url), encode(title), encode(said));
      case FACEBOOK -> "https://www.facebook.com/sharer/sharer.php?u=" + encode(url);
      case X -> "https://x.com/intent/post?text=%s&url=%s".formatted(encode(said), encode(url));
      case WHATSAPP -> "https://wa.me/?text=" + encode(text);
      case LINE -> "https://line.me/R/share?text=" + encode(text);
      case EMAIL -> "mailto:?subject=%s&body=%s".formatted(encode(title), encode(text));
      case SMS -> "sms:?&body=" + encode(text);
      case WECHAT, MOMENTS, XIAOHONGSHU, DOUYIN, INSTAGRAM, COPY_LINK, QR -> null;
    };
  }

  /** Percent encoding of RFC 3986: a mail program would show a plus. */
  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
