package io.goodword.referral.campaign;

import io.goodword.contracts.referral.RewardTerm;
import io.goodword.kit.page.PageLanguage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the landing page and the share texts of a campaign say.
 *
 * @param destination page of the shop, on the campaign's allow-list
 * @param accent colour of the button, {@code #rrggbb}, at least 4.5:1 against white
 * @param terms policy details by language
 * @param landing texts by language
 */
public record CampaignLanding(
    String campaignId,
    String market,
    CampaignState state,
    Instant startsAt,
    Instant endsAt,
    Duration window,
    String destination,
    @Nullable String accent,
    Map<String, String> terms,
    Map<String, LandingText> landing,
    List<RewardTerm> rewards) {

  /** The texts in a language; a campaign has all of them. */
  public LandingText text(PageLanguage language) {
    LandingText text = landing.get(language.tag());
    if (text == null) {
      throw new IllegalStateException("checked when the campaign was written: " + language);
    }
    return text;
  }

  /** The policy details in a language. */
  public String terms(PageLanguage language) {
    return terms.getOrDefault(language.tag(), "");
  }
}
