package io.goodword.reward.draw;

import io.goodword.kit.page.PageLanguage;
import io.goodword.kit.problem.Problem;
import io.goodword.reward.draw.DrawDraft.NoticeDraft;
import io.goodword.reward.draw.DrawDraft.PrizeDraft;
import io.goodword.reward.draw.DrawDraft.TicketDraft;
import io.goodword.reward.draw.DrawDraft.ValueDraft;
import io.goodword.reward.draw.Rules.Notice;
import io.goodword.reward.draw.Rules.Prize;
import io.goodword.reward.draw.Rules.Ticketing;
import io.goodword.reward.draw.Rules.Value;
import io.goodword.reward.ledger.Leg;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes rules of what a marketer sends, or tells every rule that it breaks at once. Pure. */
final class Drafting {

  static final int MOST_PRIZES = 2_000;
  static final int MOST_TICKETS_OF_A_PERSON = 100;

  private static final int MOST_KINDS = 20;
  private static final int LONGEST_NAME = 100;
  private static final int LONGEST_TEXT = 2_000;
  private static final Duration LONGEST_DRAW = Duration.ofDays(366);
  private static final Duration LONGEST_WITNESS = Duration.ofDays(30);
  private static final Duration USUAL_WITNESS = Duration.ofHours(24);

  private final DrawDraft draft;
  private final PrizeCap cap;
  private final Problem problem =
      Problem.of(
          422, "invalid-request", "The request breaks a rule", "See violations for each field.");

  private Drafting(DrawDraft draft, PrizeCap cap) {
    this.draft = draft;
    this.cap = cap;
  }

  /**
   * The rules of a draft.
   *
   * @param id id of the draw
   * @param now the draw must close after it
   * @throws Problem 422 invalid-request naming every field, or prize-above-cap
   */
  static Rules rules(DrawDraft draft, UUID id, PrizeCaps caps, Instant now) {
    return new Drafting(draft, caps.of(draft.market())).check(id, caps.version(), now);
  }

  private Rules check(UUID id, String version, Instant now) {
    String market = market();
    Map<String, Notice> texts = texts();
    List<Prize> prizes = prizes();
    Ticketing tickets = tickets();
    Instant opens = instant("opensAt", draft.opensAt());
    Instant closes = instant("closesAt", draft.closesAt());
    if (draft.opensAt() != null && draft.closesAt() != null) {
      times(opens, closes, now);
    }
    Duration witness = draft.witnessWithin() == null ? USUAL_WITNESS : draft.witnessWithin();
    if (witness.isNegative() || witness.isZero() || witness.compareTo(LONGEST_WITNESS) > 0) {
      broken("witnessWithin", "must be positive and at most P30D", witness);
    }
    if (!problem.violations().isEmpty()) {
      throw problem;
    }
    boolean once = draft.onePrizePerPerson() == null || draft.onePrizePerPerson();
    cap.mustAllow(prizes, once ? 1 : tickets.maxPerPerson());
    return new Rules(
        Drawing.METHOD, version, id, market, texts, prizes, tickets, once, opens, closes, witness);
  }

  private String market() {
    String market = draft.market();
    if (market == null || !market.matches("[A-Z]{2}")) {
      broken("market", "must be two capital letters", market);
      return "";
    }
    return market;
  }

  private Map<String, Notice> texts() {
    var texts = new TreeMap<String, Notice>();
    Map<String, NoticeDraft> given = draft.texts() == null ? Map.of() : draft.texts();
    for (PageLanguage language : PageLanguage.values()) {
      String field = "texts." + language.tag();
      NoticeDraft notice = given.get(language.tag());
      if (notice == null) {
        broken(field, "is required", null);
      } else {
        texts.put(
            language.tag(),
            new Notice(
                required(field + ".title", notice.title(), LONGEST_NAME),
                disclosed(field, "conditions", notice.conditions()),
                disclosed(field, "award", notice.award()),
                disclosed(field, "forfeit", notice.forfeit()),
                disclosed(field, "organiser", notice.organiser())));
      }
    }
    onlyOurLanguages("texts", given);
    return texts;
  }

  private @Nullable String disclosed(String field, String name, @Nullable String text) {
    boolean needed = cap.disclosures().contains(name);
    return needed || text != null ? required(field + "." + name, text, LONGEST_TEXT) : null;
  }

