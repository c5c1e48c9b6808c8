package io.goodword.stack;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.stream.Collectors;

/**
 * The inbox as HTML. Everything that came in a message is text here: it is escaped, only a mail's
 * frame shows it raw.
 */
final class InboxPages {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneId.systemDefault());

  private static final int EXCERPT = 90;

  private final InboxWords words;

  InboxPages(InboxWords words) {
    this.words = words;
  }

  /** The list of messages; refreshed by a script while nothing is typed. */
  String list(List<Message> messages, String recipient) {
    String newest = messages.isEmpty() ? "" : messages.getFirst().id();
    String rows =
        messages.isEmpty()
            ? "<p class=\"empty\">%s</p>".formatted(escape(words.empty()))
            : messages.stream()
                .map(this::row)
                .collect(Collectors.joining("\n", "<ol class=\"messages\">\n", "\n</ol>"));
    return page(
        words.title(),
        """
        <form class="search" role="search">
          <label for="to">%s</label>
          <input id="to" name="to" type="search" value="%s" autocomplete="off">
          <button>%s</button>
        </form>
        <div id="list" data-newest="%s">%s</div>
        <script src="/inbox.js" defer></script>"""
            .formatted(
                escape(words.search()),
                escape(recipient),
                escape(words.find()),
                escape(newest),
                rows));
  }

  private String row(Message message) {
    return """
        <li><a href="/%s/%s"><span class="kind %s">%s</span>
          <span class="who">%s</span> <time datetime="%s">%s</time>
          <span class="what">%s</span></a></li>"""
        .formatted(
            message.isSms() ? "sms" : "mail",
            escape(message.id()),
            message.channel(),
            escape(message.isSms() ? words.sms() : words.mail()),
            escape(message.to()),
            message.receivedAt(),
            TIME.format(message.receivedAt()),
            escape(excerpt(message)));
  }

  private static String excerpt(Message message) {
    String line =
        message.subject().isBlank() ? message.text().replaceAll("\\s+", " ") : message.subject();
    int end = line.offsetByCodePoints(0, Math.min(EXCERPT, line.codePointCount(0, line.length())));
    return end < line.length() ? line.substring(0, end) + "…" : line;
  }

  /** One mail: who, when, its body in a frame, its links, text, header fields and source. */
  String mail(Message mail) {
    return page(
        mail.subject(),
        """
        <p><a href="/">← %s</a></p>
        <h1>%s</h1>
        <dl class="facts">
          <dt>%s</dt><dd>%s</dd>
          <dt>%s</dt><dd>%s</dd>
          <dt>%s</dt><dd><time datetime="%s">%s</time></dd>
        </dl>
        %s
        <details%s><summary>%s</summary><pre>%s</pre></details>
        <details><summary>%s (%d)</summary><ul>%s</ul></details>
        <details><summary>%s</summary><table>%s</table></details>
        <p><a href="/mail/%s/source">%s</a></p>"""
            .formatted(
                escape(words.all()),
                escape(mail.subject()),
                escape(words.to()),
                escape(mail.to()),
                escape(words.from()),
                escape(mail.from()),
                escape(words.received()),
                mail.receivedAt(),
                TIME.format(mail.receivedAt()),
                mail.html().isBlank()
                    ? ""
                    : "<iframe class=\"body\" title=\"%s\" src=\"/mail/%s/body\" sandbox=\"%s\"></iframe>"
                        .formatted(
                            escape(mail.subject()),
                            escape(mail.id()),
                            "allow-top-navigation-by-user-activation allow-popups"
                                + " allow-popups-to-escape-sandbox"),
                mail.html().isBlank() ? " open" : "",
                escape(words.text()),
                mail.text().isBlank() ? escape(words.noText()) : linked(mail.text()),
                escape(words.links()),
                mail.links().size(),
                mail.links().stream().map(InboxPages::item).collect(Collectors.joining()),
                escape(words.headers()),
                table(mail.headers()),
                escape(mail.id()),
                escape(words.source())));
  }

  /** The body of a mail alone; its links open in the whole window, not inside the frame. */
  static String frame(Message mail) {
    return "<!doctype html><base target=\"_top\">" + mail.html();
  }

  /** All that one phone received, as its owner sees it. */
  String phone(List<Message> messages, Message chosen) {
    String bubbles =
        messages.stream()
            .map(
                sms ->
                    """
                    <li id="%s"%s><p>%s</p><small>%s · <time datetime="%s">%s</time> · %s</small></li>"""
                        .formatted(
                            escape(sms.id()),
                            sms.id().equals(chosen.id()) ? " class=\"chosen\"" : "",
                            linked(sms.text()),
                            escape(sms.from()),
                            sms.receivedAt(),
                            TIME.format(sms.receivedAt()),
                            escape(parts(sms))))
            .collect(Collectors.joining("\n"));
    return page(
        chosen.to(),
        """
        <p><a href="/">← %s</a></p>
        <h1>%s %s</h1>
        <ol class="phone">%s</ol>"""
            .formatted(escape(words.all()), escape(words.phoneOf()), escape(chosen.to()), bubbles));
  }

  private static String parts(Message sms) {
    return sms.headers().getOrDefault("parts", "1") + " × SMS";
  }

  private static String item(String link) {
    return "<li>%s</li>".formatted(anchor(link));
  }

  private static String table(Map<String, String> headers) {
    return new TreeMap<>(headers)
        .entrySet().stream()
            .map(
                field ->
                    "<tr><th scope=\"row\">%s</th><td>%s</td></tr>"
                        .formatted(escape(field.getKey()), escape(field.getValue())))
            .collect(Collectors.joining("\n"));
  }

  private static String linked(String text) {
    var html = new StringBuilder();
    int at = 0;
    Matcher hits = Links.ADDRESS.matcher(text);
    while (hits.find()) {
      String address = Links.trimmed(hits.group());
      html.append(escape(text.substring(at, hits.start()))).append(anchor(address));
      at = hits.start() + address.length();
    }
    return html.append(escape(text.substring(at))).toString();
  }

  private static String anchor(String address) {
    return "<a href=\"%1$s\" rel=\"noopener\">%1$s</a>".formatted(escape(address));
  }

  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  private String page(String title, String content) {
    return """
        <!doctype html>
        <html lang="%s">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>%s</title>
        <link rel="stylesheet" href="/inbox.css">
        <link rel="icon" href="data:,">
        </head>
        <body>
        <header><a href="/">Goodword</a> <span>%s</span></header>
        <main>
        %s
        </main>
        </body>
        </html>
        """
        .formatted(words.language(), escape(title), escape(words.title()), content);
  }
}
