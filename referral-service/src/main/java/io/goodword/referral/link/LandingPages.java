package io.goodword.referral.link;

import io.goodword.contracts.referral.RewardTerm;
import io.goodword.kit.page.PageLanguage;
import io.goodword.referral.campaign.CampaignLanding;
import io.goodword.referral.campaign.CampaignState;
import io.goodword.referral.campaign.Campaigns;
import io.goodword.referral.campaign.LandingText;
import io.goodword.referral.policy.Policies;
import io.goodword.referral.policy.PolicyPack;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Writes the landing page of a link and the page of a link that does not exist. */
@Singleton
class LandingPages {

  private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(1);

  private final Campaigns campaigns;
  private final Policies policies;
  private final AttributionTokens tokens;
  private final LandingWords words;
  private final Clock clock;
  private final String publicUrl;

  LandingPages(
      Campaigns campaigns,
      Policies policies,
      AttributionTokens tokens,
      LandingWords words,
      Clock clock,
      @ConfigProperty(name = "goodword.public-url") String publicUrl) {
    this.campaigns = campaigns;
    this.policies = policies;
    this.tokens = tokens;
    this.words = words;
    this.clock = clock;
    this.publicUrl = publicUrl;
  }

  @CheckedTemplate(basePath = "link")
  static class Templates {
    static native TemplateInstance landing(LandingView page, PageLanguage language);

    static native TemplateInstance unknown(String title, String text, PageLanguage language);

    private Templates() {}
  }

  /**
   * Who opens the page, and how.
   *
   * @param click parameter {@code click} as it came, checked here
   * @param wish parameter {@code lang}
   */
  record Reader(@Nullable String click, @Nullable String wish, @Nullable String acceptLanguage) {}

  /** The page of a link; nothing when its campaign is gone. */
  Optional<String> landing(LinkRef link, Reader reader) {
    return campaigns
        .landing(link.campaignId())
        .map(
            campaign -> {
              PolicyPack pack = policies.of(campaign.market());
              PageLanguage language =
                  PageLanguage.choose(
                      reader.wish(), reader.acceptLanguage(), pack.defaultLanguage());
              LandingView view = view(link, campaign, pack, language, reader);
              return Templates.landing(view, language).render();
            });
  }

  /** A friendly sentence and nothing else. */
  String unknown(@Nullable String wish, @Nullable String acceptLanguage) {
    PageLanguage language =
        PageLanguage.choose(wish, acceptLanguage, policies.of(Policies.DEFAULT).defaultLanguage());
    return Templates.unknown(
            words.say(language, "unknown.title"), words.say(language, "unknown.text"), language)
        .render();
  }

  /** The click of a visit: well formed, not of the future, not older than the window. */
  Optional<UUID> click(@Nullable String given, Duration window) {
    Instant now = clock.instant();
    return Optional.ofNullable(given)
        .flatMap(ClickIds::parse)
        .filter(id -> ClickIds.time(id).isBefore(now.plus(CLOCKS_DIFFER)))
        .filter(id -> ClickIds.time(id).isAfter(now.minus(window)));
  }

  private LandingView view(
      LinkRef link,
      CampaignLanding campaign,
      PolicyPack pack,
      PageLanguage language,
      Reader reader) {
    ZoneId zone = ZoneId.of(pack.zone());
    LandingText text = campaign.text(language);
    String notice = notice(campaign, language, zone);
    String disclosure = pack.disclosure(language).landing();
    Optional<UUID> click = click(reader.click(), campaign.window());
    return new LandingView(
        language,
        words.say(language, "invited"),
        text.title(),
        text.text(),
        notice,
        notice == null ? offer(link, campaign, language, disclosure, click) : null,
        words.say(language, "period", words.lastDay(language, campaign.endsAt(), zone)),
        words.say(language, "terms"),
        campaign.terms(language).lines().filter(line -> !line.isBlank()).toList(),
        new LandingView.Social(
            text.title(),
            text.text() + " " + disclosure,
            publicUrl + "/c/" + link.code(),
            language.tag().replace('-', '_')),
        campaign.accent() == null ? null : "/c/accent/" + campaign.accent().substring(1) + ".css",
        others(link, language, click));
  }

  private @Nullable String notice(CampaignLanding campaign, PageLanguage language, ZoneId zone) {
    Instant now = clock.instant();
    if (campaign.state() == CampaignState.ENDED || !now.isBefore(campaign.endsAt())) {
      return words.say(language, "notice.ended");
    }
    if (campaign.state() == CampaignState.PAUSED) {
      return words.say(language, "notice.paused");
    }
    if (campaign.state() == CampaignState.DRAFT || now.isBefore(campaign.startsAt())) {
      return words.say(language, "notice.early", words.day(language, campaign.startsAt(), zone));
    }
    return null;
  }

  private LandingView.Offer offer(
      LinkRef link,
      CampaignLanding campaign,
      PageLanguage language,
      String disclosure,
      Optional<UUID> click) {
    var claim =
        new TokenClaim(
            link.linkId(),
            click.map(UUID::toString).orElse(null),
            click.map(ClickIds::time).orElseGet(clock::instant));
    String token = tokens.issue(claim, campaign.window());
    return new LandingView.Offer(
        words.say(language, "gains.friend"),
        gains(campaign, "friend", language),
        words.say(language, "gains.advocate"),
        gains(campaign, "advocate", language),
        disclosure,
        campaign.text(language).button(),
        words.say(language, "next", URI.create(campaign.destination()).getHost()),
        withToken(campaign.destination(), token));
  }

  /** Only the stored address and our token: nothing of the request ever reaches the destination. */
  static String withToken(String destination, String token) {
    return destination + (destination.contains("?") ? '&' : '?') + "gw=" + token;
  }

  private List<LandingView.Gain> gains(
      CampaignLanding campaign, String beneficiary, PageLanguage language) {
    return campaign.rewards().stream()
        .filter(term -> term.beneficiary().equals(beneficiary))
        .sorted(Comparator.comparing(RewardTerm::milestone).reversed())
        .map(term -> words.gain(language, term))
        .toList();
  }

  private List<LandingView.Other> others(
      LinkRef link, PageLanguage language, Optional<UUID> click) {
    var others = new ArrayList<LandingView.Other>();
    for (PageLanguage other : PageLanguage.values()) {
      if (other != language) {
        String href =
            "/c/%s?lang=%s%s"
                .formatted(link.code(), other.tag(), click.map(id -> "&click=" + id).orElse(""));
        others.add(new LandingView.Other(other.tag(), words.say(other, "language"), href));
      }
    }
    return others;
  }
}
