package io.goodword.review.moderation;

import io.goodword.review.moderation.WordLists.Hit;
import io.goodword.review.moderation.WordLists.Lane;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/**
 * The automatic decision about a text. It takes the text and nothing else of the review: stars,
 * author and product cannot change it, because they are not there.
 */
final class Moderation {

  private Moderation() {}

  /**
   * Decides.
   *
   * @param text as the author wrote it, possibly empty
   */
  static Verdict decide(String text, WordLists lists, Segmenter segmenter) {
    NormalText plain = NormalText.of(text);
    var borders = new Borders(plain.text(), segmenter);
    List<Hit> hits =
        lists.search(plain.text()).stream()
            .filter(hit -> !hit.entry().boundary() || borders.at(hit.start(), hit.end()))
            .toList();
    Optional<Reason> blocked =
        hits.stream()
            .filter(hit -> hit.entry().lane() == Lane.BLOCK)
            .map(hit -> hit.entry().reason())
            .findFirst();
    if (blocked.isPresent()) {
      return new Verdict.Reject(blocked.get());
    }
    var reasons = EnumSet.noneOf(Reason.class);
    hits.forEach(hit -> reasons.add(hit.entry().reason()));
    addDisguised(plain, lists, borders, reasons);
    PersonalData.in(plain).forEach(found -> reasons.add(found.reason()));
    return reasons.isEmpty() ? new Verdict.Publish() : new Verdict.Hold(List.copyOf(reasons));
  }

  /**
   * The text with personal data, handles and links covered by asterisks, everything else as the
   * author wrote it.
   */
  static String mask(String text) {
    String masked = maskOnce(text);
    // what is covered may have hidden its neighbour: two numbers written without a gap
    while (!masked.equals(text)) {
      text = masked;
      masked = maskOnce(text);
    }
    return masked;
  }

  private static String maskOnce(String text) {
    NormalText plain = NormalText.of(text);
    var masked = new StringBuilder(text);
    for (PersonalData.Found found : PersonalData.in(plain)) {
      for (int place = plain.origin(found.start());
          place <= plain.origin(found.end() - 1);
          place++) {
        if (Character.isLetterOrDigit(text.codePointAt(place)) || text.charAt(place) == '@') {
          masked.setCharAt(place, '*');
        }
      }
    }
    return masked.toString();
  }

  /**
   * A disguised word, blocked or held, is only ever held: the disguise may be our imagination.
   * Signs inside a word give it away; spaces and emoji, which many write for commas, do so only
   * where the pieces are words of their own.
   */
  private static void addDisguised(
      NormalText plain, WordLists lists, Borders borders, EnumSet<Reason> reasons) {
    NormalText bare = plain.undisguised();
    for (Hit hit : lists.search(bare.text())) {
      int start = bare.origin(hit.start());
      int end = bare.origin(hit.end() - 1) + 1;
      String written = plain.text().substring(start, end);
      boolean disguised = !written.equals(bare.text().substring(hit.start(), hit.end()));
      boolean onlySpaced =
          written
              .chars()
              .allMatch(c -> Character.isLetter(c) || c == ' ' || Character.isSurrogate((char) c));
      if (disguised && (!onlySpaced || borders.at(start, end))) {
        reasons.add(hit.entry().reason());
      }
    }
  }

  /** Word borders of a text, looked up only when a hit asks for them: segmentation is dear. */
  private static final class Borders {
    private final String text;
    private final Segmenter segmenter;
    private BitSet places = new BitSet();

    Borders(String text, Segmenter segmenter) {
      this.text = text;
      this.segmenter = segmenter;
    }

    boolean at(int start, int end) {
      if (places.isEmpty()) {
        places = segmenter.borders(text);
      }
      return places.get(start) && places.get(end);
    }
  }
}
