package io.goodword.reward.draw;

import io.quarkus.qute.TemplateData;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the public page of a draw shows, all of it in words.
 *
 * @param state as in the view of the draw, for the style sheet
 * @param stateText the same in words
 * @param next what happens next, one sentence
 * @param sections what participants are told
 * @param odds how the odds stand
 * @param formula how odds are computed, absent where there are none to show
 * @param entry how tickets are had
 * @param winners empty before the winners are drawn
 * @param noWinners what is said when nobody took part
 * @param commitments what was published, and what was opened since
 * @param proof path of the evidence
 */
@TemplateData
record DrawPage(
    String title,
    String state,
    String stateText,
    String next,
    List<PrizeLine> prizes,
    String odds,
    @Nullable String formula,
    String entry,
    String once,
    List<Section> sections,
    List<WinnerLine> winners,
    @Nullable String noWinners,
    List<Published> commitments,
    String proof,
    List<Language> languages) {

  /** A kind of prize. */
  @TemplateData
  record PrizeLine(String name, String quantity, String value) {}

  /** A heading with its text. */
  @TemplateData
  record Section(String heading, List<String> lines) {}

  /** A ticket that won. */
  @TemplateData
  record WinnerLine(String rank, String prize, String ticket, String holder) {}

  /** A hash or seed with its meaning. */
  @TemplateData
  record Published(String name, String meaning, @Nullable String hash, @Nullable String absent) {}

  /** The same page in another language. */
  @TemplateData
  record Language(String tag, String name, String href) {}
}
