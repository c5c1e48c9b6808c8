package io.goodword.reward.draw;

import static io.goodword.reward.draw.Drafts.draft;
import static io.goodword.reward.draw.Drafts.languages;
import static io.goodword.reward.draw.Drafts.prize;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.goodword.kit.problem.Problem;
import io.goodword.kit.problem.Problem.Violation;
import io.goodword.reward.draw.DrawDraft.NoticeDraft;
import io.goodword.reward.draw.DrawDraft.PrizeDraft;
import io.goodword.reward.draw.DrawDraft.TicketDraft;
import io.goodword.reward.draw.DrawDraft.ValueDraft;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("RWD-09")
class DraftingTest {

  private static final PrizeCaps CAPS = new PrizeCaps();
  private static final String LONG = "长".repeat(2_001);

  @Test
  void shouldMakeRulesWhenEverythingFits() {
    Rules rules = rules(draft(prize(500L, 3, 5_000L)));

    assertThat(rules.draw()).isEqualTo(Drafts.ID);
    assertThat(rules.method()).isEqualTo("goodword-draw-1");
    assertThat(rules.caps()).isEqualTo("2026-11-25");
    assertThat(rules.onePrizePerPerson()).isTrue();
    assertThat(rules.witnessWithin()).isEqualTo(Duration.ofHours(24));
    assertThat(rules.tickets()).isEqualTo(new Rules.Ticketing("POINTS", 100L, 10));
    assertThat(rules.texts().get("en"))
        .isEqualTo(
            new Rules.Notice("Tea draw", "members", "at once", "closing the account", "Tea Ltd"));
    assertThat(rules.quantities()).containsExactly(3);
    assertThat(rules.prizeCount()).isEqualTo(3);
    assertThat(rules.needed()).containsExactly(Map.entry("POINTS", 1_500L));
    assertThat(Rules.of(rules.text())).isEqualTo(rules);
  }

  @Test
  void shouldHaveOneTextWhateverTheOrderOfTheLanguages() {
    DrawDraft draft = draft(prize(500L, 3, 5_000L));
    var reversed = new java.util.TreeMap<String, NoticeDraft>(Collections.reverseOrder());
    reversed.putAll(texts(draft));

    String text = rules(with(draft, reversed)).text();

    assertThat(text)
        .isEqualTo(rules(draft).text())
        .startsWith("{\"method\":\"goodword-draw-1\",\"caps\":\"2026-11-25\",\"draw\":\"")
        .contains(
            "\"texts\":{\"en\":{",
            "\"opensAt\":\"2026-12-01T00:00:00Z\"",
            "\"witnessWithin\":\"PT24H\"")
        .doesNotContain("null", "\n", ": ");
  }

  @Test
  void shouldKeepMillisecondsAsTheDatabaseDoes() {
    DrawDraft good = draft(prize(1L, 1, 1L));
    DrawDraft fine = timed(good, Drafts.OPENS.plusNanos(1_999_999), Drafts.CLOSES);

    assertThat(rules(fine).opensAt()).isEqualTo(Drafts.OPENS.plusMillis(1));
  }

  @Test
  void shouldTakeGrantsOnlyWhenTicketsHaveNoPrice() {
    DrawDraft draft = ticketed(draft(prize(1L, 1, 1L)), new TicketDraft(null, null, 5));

    assertThat(rules(draft).tickets()).isEqualTo(new Rules.Ticketing(null, null, 5));
    assertThat(rules(ticketed(draft, new TicketDraft(null, 7L, 5))).tickets())
        .isEqualTo(new Rules.Ticketing("POINTS", 7L, 5));
  }

  @Test
  void shouldAskOnlyForWhatTheMarketAsks() {
    DrawDraft chinese = draft(prize(1L, 1, 1L));
    Map<String, NoticeDraft> short_ =
        languages(new NoticeDraft("Tea", "members", "at once", null, "Tea Ltd"));
    var taiwan =
        new DrawDraft(
            "TW",
            null,
            short_,
            List.of(new PrizeDraft(languages("A"), "POINTS", 1L, 1, new ValueDraft("TWD", 100L))),
            chinese.tickets(),
            null,
            Drafts.OPENS,
            Drafts.CLOSES,
            null);

    assertThat(rules(taiwan).texts().values())
        .extracting(Rules.Notice::forfeit)
        .containsOnlyNulls();
    assertThat(broken(with(chinese, short_)))
        .extracting(Violation::field)
        .containsExactly("texts.zh-CN.forfeit", "texts.zh-TW.forfeit", "texts.en.forfeit");
  }

