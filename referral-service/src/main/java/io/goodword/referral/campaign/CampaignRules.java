package io.goodword.referral.campaign;

import io.goodword.contracts.referral.RewardTerm;
import io.goodword.kit.page.PageLanguage;
import io.goodword.kit.problem.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes a plan of a draft, or says all that is wrong with it. */
final class CampaignRules {

  static final Duration LONGEST_CAMPAIGN = Duration.ofDays(1_096);
  static final Duration LONGEST_WINDOW = Duration.ofDays(365);
  static final Duration LONGEST_HOLDING = Duration.ofDays(180);
  static final long LARGEST_AMOUNT = 1_000_000_000L;

  /** 广告法 article 9 (3), in the spellings of both scripts. */
  private static final List<String> SUPERLATIVES = List.of("最", "第一", "国家级", "國家級");

  private static final Set<String> MILESTONES = Set.of("registered", "first-paid-order");
  private static final Set<String> SIDES = Set.of("advocate", "friend");
  private static final Pattern ASSET = Pattern.compile("[A-Z][A-Z0-9_]{0,30}(:[A-Z0-9_-]{1,40})?");
  private static final int MOST_REWARDS = 20;
  private static final int MOST_HOSTS = 20;

  private final Findings findings = new Findings();
  private final CampaignDraft draft;
  private final Set<String> markets;
  private final Instant now;
  private final @Nullable CampaignPlan before;
  private final Supplier<String> ids;

  private CampaignRules(
      CampaignDraft draft,
      Set<String> markets,
      Instant now,
      @Nullable CampaignPlan before,
      Supplier<String> ids) {
    this.draft = draft;
    this.markets = markets;
    this.now = now;
    this.before = before;
    this.ids = ids;
  }

  /**
   * Checks a draft.
   *
   * @param before the plan that it replaces; its promises keep their rule ids
   * @param ids source of rule ids for new promises
   * @throws Problem 422 that names every field, rule and value
   */
  static CampaignPlan accept(
      CampaignDraft draft,
      Set<String> markets,
      Instant now,
      @Nullable CampaignPlan before,
      Supplier<String> ids) {
    return new CampaignRules(draft, markets, now, before, ids).plan();
  }

  private CampaignPlan plan() {
    if (draft.rewardDepth() != null && draft.rewardDepth() != 1) {
      throw Problem.unprocessable(
              "reward-depth",
              "Only direct recommendations may be rewarded (禁止传销条例 articles 2 and 7).")
          .with("rewardDepth", "must be 1", draft.rewardDepth());
    }
    String name = findings.text("name", draft.name(), 100);
    String market = findings.text("market", draft.market(), 20);
    if (!market.isEmpty() && !markets.contains(market)) {
      findings.add("market", "must be one of " + markets.stream().sorted().toList(), market);
    }
    Instant startsAt = findings.present("startsAt", draft.startsAt(), Instant.EPOCH);
    Instant endsAt = findings.present("endsAt", draft.endsAt(), Instant.EPOCH);
    dates(startsAt, endsAt);
    AttributionModel model = model();
    Duration window = window();
    Map<String, String> terms = terms();
    Map<String, LandingText> landing = landing();
    List<String> hosts = hosts();
    String destination = destination(hosts);
    accent();
    List<RewardTerm> rewards = rewards();
    findings.settle();
    return new CampaignPlan(
        name,
        market,
        startsAt,
        endsAt,
        model,
        window,
        terms,
        landing,
        destination,
        hosts,
        draft.accent(),
        rewards,
        draft.pauseWhenBudgetEnds());
  }

  private void dates(Instant startsAt, Instant endsAt) {
    if (draft.startsAt() == null || draft.endsAt() == null) {
      return;
    }
    if (!endsAt.isAfter(startsAt)) {
      findings.add("endsAt", "must be after startsAt", endsAt);
    } else if (!endsAt.isAfter(now)) {
      findings.add("endsAt", "must be in the future", endsAt);
    } else if (endsAt.isAfter(startsAt.plus(LONGEST_CAMPAIGN))) {
      findings.add("endsAt", "must be at most 3 years after startsAt", endsAt);
    }
  }

  private AttributionModel model() {
    String wire =
        draft.attribution() == null || draft.attribution().model() == null
            ? ""
            : draft.attribution().model();
    Optional<AttributionModel> model = AttributionModel.of(wire);
    if (model.isEmpty()) {
      findings.add("attribution.model", "must be first-touch or last-touch", wire);
    }
    return model.orElse(AttributionModel.LAST_TOUCH);
  }

  private Duration window() {
    String text =
        draft.attribution() == null || draft.attribution().window() == null
            ? ""
            : draft.attribution().window();
    Duration window = Spans.parse(text).orElse(Duration.ZERO);
    if (window.compareTo(Duration.ofSeconds(1)) < 0 || window.compareTo(LONGEST_WINDOW) > 0) {
      findings.add("attribution.window", "must be a duration of PT1S to P365D", text);
    }
    return window;
  }

  private Map<String, String> terms() {
    var texts = new HashMap<String, String>();
    Map<String, String> given = draft.terms() == null ? Map.of() : draft.terms();
    for (PageLanguage language : PageLanguage.values()) {
      String field = "terms." + language.tag();
      texts.put(language.tag(), findings.text(field, given.get(language.tag()), 5_000));
    }
    unknownLanguages("terms", given.keySet());
    return texts;
  }

