package io.goodword.notification.template;

import io.goodword.kit.page.PageLanguage;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The frame of every e-mail, as HTML with inline styles (mail programs drop all others) and as
 * text.
 */
final class MailLayout {

  private static final String FONT =
      "font-family:-apple-system,'PingFang SC','PingFang TC','Microsoft YaHei','Noto Sans CJK SC',"
          + "'Segoe UI',Roboto,sans-serif";
  private static final String PAGE =
      """
      <!doctype html>
      <html lang="%s"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>%s</title></head>
      <body style="margin:0;padding:24px 12px;background:#fffdf9;color:#1b1f24;%s;font-size:17px;line-height:1.6">
      <div style="max-width:560px;margin:0 auto">
      <p style="margin:0 0 12px;font-size:14px;color:#5d6570">%s</p>
      <div style="background:#ffffff;border:1px solid #e7e2d8;border-radius:12px;padding:24px 20px">
      <h1 style="margin:0 0 12px;font-size:22px;line-height:1.3">%s</h1>
      %s%s</div>
      <p style="margin:16px 0 0;font-size:14px;color:#5d6570">%s</p>
      </div></body></html>
      """;

  private final String shop;
  private final Properties words;

  MailLayout(String shop, Properties words) {
    this.shop = shop;
    this.words = words;
  }

  /** What one e-mail says. */
  record Content(
      PageLanguage language,
      String subject,
      String heading,
      List<String> paragraphs,
      @Nullable String button,
      @Nullable String link,
      @Nullable URI unsubscribe) {}

  String html(Content content) {
    String paragraphs =
        content.paragraphs().stream()
            .map(text -> "<p style=\"margin:0 0 12px\">" + escape(text) + "</p>\n")
            .collect(Collectors.joining());
    return PAGE.formatted(
        content.language().tag(),
        escape(content.subject()),
        FONT,
        escape(shop),
        escape(content.heading()),
        paragraphs,
        button(content),
        footer(content));
  }

  String text(Content content) {
    StringBuilder text = new StringBuilder(content.heading()).append("\n\n");
    content.paragraphs().forEach(paragraph -> text.append(paragraph).append("\n\n"));
    if (content.button() != null && content.link() != null) {
      text.append(content.button()).append(": ").append(content.link()).append("\n\n");
    }
    text.append("-- \n").append(shop).append('\n').append(word(content, "why")).append('\n');
    if (content.unsubscribe() != null) {
      text.append(word(content, "unsubscribe")).append(": ").append(content.unsubscribe());
    }
    return text.append('\n').toString();
  }

  private static String button(Content content) {
    if (content.button() == null || content.link() == null) {
      return "";
    }
    return """
    <p style="margin:20px 0 4px"><a href="%s" style="display:inline-block;background:#c2410c;color:#ffffff;text-decoration:none;font-weight:600;padding:12px 24px;border-radius:999px">%s</a></p>
    """
        .formatted(escape(content.link()), escape(content.button()));
  }

  private String footer(Content content) {
    String why = escape(word(content, "why"));
    return content.unsubscribe() == null
        ? why
        : why
            + " <a href=\""
            + escape(content.unsubscribe().toString())
            + "\" style=\"color:#5d6570\">"
            + escape(word(content, "unsubscribe"))
            + "</a>";
  }

  private String word(Content content, String key) {
    String name = content.language().tag() + "." + key;
    return Objects.requireNonNull(words.getProperty(name), name).replace("{shop}", shop);
  }

  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
