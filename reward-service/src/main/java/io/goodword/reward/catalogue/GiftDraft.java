package io.goodword.reward.catalogue;

import io.goodword.kit.page.PageLanguage;
import io.goodword.kit.problem.Problem;
import io.goodword.reward.catalogue.GiftRules.Limits;
import io.goodword.reward.catalogue.GiftRules.Price;
import io.goodword.reward.catalogue.GiftRules.RequiredTier;
import io.goodword.reward.catalogue.GiftRules.Text;
import io.goodword.reward.ledger.AccountRef;
import io.goodword.reward.ledger.Leg;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A gift as it is sent. Pure.
 *
 * @param kind material, digital or coupon-asset
 * @param texts name and description in zh-CN, zh-TW and en
 * @param image https on an allowed host, or a path from the root
 * @param market for instance CN, absent for every market
 * @param visibleFrom absent for now
 * @param availableFrom absent for visibleFrom
 * @param couponAsset what the customer gets, for a coupon-asset only
 * @param confirmWithin PT1S to P90D, absent for P7D
 */
record GiftDraft(
    @Nullable String kind,
    @Nullable Map<String, TextDraft> texts,
    @Nullable PriceDraft price,
    @Nullable String image,
    @Nullable String market,
    @Nullable Instant visibleFrom,
    @Nullable Instant visibleUntil,
    @Nullable Instant availableFrom,
    @Nullable Instant availableUntil,
    @Nullable Limits limits,
    @Nullable TierDraft requiredTier,
    @Nullable String couponAsset,
    @Nullable String confirmWithin) {

  private static final Pattern MARKET = Pattern.compile("[A-Za-z]{2,20}");
  private static final Duration USUAL_WAIT = Duration.ofDays(7);
  private static final Duration LONGEST_WAIT = Duration.ofDays(90);
  private static final int LONGEST_NAME = 60;
  private static final int LONGEST_DESCRIPTION = 1_000;
  private static final int HIGHEST_LIMIT = 1_000;

  /** What is said about it in one language; at most 60 and 1,000 characters. */
  record TextDraft(@Nullable String name, @Nullable String description) {}

  /**
   * What it costs.
   *
   * @param amount minor units, 1 to 10^15
   */
  record PriceDraft(@Nullable String asset, @Nullable Long amount) {}

  /** Level of a tier programme that it is for. */
  record TierDraft(@Nullable String programmeId, @Nullable String level) {}

  /**
   * Checks the draft.
   *
   * @param imageHosts hosts that pictures may come from, in lower case
   * @throws Problem 422 that names the field, the rule and the value
   */
  GiftRules accept(Collection<String> imageHosts, Instant now) {
    String word = kind == null ? "" : kind;
    GiftKind accepted =
        GiftKind.parse(word)
            .orElseThrow(
                () -> Problem.invalid("kind", "must be material, digital or coupon-asset", word));
    if (image != null && !ImageAddress.allowed(image, imageHosts)) {
      throw Problem.invalid(
          "image", "must be a path from the root, or https on an allowed host", image);
    }
    if (market != null && !MARKET.matcher(market).matches()) {
      throw Problem.invalid("market", "must be 2 to 20 letters", market);
    }
    Instant shown = visibleFrom == null ? now : visibleFrom;
    Instant offered = availableFrom == null ? shown : availableFrom;
    mustFollow("visibleUntil", visibleUntil, shown);
    mustFollow("availableUntil", availableUntil, offered);
    return new GiftRules(
        accepted,
        acceptTexts(),
        acceptPrice(),
        image,
        market,
        shown,
        visibleUntil,
        offered,
        availableUntil,
        acceptLimits(),
        acceptTier(),
        acceptCoupon(accepted),
        acceptWait());
  }

  private static void mustFollow(String field, @Nullable Instant until, Instant from) {
    if (until != null && !until.isAfter(from)) {
      throw Problem.invalid(field, "must be after the beginning, " + from, until);
    }
  }

  private Map<String, Text> acceptTexts() {
    Map<String, TextDraft> given = texts == null ? Map.of() : texts;
    var accepted = new HashMap<String, Text>();
    for (PageLanguage language : PageLanguage.values()) {
      String field = "texts." + language.tag();
      @Nullable TextDraft text = given.get(language.tag());
      if (text == null) {
        throw Problem.invalid(field, "is required", null);
      }
      accepted.put(
          language.tag(),
          new Text(
              words(field + ".name", text.name(), LONGEST_NAME),
              words(field + ".description", text.description(), LONGEST_DESCRIPTION)));
    }
    for (String language : given.keySet()) {
      if (!accepted.containsKey(language)) {
        throw Problem.invalid("texts", "has a language that is not zh-CN, zh-TW or en", language);
      }
    }
    return accepted;
  }

  private static String words(String field, @Nullable String words, int longest) {
    if (words == null || words.isBlank() || words.length() > longest) {
      throw Problem.invalid(field, "must have 1 to " + longest + " characters", words);
    }
    if (words.chars().anyMatch(c -> Character.isISOControl(c) && c != '\n')) {
      throw Problem.invalid(field, "must have no control characters", words);
    }
    return words.strip();
  }

  private Price acceptPrice() {
    String asset = price == null ? null : price.asset();
    Long amount = price == null ? null : price.amount();
    if (asset == null) {
      throw Problem.invalid("price.asset", "is required", null);
    }
    if (amount == null || amount < 1 || amount > Leg.MAX_AMOUNT) {
      throw Problem.invalid("price.amount", "must be 1 to 10^15 minor units", amount);
    }
    return new Price(AccountRef.stock(asset).asset(), amount);
  }

  private Limits acceptLimits() {
    if (limits == null) {
      return Limits.NONE;
    }
    limit("limits.perPerson", limits.perPerson());
    limit("limits.perPeriod", limits.perPeriod());
    String period = limits.period();
    String zone = limits.zone();
    if ((limits.perPeriod() == null) != (period == null)) {
      throw Problem.invalid("limits.period", "goes together with perPeriod", period);
    }
    if (zone != null && !ZoneId.getAvailableZoneIds().contains(zone)) {
      throw Problem.invalid("limits.zone", "must be an IANA zone such as Asia/Shanghai", zone);
    }
    if (period == null) {
      return limits;
    }
    if (Period.ofCalendar(period) && zone == null) {
      throw Problem.invalid("limits.zone", "is required for day, week and month", null);
    }
    if (Period.parse(period, zone == null ? null : ZoneId.of(zone)).isEmpty()) {
      throw Problem.invalid(
          "limits.period", "must be day, week, month or a duration of PT1S to P366D", period);
    }
    return limits;
  }

  private static void limit(String field, @Nullable Integer limit) {
    if (limit != null && (limit < 1 || limit > HIGHEST_LIMIT)) {
      throw Problem.invalid(field, "must be 1 to 1000", limit);
    }
  }

  private @Nullable RequiredTier acceptTier() {
    if (requiredTier == null) {
      return null;
    }
    String programme = requiredTier.programmeId();
    String level = requiredTier.level();
    if (programme == null || level == null) {
      throw Problem.invalid("requiredTier", "must have programmeId and level", requiredTier);
    }
    return new RequiredTier(programme, level);
  }

  private @Nullable String acceptCoupon(GiftKind accepted) {
    if ((accepted == GiftKind.COUPON_ASSET) != (couponAsset != null)) {
      throw Problem.invalid("couponAsset", "goes together with the kind coupon-asset", couponAsset);
    }
    return couponAsset == null ? null : AccountRef.stock(couponAsset).asset();
  }

  private Duration acceptWait() {
    if (confirmWithin == null) {
      return USUAL_WAIT;
    }
    return Period.length(confirmWithin, LONGEST_WAIT)
        .orElseThrow(
            () ->
                Problem.invalid(
                    "confirmWithin", "must be a duration of PT1S to P90D", confirmWithin));
  }
}