  private List<Prize> prizes() {
    List<PrizeDraft> given = draft.prizes() == null ? List.of() : draft.prizes();
    if (given.isEmpty() || given.size() > MOST_KINDS) {
      broken("prizes", "must be 1 to " + MOST_KINDS + " kinds", given.size());
    }
    var prizes = new ArrayList<Prize>();
    for (int i = 0; i < given.size(); i++) {
      prizes.add(prize("prizes[" + i + "]", given.get(i)));
    }
    int count = prizes.stream().mapToInt(Prize::quantity).sum();
    if (count > MOST_PRIZES) {
      broken("prizes", "must be at most " + MOST_PRIZES + " in all", count);
    }
    var sums = new TreeMap<String, Long>();
    prizes.forEach(
        prize -> sums.merge(prize.asset(), prize.amount() * prize.quantity(), Long::sum));
    sums.forEach(
        (asset, sum) -> {
          if (sum > Leg.MAX_AMOUNT) {
            broken("prizes", "must be at most 10^15 minor units of one asset in all", asset);
          }
        });
    return prizes;
  }

  private Prize prize(String field, @Nullable PrizeDraft given) {
    PrizeDraft prize = given == null ? new PrizeDraft(null, null, null, null, null) : given;
    Map<String, String> names = prize.name() == null ? Map.of() : prize.name();
    var name = new TreeMap<String, String>();
    for (PageLanguage language : PageLanguage.values()) {
      name.put(
          language.tag(),
          required(field + ".name." + language.tag(), names.get(language.tag()), LONGEST_NAME));
    }
    onlyOurLanguages(field + ".name", names);
    ValueDraft value = prize.fairValue() == null ? new ValueDraft(null, null) : prize.fairValue();
    String currency = required(field + ".fairValue.currency", value.currency(), 3);
    if (!currency.equals(cap.currency())) {
      broken(
          field + ".fairValue.currency",
          "must be " + cap.currency() + ", the currency of the market's prize cap",
          value.currency());
    }
    return new Prize(
        name,
        required(field + ".asset", prize.asset(), LONGEST_NAME),
        within(field + ".amount", prize.amount(), Leg.MAX_AMOUNT),
        (int) within(field + ".quantity", asLong(prize.quantity()), MOST_PRIZES),
        new Value(currency, within(field + ".fairValue.amount", value.amount(), Leg.MAX_AMOUNT)));
  }

  private Ticketing tickets() {
    TicketDraft tickets =
        draft.tickets() == null ? new TicketDraft(null, null, null) : draft.tickets();
    int most =
        (int)
            within(
                "tickets.maxPerPerson", asLong(tickets.maxPerPerson()), MOST_TICKETS_OF_A_PERSON);
    if (tickets.price() == null) {
      if (tickets.asset() != null) {
        broken("tickets.asset", "is only for tickets that have a price", tickets.asset());
      }
      return new Ticketing(null, null, most);
    }
    long price =
        within("tickets.price", tickets.price(), Leg.MAX_AMOUNT / MOST_TICKETS_OF_A_PERSON);
    return new Ticketing(tickets.asset() == null ? "POINTS" : tickets.asset(), price, most);
  }

  private void times(Instant opens, Instant closes, Instant now) {
    if (!opens.isBefore(closes)) {
      broken("closesAt", "must be after opensAt", closes);
    } else if (!closes.isAfter(now)) {
      broken("closesAt", "must lie in the future", closes);
    } else if (closes.isAfter(opens.plus(LONGEST_DRAW))) {
      broken("closesAt", "must be at most 366 days after opensAt", closes);
    }
  }

  private Instant instant(String field, @Nullable Instant instant) {
    if (instant == null) {
      broken(field, "is required", null);
      return Instant.EPOCH;
    }
    // what the database keeps, so that text and row say the same
    return instant.truncatedTo(ChronoUnit.MILLIS);
  }

  private void onlyOurLanguages(String field, Map<String, ?> given) {
    for (String tag : given.keySet()) {
      PageLanguage language = PageLanguage.of(tag);
      if (language == null || !language.tag().equals(tag)) {
        broken(field, "has only zh-CN, zh-TW and en", tag);
      }
    }
  }

  private String required(String field, @Nullable String text, int longest) {
    if (text == null || text.isBlank() || text.length() > longest) {
      broken(field, "must have 1 to " + longest + " characters", text);
      return "";
    }
    return text;
  }

  /** A number from 1 on, or 1 when it is refused. */
  private long within(String field, @Nullable Long value, long most) {
    if (value == null || value < 1 || value > most) {
      broken(field, "must be 1 to " + most, value);
      return 1;
    }
    return value;
  }

  private static @Nullable Long asLong(@Nullable Integer value) {
    return value == null ? null : value.longValue();
  }

  private void broken(String field, String rule, @Nullable Object value) {
    problem.with(field, rule, value);
  }
}
