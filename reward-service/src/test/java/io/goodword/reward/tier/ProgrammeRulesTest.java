package io.goodword.reward.tier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.goodword.kit.problem.Problem;
import io.goodword.reward.tier.Level.Benefits;
import io.goodword.reward.tier.ProgrammeDraft.BenefitsDraft;
import io.goodword.reward.tier.ProgrammeDraft.LevelDraft;
import io.goodword.reward.tier.ProgrammeDraft.Qualifying;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("RWD-07")
class ProgrammeRulesTest {

  private static final Map<String, String> NAMES =
      Map.of("zh-CN", "金卡", "zh-TW", "金卡", "en", " Gold ");
  private static final Qualifying STATUS = new Qualifying("STATUS", null);
  private static final LevelDraft MEMBER = level("MEMBER", NAMES, 0L, null);
  private static final LevelDraft GOLD = level("GOLD", NAMES, 1_000L, null);
  private static final List<LevelDraft> LEVELS = List.of(MEMBER, GOLD);

  @Test
  void shouldTakeOverWhatIsGood() {
    var benefits = new BenefitsDraft(12_500, List.of("TEA-SET"), List.of("tasting"));
    Programme programme =
        ProgrammeRules.accept(
            draft(
                new Qualifying(null, "referrals"),
                "P12M",
                "Asia/Shanghai",
                List.of(MEMBER, level("GOLD", NAMES, 1L, benefits)),
                "balance_based",
                "P30D",
                28));

    assertThat(programme.unit()).isEqualTo("referrals");
    assertThat(programme.window().text()).isEqualTo("P12M");
    assertThat(programme.zone()).isEqualTo("Asia/Shanghai");
    assertThat(programme.downgrade()).isEqualTo(Downgrade.BALANCE_BASED);
    assertThat(programme.grace().text()).isEqualTo("P30D");
    assertThat(programme.evaluationDay()).isEqualTo(28);
    assertThat(programme.level(0).benefits()).isEqualTo(Benefits.NONE);
    assertThat(programme.level(1).threshold()).isEqualTo(1);
    assertThat(programme.level(1).names()).containsEntry("en", "Gold");
    assertThat(programme.level(1).benefits())
        .isEqualTo(new Benefits(12_500, List.of("TEA-SET"), List.of("tasting")));
    assertThat(programme.has("GOLD")).isTrue();
    assertThat(programme.has("JADE")).isFalse();
    assertThat(programme.rank("GOLD")).isEqualTo(1);
    assertThatThrownBy(() -> programme.rank("JADE")).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void shouldBeStrictWithoutGraceAndOnTheFirstWhenNothingElseIsSaid() {
    Programme programme =
        ProgrammeRules.accept(
            draft(STATUS, "calendar-year", "UTC", LEVELS, "one_down", null, null));

    assertThat(programme.grace().isZero()).isTrue();
    assertThat(programme.evaluationDay()).isEqualTo(1);
    assertThat(programme.window().rolling()).isNull();
    assertThat(programme.level(1).benefits().multiplierBasisPoints()).isEqualTo(10_000);
  }

  static Stream<Arguments> bad() {
    return Stream.of(
        bad("qualifying", draft(null, "P12M", "UTC", LEVELS, "one_down", null, null)),
        bad(
            "qualifying",
            draft(new Qualifying(null, null), "P12M", "UTC", LEVELS, "one_down", null, null)),
        bad(
            "qualifying",
            draft(
                new Qualifying("STATUS", "reviews"),
                "P12M",
                "UTC",
                LEVELS,
                "one_down",
                null,
                null)),
        bad(
            "qualifying.count",
            draft(new Qualifying(null, "stars"), "P12M", "UTC", LEVELS, "one_down", null, null)),
        bad("window", draft(STATUS, null, "UTC", LEVELS, "one_down", null, null)),
        bad("window", draft(STATUS, "P0D", "UTC", LEVELS, "one_down", null, null)),
        bad("window", draft(STATUS, "P5Y1D", "UTC", LEVELS, "one_down", null, null)),
        bad("zone", draft(STATUS, "P12M", null, LEVELS, "one_down", null, null)),
        bad("zone", draft(STATUS, "P12M", "Mars/Olympus", LEVELS, "one_down", null, null)),
        bad("downgrade", draft(STATUS, "P12M", "UTC", LEVELS, null, null, null)),
        bad("downgrade", draft(STATUS, "P12M", "UTC", LEVELS, "two_down", null, null)),
        bad("grace", draft(STATUS, "P12M", "UTC", LEVELS, "one_down", "-P1D", null)),
        bad("grace", draft(STATUS, "P12M", "UTC", LEVELS, "one_down", "P1Y1D", null)),
        bad("evaluationDay", draft(STATUS, "P12M", "UTC", LEVELS, "one_down", null, 0)),
        bad("evaluationDay", draft(STATUS, "P12M", "UTC", LEVELS, "one_down", null, 29)),
        bad("evaluationDay", draft(STATUS, "calendar-year", "UTC", LEVELS, "one_down", null, 1)),
        bad("levels", levels(null)),
        bad("levels", levels(List.of(MEMBER))),
        bad("levels", levels(Collections.nCopies(21, MEMBER))),
        bad("levels[1].code", levels(List.of(MEMBER, level("gold", NAMES, 1L, null)))),
        bad("levels[1].code", levels(List.of(MEMBER, level(null, NAMES, 1L, null)))),
        bad("levels[1].code", levels(List.of(MEMBER, level("MEMBER", NAMES, 1L, null)))),
        bad("levels[0].threshold", levels(List.of(level("MEMBER", NAMES, 1L, null), GOLD))),
        bad("levels[0].threshold", levels(List.of(level("MEMBER", NAMES, null, null), GOLD))),
        bad("levels[1].threshold", levels(List.of(MEMBER, level("GOLD", NAMES, 0L, null)))),
        bad("levels[1].threshold", levels(List.of(MEMBER, level("GOLD", NAMES, null, null)))),
        bad(
            "levels[1].threshold",
            levels(List.of(MEMBER, level("GOLD", NAMES, 1_000_000_000_000_001L, null)))),
        bad(
            "levels[2].threshold",
            levels(List.of(MEMBER, GOLD, level("JADE", NAMES, 1_000L, null)))),
        bad("levels[1].names.zh-CN", levels(List.of(MEMBER, level("GOLD", null, 1L, null)))),
        bad(
            "levels[1].names.en",
            levels(List.of(MEMBER, level("GOLD", names("en", " "), 1L, null)))),
        bad(
            "levels[1].names.en",
            levels(List.of(MEMBER, level("GOLD", names("en", "x".repeat(31)), 1L, null)))),
        bad("levels[1].names", levels(List.of(MEMBER, level("GOLD", names("fr", "Or"), 1L, null)))),
        bad(
            "levels[1].benefits.multiplierBasisPoints",
            benefits(new BenefitsDraft(9_999, null, null))),
        bad(
            "levels[1].benefits.multiplierBasisPoints",
            benefits(new BenefitsDraft(100_001, null, null))),
        bad(
            "levels[1].benefits.gifts",
            benefits(new BenefitsDraft(null, Collections.nCopies(51, "A"), null))),
        bad("levels[1].benefits.gifts", benefits(new BenefitsDraft(null, List.of(" "), null))),
        bad(
            "levels[1].benefits.activities",
            benefits(new BenefitsDraft(null, null, List.of("x".repeat(101))))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("bad")
  void shouldNameTheFieldWhenARuleIsBroken(String field, ProgrammeDraft draft) {
    assertThatThrownBy(() -> ProgrammeRules.accept(draft))
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> {
              assertThat(problem.status()).isEqualTo(422);
              assertThat(problem.violations().getFirst().field()).isEqualTo(field);
            });
  }

  @Test
  void shouldKeepTheLevelsThatMembersHave() {
    Programme before = Plans.programme("P12M", "UTC", Downgrade.ONE_DOWN, "P0D");
    var more = new ArrayList<>(before.levels());
    more.add(2, Plans.level("RUBY", 300));
    ProgrammeRules.mustKeepLevels(before, with(before, more));

    var fewer = new ArrayList<>(before.levels());
    fewer.remove(1);
    var swapped = new ArrayList<>(before.levels());
    Collections.swap(swapped, 1, 2);
    for (List<Level> levels : List.of(fewer, swapped)) {
      assertThatThrownBy(() -> ProgrammeRules.mustKeepLevels(before, with(before, levels)))
          .isInstanceOfSatisfying(
              Problem.class, problem -> assertThat(problem.code()).isEqualTo("levels-are-kept"));
    }
  }

  private static Programme with(Programme programme, List<Level> levels) {
    return new Programme(
        programme.unit(),
        programme.window(),
        programme.zone(),
        levels,
        programme.downgrade(),
        programme.grace(),
        programme.evaluationDay());
  }

  private static Arguments bad(String field, ProgrammeDraft draft) {
    return Arguments.of(field, draft);
  }

  private static ProgrammeDraft levels(@Nullable List<LevelDraft> levels) {
    return draft(STATUS, "P12M", "UTC", levels, "one_down", null, null);
  }

  private static ProgrammeDraft benefits(BenefitsDraft benefits) {
    return levels(List.of(MEMBER, level("GOLD", NAMES, 1L, benefits)));
  }

  private static Map<String, String> names(String language, String name) {
    var names = new java.util.HashMap<>(NAMES);
    names.put(language, name);
    return names;
  }

  private static LevelDraft level(
      @Nullable String code,
      @Nullable Map<String, String> names,
      @Nullable Long threshold,
      @Nullable BenefitsDraft benefits) {
    return new LevelDraft(code, names, threshold, benefits);
  }

  private static ProgrammeDraft draft(
      @Nullable Qualifying qualifying,
      @Nullable String window,
      @Nullable String zone,
      @Nullable List<LevelDraft> levels,
      @Nullable String downgrade,
      @Nullable String grace,
      @Nullable Integer day) {
    return new ProgrammeDraft(qualifying, window, zone, levels, downgrade, grace, day);
  }
}
