package io.goodword.reward.tier;

import io.goodword.kit.page.PageLanguage;
import io.goodword.kit.problem.Problem;
import io.goodword.reward.ledger.Leg;
import io.goodword.reward.tier.Level.Benefits;
import io.goodword.reward.tier.ProgrammeDraft.BenefitsDraft;
import io.goodword.reward.tier.ProgrammeDraft.LevelDraft;
import io.goodword.reward.tier.ProgrammeDraft.Qualifying;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes a programme of a draft, or says what is wrong with it. Pure. */
final class ProgrammeRules {

  private static final Pattern CODE = Pattern.compile("[A-Z][A-Z0-9_]{0,29}");
  private static final Set<String> COUNTS = Set.of(Programme.REFERRALS, Programme.REVIEWS);
  private static final Span LONGEST_WINDOW = Span.of("P5Y");
  private static final Span LONGEST_GRACE = Span.of("P1Y");
  private static final int LAST_DAY_OF_EVERY_MONTH = 28;
  private static final int MOST_LEVELS = 20;
  private static final int MOST_ITEMS = 50;
  private static final int LONGEST_NAME = 30;
  private static final int LONGEST_ITEM = 100;
  private static final int ONCE = 10_000;
  private static final int TEN_TIMES = 100_000;

  private ProgrammeRules() {}

  /**
   * Checks a draft.
   *
   * @throws Problem 422 that names the field, the rule and the value
   */
  static Programme accept(ProgrammeDraft draft) {
    String text = draft.window() == null ? "" : draft.window();
    Window window =
        Window.parse(text)
            .filter(parsed -> parsed.rolling() == null || parsed.rolling().atMost(LONGEST_WINDOW))
            .orElseThrow(
                () ->
                    Problem.invalid(
                        "window", "must be calendar-year or a duration of at most P5Y", text));
    String policy = draft.downgrade() == null ? "" : draft.downgrade();
    Downgrade downgrade =
        Downgrade.parse(policy)
            .orElseThrow(
                () -> Problem.invalid("downgrade", "must be one_down or balance_based", policy));
    String rest = draft.grace() == null ? "P0D" : draft.grace();
    Span grace =
        Span.parse(rest)
            .filter(parsed -> parsed.atMost(LONGEST_GRACE))
            .orElseThrow(() -> Problem.invalid("grace", "must be a duration of P0D to P1Y", rest));
    return new Programme(
        unit(draft.qualifying()),
        window,
        zone(draft.zone()),
        levels(draft.levels()),
        downgrade,
        grace,
        evaluationDay(window, draft.evaluationDay()));
  }

  /**
   * Checks a version that is to replace one under which members have levels: all of those stay, in
   * their order, so that nobody's level is left without a meaning.
   *
   * @throws Problem 409 levels-are-kept
   */
  static void mustKeepLevels(Programme before, Programme next) {
    List<String> kept = next.levels().stream().map(Level::code).filter(before::has).toList();
    List<String> had = before.levels().stream().map(Level::code).toList();
    if (!kept.equals(had)) {
      throw Problem.conflict(
              "levels-are-kept", "Members have these levels; a new version keeps them in order.")
          .with("levels", "must have " + String.join(", ", had) + " in this order", kept);
    }
  }

  private static String unit(@Nullable Qualifying qualifying) {
    String asset = qualifying == null ? null : qualifying.asset();
    String count = qualifying == null ? null : qualifying.count();
    if ((asset == null) == (count == null)) {
      throw Problem.invalid("qualifying", "must have either an asset or a count", qualifying);
    }
    if (count != null && !COUNTS.contains(count)) {
      throw Problem.invalid("qualifying.count", "must be referrals or reviews", count);
    }
    return Objects.requireNonNullElse(asset, count);
  }

  private static String zone(@Nullable String zone) {
    if (zone == null || !ZoneId.getAvailableZoneIds().contains(zone)) {
      throw Problem.invalid("zone", "must be an IANA time zone such as Asia/Shanghai", zone);
    }
    return zone;
  }