  private Map<String, LandingText> landing() {
    var texts = new HashMap<String, LandingText>();
    Map<String, LandingText> given = draft.landing() == null ? Map.of() : draft.landing();
    for (PageLanguage language : PageLanguage.values()) {
      String field = "landing." + language.tag();
      LandingText text = given.get(language.tag());
      if (text == null) {
        findings.add(field, "is required", null);
      } else {
        texts.put(
            language.tag(),
            new LandingText(
                plain(field + ".title", text.title(), 60),
                plain(field + ".text", text.text(), 500),
                plain(field + ".button", text.button(), 24)));
      }
    }
    unknownLanguages("landing", given.keySet());
    return texts;
  }

  private String plain(String field, @Nullable String value, int longest) {
    String text = findings.text(field, value, longest);
    for (String superlative : SUPERLATIVES) {
      if (text.contains(superlative)) {
        findings.add(field, "must have no superlative, say it without " + superlative, text);
      }
    }
    return text;
  }

  private void unknownLanguages(String field, Set<String> given) {
    for (String language : given) {
      boolean known = false;
      for (PageLanguage spoken : PageLanguage.values()) {
        known |= spoken.tag().equals(language);
      }
      if (!known) {
        findings.add(field, "has a language that is not zh-CN, zh-TW or en", language);
      }
    }
  }

  private List<String> hosts() {
    List<String> given = draft.destinationHosts() == null ? List.of() : draft.destinationHosts();
    var hosts = new ArrayList<String>();
    if (given.isEmpty() || given.size() > MOST_HOSTS) {
      findings.add("destinationHosts", "must have 1 to 20 hosts", given.size());
      return hosts;
    }
    for (int i = 0; i < given.size(); i++) {
      String field = "destinationHosts[" + i + "]";
      String host = findings.text(field, given.get(i), 253);
      switch (Destination.host(host)) {
        case Destination.Accepted(String ignored, String normal) -> hosts.add(normal);
        case Destination.Refused(String rule) -> {
          if (!host.isEmpty()) {
            findings.add(field, rule, host);
          }
        }
      }
    }
    return hosts;
  }

  private String destination(List<String> hosts) {
    String url = draft.destination() == null ? "" : draft.destination();
    if (url.isEmpty()) {
      findings.add("destination", "is required", null);
      return "";
    }
    return switch (Destination.check(url, hosts)) {
      case Destination.Accepted(String normal, String ignored) -> normal;
      case Destination.Refused(String rule) -> {
        findings.add("destination", rule, url);
        yield "";
      }
    };
  }

  private void accent() {
    String accent = draft.accent();
    if (accent == null) {
      return;
    }
    if (!Contrast.isColour(accent)) {
      findings.add("accent", "must be a colour such as #c2410c", accent);
    } else if (Contrast.withWhite(accent) < Contrast.ENOUGH) {
      findings.add("accent", "must have a contrast of at least 4.5:1 against white", accent);
    }
  }

  private List<RewardTerm> rewards() {
    List<CampaignDraft.Reward> given = draft.rewards() == null ? List.of() : draft.rewards();
    var terms = new ArrayList<RewardTerm>();
    if (given.isEmpty() || given.size() > MOST_REWARDS) {
      findings.add("rewards", "must have 1 to 20 rewards", given.size());
      return terms;
    }
    var seen = new HashSet<String>();
    for (int i = 0; i < given.size(); i++) {
      String field = "rewards[" + i + "]";
      CampaignDraft.Reward reward = given.get(i);
      reward(field, reward).ifPresent(terms::add);
      if (!seen.add(reward.milestone() + "|" + reward.beneficiary() + "|" + reward.asset())) {
        findings.add(field, "repeats milestone, beneficiary and asset of another", reward.asset());
      }
    }
    return terms;
  }

  private Optional<RewardTerm> reward(String field, CampaignDraft.Reward reward) {
    String milestone = oneOf(field + ".milestone", reward.milestone(), MILESTONES);
    String side = oneOf(field + ".beneficiary", reward.beneficiary(), SIDES);
    String asset = reward.asset() == null ? "" : reward.asset();
    boolean good = !milestone.isEmpty() && !side.isEmpty();
    if (!ASSET.matcher(asset).matches()) {
      findings.add(
          field + ".asset", "must be an asset code such as POINTS or COUPON:WELCOME", asset);
      good = false;
    }
    long amount = reward.amount() == null ? 0 : reward.amount();
    if (amount < 1 || amount > LARGEST_AMOUNT) {
      findings.add(field + ".amount", "must be 1 to 1000000000 minor units", reward.amount());
      good = false;
    }
    String span = reward.holdingPeriod() == null ? "PT0S" : reward.holdingPeriod();
    Duration holding = Spans.parse(span).orElse(Duration.ofSeconds(-1));
    if (holding.isNegative() || holding.compareTo(LONGEST_HOLDING) > 0) {
      findings.add(field + ".holdingPeriod", "must be a duration of PT0S to P180D", span);
      good = false;
    }
    if (!good) {
      return Optional.empty();
    }
    String ruleId = ruleId(field, reward.ruleId(), milestone, side, asset);
    return Optional.of(new RewardTerm(ruleId, milestone, side, asset, amount, holding));
  }

  private String ruleId(
      String field, @Nullable String given, String milestone, String side, String asset) {
    Optional<String> kept =
        before == null
            ? Optional.empty()
            : before.reward(milestone, side, asset).map(RewardTerm::ruleId);
    if (given != null && !given.equals(kept.orElse(""))) {
      findings.add(field + ".ruleId", "is given by the service, leave it out", given);
    }
    return kept.orElseGet(ids);
  }

  private String oneOf(String field, @Nullable String value, Set<String> allowed) {
    if (value == null || !allowed.contains(value)) {
      findings.add(field, "must be one of " + allowed.stream().sorted().toList(), value);
      return "";
    }
    return value;
  }
}
