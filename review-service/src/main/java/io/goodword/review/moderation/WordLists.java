package io.goodword.review.moderation;

import com.hankcs.algorithm.AhoCorasickDoubleArrayTrie;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Words to block, to hold and to allow, searched in one pass. A word on the allow list protects
 * what it covers: 三黄片 (a dish) is no 黄片.
 */
final class WordLists {

  /** What a word leads to. */
  enum Lane {
    BLOCK,
    HOLD,
    ALLOW
  }

  /**
   * An entry.
   *
   * @param word as people write it
   * @param lane what it leads to
   * @param reason why; of no meaning on the allow list
   * @param boundary whether it counts only where it begins and ends on a word border (大麻 in 种植大麻,
   *     not in 大麻烦)
   */
  record Entry(String word, Lane lane, Reason reason, boolean boundary) {}

  /** A place in the searched text, end exclusive. */
  record Hit(Entry entry, int start, int end) {}

  private final AhoCorasickDoubleArrayTrie<Entry> trie = new AhoCorasickDoubleArrayTrie<>();
  private final boolean empty;

  private WordLists(List<Entry> entries) {
    var byWord = new TreeMap<String, Entry>();
    entries.forEach(entry -> byWord.put(NormalText.of(entry.word()).text(), entry));
    empty = byWord.isEmpty();
    if (!empty) {
      trie.build(byWord);
    }
  }

  static WordLists of(List<Entry> entries) {
    return new WordLists(entries);
  }

  /** The lists that come with the service. */
  static WordLists shipped() {
    var entries = new ArrayList<Entry>();
    for (String language : List.of("zh", "en")) {
      entries.addAll(read("block-" + language, Lane.BLOCK));
      entries.addAll(read("hold-" + language, Lane.HOLD));
    }
    entries.addAll(read("allow", Lane.ALLOW));
    return new WordLists(entries);
  }

  /** Hits of the block and hold lists that no longer word of the allow list covers. */
  List<Hit> search(String text) {
    var hits = new ArrayList<Hit>();
    var allowed = new ArrayList<Hit>();
    if (!empty) {
      trie.parseText(
          text,
          (begin, end, entry) -> {
            if (isWholeLatinWord(text, begin, end)) {
              (entry.lane() == Lane.ALLOW ? allowed : hits).add(new Hit(entry, begin, end));
            }
          });
    }
    hits.removeIf(hit -> allowed.stream().anyMatch(allow -> covers(allow, hit)));
    return hits;
  }

  private static boolean covers(Hit allow, Hit hit) {
    boolean overlaps = allow.start() < hit.end() && hit.start() < allow.end();
    return overlaps && allow.end() - allow.start() > hit.end() - hit.start();
  }

  /** A Latin word counts only as a whole: no "sm" in "smoking". */
  private static boolean isWholeLatinWord(String text, int begin, int end) {
    boolean left =
        begin == 0
            || !NormalText.isLatin(text.charAt(begin))
            || !NormalText.isLatin(text.charAt(begin - 1));
    boolean right =
        end == text.length()
            || !NormalText.isLatin(text.charAt(end - 1))
            || !NormalText.isLatin(text.charAt(end));
    return left && right;
  }

  /** One entry a line: {@code word | reason | boundary}, the last part only where it applies. */
  private static List<Entry> read(String name, Lane lane) {
    String path = "/moderation/" + name + ".txt";
    try (InputStream file = WordLists.class.getResourceAsStream(path)) {
      if (file == null) {
        throw new IllegalStateException("The word list " + path + " is missing");
      }
      return new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))
          .lines()
          .map(String::strip)
          .filter(line -> !line.isEmpty() && !line.startsWith("#"))
          .map(line -> entry(line, lane, path))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("The word list " + path + " cannot be read", e);
    }
  }

  private static Entry entry(String line, Lane lane, String path) {
    String[] parts = line.split("\\s*\\|\\s*", -1);
    if (lane == Lane.ALLOW) {
      return new Entry(parts[0], lane, Reason.PROFANITY, false);
    }
    Reason reason =
        Reason.of(parts.length > 1 ? parts[1] : "")
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "The line '" + line + "' of " + path + " names no reason of the list"));
    return new Entry(parts[0], lane, reason, parts.length > 2 && parts[2].equals("boundary"));
  }
}