  private static int evaluationDay(Window window, @Nullable Integer day) {
    if (window.rolling() == null && day != null) {
      throw Problem.invalid(
          "evaluationDay", "is only for a rolling window; a year is evaluated at its end", day);
    }
    int chosen = day == null ? 1 : day;
    if (chosen < 1 || chosen > LAST_DAY_OF_EVERY_MONTH) {
      throw Problem.invalid("evaluationDay", "must be 1 to 28", day);
    }
    return chosen;
  }

  private static List<Level> levels(@Nullable List<LevelDraft> drafts) {
    if (drafts == null || drafts.size() < 2 || drafts.size() > MOST_LEVELS) {
      throw Problem.invalid(
          "levels", "must be 2 to 20 levels", drafts == null ? null : drafts.size());
    }
    var levels = new ArrayList<Level>();
    var codes = new HashSet<String>();
    for (int i = 0; i < drafts.size(); i++) {
      String field = "levels[" + i + "]";
      @Nullable LevelDraft draft = drafts.get(i);
      if (draft == null) {
        throw Problem.invalid(field, "is required", null);
      }
      String code = draft.code();
      if (code == null || !CODE.matcher(code).matches()) {
        throw Problem.invalid(
            field + ".code",
            "must begin with a capital letter, then at most 29 of A-Z 0-9 _",
            code);
      }
      if (!codes.add(code)) {
        throw Problem.invalid(field + ".code", "repeats another level", code);
      }
      long threshold = threshold(field, draft.threshold(), i == 0 ? null : levels.getLast());
      levels.add(
          new Level(
              code,
              names(field + ".names", draft.names()),
              threshold,
              benefits(field + ".benefits", draft.benefits())));
    }
    return levels;
  }

  private static long threshold(String field, @Nullable Long threshold, @Nullable Level lower) {
    if (lower == null && (threshold == null || threshold != 0)) {
      throw Problem.invalid(
          field + ".threshold", "must be 0: the lowest level is everybody's", threshold);
    }
    long least = lower == null ? 0 : lower.threshold() + 1;
    if (threshold == null || threshold < least || threshold > Leg.MAX_AMOUNT) {
      throw Problem.invalid(
          field + ".threshold", "must be above the level before and at most 10^15", threshold);
    }
    return threshold;
  }

  private static Map<String, String> names(String field, @Nullable Map<String, String> given) {
    Map<String, String> names = given == null ? Map.of() : given;
    var accepted = new HashMap<String, String>();
    for (PageLanguage language : PageLanguage.values()) {
      @Nullable String name = names.get(language.tag());
      if (name == null || name.isBlank() || name.length() > LONGEST_NAME) {
        throw Problem.invalid(field + "." + language.tag(), "must have 1 to 30 characters", name);
      }
      accepted.put(language.tag(), name.strip());
    }
    for (String language : names.keySet()) {
      if (!accepted.containsKey(language)) {
        throw Problem.invalid(field, "has a language that is not zh-CN, zh-TW or en", language);
      }
    }
    return accepted;
  }

  private static Benefits benefits(String field, @Nullable BenefitsDraft draft) {
    if (draft == null) {
      return Benefits.NONE;
    }
    Integer multiplier = draft.multiplierBasisPoints();
    if (multiplier != null && (multiplier < ONCE || multiplier > TEN_TIMES)) {
      throw Problem.invalid(
          field + ".multiplierBasisPoints", "must be 10000 (once) to 100000", multiplier);
    }
    return new Benefits(
        multiplier == null ? ONCE : multiplier,
        items(field + ".gifts", draft.gifts()),
        items(field + ".activities", draft.activities()));
  }

  private static List<String> items(String field, @Nullable List<String> items) {
    if (items == null) {
      return List.of();
    }
    if (items.size() > MOST_ITEMS) {
      throw Problem.invalid(field, "must have at most 50", items.size());
    }
    for (@Nullable String item : items) {
      if (item == null || item.isBlank() || item.length() > LONGEST_ITEM) {
        throw Problem.invalid(field, "must each have 1 to 100 characters", item);
      }
    }
    return items;
  }
}