  static Stream<Arguments> broken() {
    DrawDraft good = draft(prize(500L, 3, 5_000L));
    NoticeDraft notice = titled("t");
    return Stream.of(
        Arguments.of("market", market(good, null)),
        Arguments.of("market", market(good, "cn")),
        Arguments.of("market", market(good, "CHN")),
        Arguments.of("texts.en", with(good, Map.of("zh-CN", notice, "zh-TW", notice))),
        Arguments.of("texts", with(good, plus(texts(good), "fr", notice))),
        Arguments.of("texts", with(good, plus(texts(good), "zh-Hant-HK", notice))),
        Arguments.of("texts.en.title", with(good, plus(texts(good), "en", titled(null)))),
        Arguments.of("texts.en.title", with(good, plus(texts(good), "en", titled(" ")))),
        Arguments.of(
            "texts.en.title", with(good, plus(texts(good), "en", titled("x".repeat(101))))),
        Arguments.of(
            "texts.en.award",
            with(good, plus(texts(good), "en", new NoticeDraft("t", "c", LONG, "f", "o")))),
        Arguments.of("prizes", draft()),
        Arguments.of(
            "prizes", draft(Collections.nCopies(21, prize(1L, 1, 1L)).toArray(new PrizeDraft[0]))),
        Arguments.of("prizes", draft(prize(1L, 1_000, 1L), prize(1L, 1_001, 1L))),
        Arguments.of(
            "prizes",
            draft(prize(600_000_000_000_000L, 1, 1L), prize(400_000_000_000_001L, 1, 1L))),
        Arguments.of("prizes[0].amount", draft(prize(0L, 1, 1L))),
        Arguments.of("prizes[0].amount", draft(prize(null, 1, 1L))),
        Arguments.of("prizes[0].amount", draft(prize(1_000_000_000_000_001L, 1, 1L))),
        Arguments.of("prizes[0].quantity", draft(prize(1L, 0, 1L))),
        Arguments.of("prizes[0].quantity", draft(prize(1L, null, 1L))),
        Arguments.of("prizes[0].quantity", draft(prize(1L, 2_001, 1L))),
        Arguments.of("prizes[0].fairValue.amount", draft(prize(1L, 1, 0L))),
        Arguments.of("prizes[0].fairValue.amount", draft(prize(1L, 1, null))),
        Arguments.of(
            "prizes[0].fairValue.currency",
            draft(new PrizeDraft(languages("A"), "POINTS", 1L, 1, new ValueDraft("USD", 1L)))),
        Arguments.of(
            "prizes[0].asset",
            draft(new PrizeDraft(languages("A"), null, 1L, 1, new ValueDraft("CNY", 1L)))),
        Arguments.of(
            "prizes[0].name.en",
            draft(
                new PrizeDraft(
                    Map.of("zh-CN", "甲", "zh-TW", "甲"),
                    "POINTS",
                    1L,
                    1,
                    new ValueDraft("CNY", 1L)))),
        Arguments.of(
            "prizes[0].name",
            draft(
                new PrizeDraft(
                    plus(languages("A"), "fr", "B"), "POINTS", 1L, 1, new ValueDraft("CNY", 1L)))),
        Arguments.of("tickets.maxPerPerson", ticketed(good, null)),
        Arguments.of("tickets.maxPerPerson", ticketed(good, new TicketDraft(null, 1L, 0))),
        Arguments.of("tickets.maxPerPerson", ticketed(good, new TicketDraft(null, 1L, 101))),
        Arguments.of("tickets.price", ticketed(good, new TicketDraft(null, 0L, 1))),
        Arguments.of(
            "tickets.price", ticketed(good, new TicketDraft(null, 10_000_000_000_001L, 1))),
        Arguments.of("tickets.asset", ticketed(good, new TicketDraft("POINTS", null, 1))),
        Arguments.of("opensAt", timed(good, null, Drafts.CLOSES)),
        Arguments.of("closesAt", timed(good, Drafts.OPENS, null)),
        Arguments.of("closesAt", timed(good, Drafts.OPENS, Drafts.OPENS)),
        Arguments.of("closesAt", timed(good, Drafts.NOW.minusSeconds(9), Drafts.NOW)),
        Arguments.of(
            "closesAt",
            timed(good, Drafts.OPENS, Drafts.OPENS.plus(Duration.ofDays(366)).plusMillis(1))),
        Arguments.of("witnessWithin", witnessed(good, Duration.ZERO)),
        Arguments.of("witnessWithin", witnessed(good, Duration.ofSeconds(-1))),
        Arguments.of("witnessWithin", witnessed(good, Duration.ofDays(30).plusMillis(1))));
  }

