package io.goodword.reward.draw;

import io.goodword.kit.page.PageLanguage;
import io.goodword.reward.draw.DrawPage.Language;
import io.goodword.reward.draw.DrawPage.PrizeLine;
import io.goodword.reward.draw.DrawPage.Published;
import io.goodword.reward.draw.DrawPage.Section;
import io.goodword.reward.draw.DrawPage.WinnerLine;
import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes the public page of a draw in the language of the reader. */
@Singleton
class DrawPages {

  private static final int SHOWN_OF_A_HASH = 12;

  private final Template page;
  private final Template unknown;
  private final DrawWords words;
  private final PrizeCaps caps;

  DrawPages(
      @Location("draw/page") Template page,
      @Location("draw/unknown") Template unknown,
      DrawWords words,
      PrizeCaps caps) {
    this.page = page;
    this.unknown = unknown;
    this.words = words;
    this.caps = caps;
  }

  /** The page of a draw; without a wish in the language of the browser, then of the market. */
  String page(DrawView draw, @Nullable String wish, @Nullable String accepted) {
    PrizeCap market = caps.of(draw.market());
    PageLanguage home = PageLanguage.of(market.language());
    PageLanguage language =
        PageLanguage.choose(wish, accepted, home == null ? PageLanguage.EN : home);
    return page.data("language", language)
        .data("t", words.in(language))
        .data("page", new Writing(draw, language, ZoneId.of(market.zone())).page())
        .render();
  }

  /** A link that opens nothing. */
  String unknown(@Nullable String wish, @Nullable String accepted) {
    PageLanguage language = PageLanguage.choose(wish, accepted, PageLanguage.EN);
    return unknown.data("language", language).data("t", words.in(language)).render();
  }

  /** One page in the making. */
  private final class Writing {

    private final DrawView draw;
    private final PageLanguage language;
    private final ZoneId zone;

    Writing(DrawView draw, PageLanguage language, ZoneId zone) {
      this.draw = draw;
      this.language = language;
      this.zone = zone;
    }

    DrawPage page() {
      boolean drawn = draw.seed() != null;
      return new DrawPage(
          notice().title(),
          draw.state(),
          say("state." + draw.state()),
          next(),
          draw.prizes().stream().map(this::prize).toList(),
          odds(),
          formula(),
          entry(),
          say(draw.onePrizePerPerson() ? "once" : "often"),
          sections(),
          draw.winners().stream().map(this::winner).toList(),
          drawn && draw.winners().isEmpty() ? say("winners.none") : null,
          commitments(),
          draw.proof(),
          languages());
    }

    private Rules.Notice notice() {
      return draw.texts().getOrDefault(language.tag(), draw.texts().values().iterator().next());
    }

    private String next() {
      return switch (draw.state()) {
        case "announced" -> say("next.announced", words.time(language, draw.opensAt(), zone));
        case "open" -> say("next.open", words.time(language, draw.closesAt(), zone));
        case "cancelling", "cancelled" ->
            say("next." + draw.state(), draw.reason() == null ? "" : draw.reason());
        case "frozen" -> say(draw.witness() == null ? "next.frozen" : "next.witness");
        default -> say("next." + draw.state());
      };
    }

    private PrizeLine prize(Rules.Prize prize) {
      return new PrizeLine(
          name(prize),
          "× " + words.number(language, prize.quantity()),
          say("prize.value", words.money(language, prize.value())));
    }

    private String name(Rules.Prize prize) {
      return prize.name().getOrDefault(language.tag(), prize.asset());
    }

    private String odds() {
      Odds odds = draw.odds();
      if (odds.chance() == null) {
        return say("odds.none", words.number(language, odds.prizes()));
      }
      String percent =
          new BigDecimal(odds.chance()).movePointRight(2).stripTrailingZeros().toPlainString();
      return say(
          "odds."
              + (draw.ticketsHash() == null ? "soFar" : "fixed")
              + (odds.average() ? ".once" : ""),
          words.number(language, odds.prizes()),
          words.number(language, odds.tickets()),
          percent);
    }

    private @Nullable String formula() {
      Odds odds = draw.odds();
      if (odds.chance() == null) {
        return null;
      }
      String formula = say(odds.average() ? "odds.formula.once" : "odds.formula");
      return draw.ticketsHash() == null ? formula + " " + say("odds.falls") : formula;
    }

    private String entry() {
      Rules.Ticketing tickets = draw.tickets();
      String most = words.number(language, tickets.maxPerPerson());
      if (tickets.price() == null || tickets.asset() == null) {
        return say("entry.granted", most);
      }
      String price = words.number(language, tickets.price());
      return tickets.asset().equals("POINTS")
          ? say("entry.points", price, most)
          : say("entry.asset", price, most, tickets.asset());
    }

    private List<Section> sections() {
      var sections = new ArrayList<Section>();
      section(sections, "conditions", notice().conditions());
      section(sections, "award", notice().award());
      section(sections, "forfeit", notice().forfeit());
      section(sections, "organiser", notice().organiser());
      return sections;
    }

    private void section(List<Section> sections, String key, @Nullable String text) {
      if (text != null) {
        sections.add(
            new Section(
                say("section." + key), text.lines().filter(line -> !line.isBlank()).toList()));
      }
    }

    private WinnerLine winner(DrawView.WinnerView winner) {
      return new WinnerLine(
          words.number(language, winner.rank()),
          name(draw.prizes().get(winner.prize() - 1)),
          winner.ticket(),
          winner.holder().substring(0, SHOWN_OF_A_HASH));
    }

    private List<Published> commitments() {
      var published = new ArrayList<Published>();
      published.add(published("rules", draw.rulesHash(), null));
      published.add(published("commitment", draw.commitment(), null));
      DrawView.WitnessView witness = draw.witness();
      if (witness != null) {
        published.add(published("witness", witness.commitment(), null));
      }
      published.add(published("tickets", draw.ticketsHash(), say("published.tickets.absent")));
      published.add(published("seed", draw.seed(), say("published.seed.absent")));
      if (witness != null) {
        published.add(
            published("witnessSeed", witness.seed(), say("published.witnessSeed.absent")));
      }
      return published;
    }

    private Published published(String key, @Nullable String hash, @Nullable String absent) {
      return new Published(
          say("published." + key), say("published." + key + ".meaning"), hash, absent);
    }

    private List<Language> languages() {
      Map<PageLanguage, String> names =
          Map.of(
              PageLanguage.ZH_CN, "简体中文", PageLanguage.ZH_TW, "繁體中文", PageLanguage.EN, "English");
      return Arrays.stream(PageLanguage.values())
          .filter(other -> other != language)
          .map(
              other ->
                  new Language(
                      other.tag(),
                      names.getOrDefault(other, other.tag()),
                      draw.page() + "?lang=" + other.tag()))
          .toList();
    }

    private String say(String key, Object... values) {
      return words.say(language, key, values);
    }
  }
}
