package io.goodword.stack;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.regex.Pattern;

/** Web addresses in texts, as a phone or a mail program would find them. */
final class Links {

  /**
   * Ends at white space, quotes, brackets and at any CJK sign or punctuation, which follows an
   * address without space.
   */
  static final Pattern ADDRESS =
      Pattern.compile("https?://[^\\s\"'<>\\u3000-\\u303f\\uff00-\\uffef\\u4e00-\\u9fff]+");

  private static final Pattern HREF =
      Pattern.compile("href\\s*=\\s*[\"'](https?://[^\"']+)[\"']", Pattern.CASE_INSENSITIVE);

  private Links() {}

  static List<String> in(String text, String html) {
    var links = new LinkedHashSet<String>();
    HREF.matcher(html).results().forEach(hit -> links.add(hit.group(1).replace("&amp;", "&")));
    ADDRESS.matcher(text).results().forEach(hit -> links.add(trimmed(hit.group())));
    return List.copyOf(links);
  }

  /** Without the punctuation of the sentence it stands in. */
  static String trimmed(String address) {
    int end = address.length();
    while (end > 0 && ".,;:!?)]".indexOf(address.charAt(end - 1)) >= 0) {
      end--;
    }
    return address.substring(0, end);
  }
}