  @ParameterizedTest
  @MethodSource("broken")
  void shouldNameTheFieldWhenItBreaksARule(String field, DrawDraft draft) {
    assertThat(broken(draft)).extracting(Violation::field).contains(field);
  }

  static Stream<DrawDraft> extreme() {
    DrawDraft good = draft(prize(500L, 3, 5_000L));
    return Stream.of(
        draft(Collections.nCopies(20, prize(1L, 100, 1L)).toArray(new PrizeDraft[0])),
        draft(prize(1_000_000_000_000_000L, 1, 5_000_000L)),
        ticketed(good, new TicketDraft(null, 10_000_000_000_000L, 100)),
        timed(good, Drafts.OPENS, Drafts.OPENS.plus(Duration.ofDays(366))),
        timed(good, Drafts.NOW.minusSeconds(9), Drafts.NOW.plusMillis(1)),
        witnessed(good, Duration.ofDays(30)),
        witnessed(good, Duration.ofNanos(1)));
  }

  @ParameterizedTest
  @MethodSource("extreme")
  void shouldTakeWhatJustKeepsTheRules(DrawDraft draft) {
    assertThat(rules(draft).draw()).isEqualTo(Drafts.ID);
  }

  @Test
  void shouldTellEveryBrokenRuleAtOnce() {
    var empty = new DrawDraft(null, null, null, null, null, null, null, null, null);

    assertThat(broken(empty))
        .extracting(Violation::field)
        .containsExactly(
            "market",
            "texts.zh-CN",
            "texts.zh-TW",
            "texts.en",
            "prizes",
            "tickets.maxPerPerson",
            "opensAt",
            "closesAt");
  }

  @ParameterizedTest
  @CsvSource({"5000000, true", "5000001, false"})
  void shouldHoldThePrizeCapToTheFen(long fen, boolean allowed) {
    DrawDraft draft = draft(prize(1L, 1, fen));

    if (allowed) {
      assertThat(rules(draft).prizes().getFirst().value().amount()).isEqualTo(fen);
    } else {
      Problem problem = catchThrowableOfType(Problem.class, () -> rules(draft));
      assertThat(problem.status()).isEqualTo(422);
      assertThat(problem.code()).isEqualTo("prize-above-cap");
    }
  }

  private static Rules rules(DrawDraft draft) {
    return Drafting.rules(draft, Drafts.ID, CAPS, Drafts.NOW);
  }

  private static List<Violation> broken(DrawDraft draft) {
    Problem problem = catchThrowableOfType(Problem.class, () -> rules(draft));
    assertThat(problem.status()).isEqualTo(422);
    assertThat(problem.code()).isEqualTo("invalid-request");
    return problem.violations();
  }

  private static Map<String, NoticeDraft> texts(DrawDraft draft) {
    return draft.texts() == null ? Map.of() : draft.texts();
  }

  private static NoticeDraft titled(@Nullable String title) {
    return new NoticeDraft(title, "c", "a", "f", "o");
  }

  private static <V> Map<String, V> plus(Map<String, V> map, String key, V value) {
    var more = new java.util.LinkedHashMap<>(map);
    more.put(key, value);
    return more;
  }

  private static DrawDraft market(DrawDraft d, @Nullable String market) {
    return new DrawDraft(
        market, null, d.texts(), d.prizes(), d.tickets(), null, d.opensAt(), d.closesAt(), null);
  }

  private static DrawDraft with(DrawDraft d, Map<String, NoticeDraft> texts) {
    return new DrawDraft(
        d.market(), null, texts, d.prizes(), d.tickets(), null, d.opensAt(), d.closesAt(), null);
  }

  private static DrawDraft ticketed(DrawDraft d, @Nullable TicketDraft tickets) {
    return new DrawDraft(
        d.market(), null, d.texts(), d.prizes(), tickets, null, d.opensAt(), d.closesAt(), null);
  }

  private static DrawDraft timed(DrawDraft d, @Nullable Instant opens, @Nullable Instant closes) {
    return new DrawDraft(
        d.market(), null, d.texts(), d.prizes(), d.tickets(), null, opens, closes, null);
  }

  private static DrawDraft witnessed(DrawDraft d, Duration within) {
    return new DrawDraft(
        d.market(),
        null,
        d.texts(),
        d.prizes(),
        d.tickets(),
        null,
        d.opensAt(),
        d.closesAt(),
        within);
  }
}
