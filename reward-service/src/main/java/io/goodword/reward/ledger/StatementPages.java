package io.goodword.reward.ledger;

import io.goodword.kit.page.PageLanguage;
import io.goodword.reward.ledger.Histories.Stretch;
import io.goodword.reward.ledger.Statements.Line;
import io.goodword.reward.ledger.Statements.Period;
import io.goodword.reward.text.PageTexts;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateData;
import io.quarkus.qute.TemplateInstance;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.text.NumberFormat;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes a statement as a page, in the language of the reader. */
@Singleton
class StatementPages {

  private final PageTexts texts = new PageTexts("statement");

  /**
   * A line as it is shown.
   *
   * @param out whether it takes away
   */
  @TemplateData
  record ShownLine(String date, String what, String amount, boolean out, String balance) {}

  /** The page. */
  @TemplateData
  record View(
      String title,
      String customer,
      String asset,
      String period,
      String zone,
      String opening,
      String closing,
      List<ShownLine> lines,
      String made) {}

  @CheckedTemplate(basePath = "ledger")
  static class Templates {
    static native TemplateInstance statement(
        View page, Map<String, String> t, PageLanguage language);

    private Templates() {}
  }

  String of(
      Period period,
      Stretch stretch,
      List<Line> lines,
      PageLanguage language,
      ZoneId zone,
      Instant now) {
    PageTexts.Words words = texts.in(language);
    Figures figures = new Figures(stretch.scale(), language);
    DateTimeFormatter dates =
        DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
            .withLocale(language.locale())
            .withZone(zone);
    List<ShownLine> shown =
        lines.stream()
            .map(
                line ->
                    new ShownLine(
                        dates.format(line.recordedAt()),
                        words.orElse("kind." + line.kind(), line.kind()),
                        figures.signed(line.amount()),
                        line.amount() < 0,
                        figures.of(line.balanceAfter())))
            .toList();
    var view =
        new View(
            words.say("title"),
            period.customerId(),
            period.asset(),
            span(period.from(), period.to(), words, dates),
            zone.getId(),
            figures.of(stretch.opening()),
            figures.of(stretch.closing()),
            shown,
            words.say("made", dates.format(now)));
    return Templates.statement(view, words.byKey(), language).render();
  }

  private static String span(
      @Nullable Instant from,
      @Nullable Instant to,
      PageTexts.Words words,
      DateTimeFormatter dates) {
    return words.say(
        "period",
        from == null ? words.say("beginning") : dates.format(from),
        to == null ? words.say("today") : dates.format(to));
  }

  /** Amounts of an asset in the digits of a language. */
  private record Figures(int scale, PageLanguage language) {

    String of(long amount) {
      NumberFormat format = NumberFormat.getNumberInstance(language.locale());
      format.setMinimumFractionDigits(scale);
      format.setMaximumFractionDigits(scale);
      return format.format(BigDecimal.valueOf(amount, scale));
    }

    String signed(long amount) {
      return amount > 0 ? "+" + of(amount) : of(amount);
    }
  }
}
