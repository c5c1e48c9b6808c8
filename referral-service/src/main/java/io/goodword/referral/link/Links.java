package io.goodword.referral.link;

import io.goodword.contracts.referral.LinkCreated;
import io.goodword.kit.outbox.Outbox;
import io.goodword.kit.problem.Problem;
import io.goodword.referral.campaign.CampaignState;
import io.goodword.referral.campaign.CampaignTerms;
import io.goodword.referral.campaign.Campaigns;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** The personal links of all advocates. */
@ApplicationScoped
public class Links {

  private static final int CODE_ATTEMPTS = 5;

  private final StoredLinks stored;
  private final Campaigns campaigns;
  private final Outbox outbox;
  private final Clock clock;

  Links(StoredLinks stored, Campaigns campaigns, Outbox outbox, Clock clock) {
    this.stored = stored;
    this.campaigns = campaigns;
    this.outbox = outbox;
    this.clock = clock;
  }

  /** The link of a code as a person typed it: case, spaces and hyphens do not matter. */
  @Transactional
  public Optional<LinkRef> byCode(String code) {
    return Codes.code(code).flatMap(stored::byCode).map(Link::ref);
  }

  /** The link of a coupon code as a person typed it. */
  @Transactional
  public Optional<LinkRef> byCouponCode(String couponCode) {
    return Codes.coupon(couponCode).flatMap(stored::byCouponCode).map(Link::ref);
  }

  /** The link of an id. */
  @Transactional
  public Optional<LinkRef> byId(String linkId) {
    return stored.byId(linkId).map(Link::ref);
  }

  /** How many advocates of a campaign have a link. */
  @Transactional
  public long count(String campaignId) {
    return stored.count(campaignId);
  }

  /**
   * A link and whether this call made it.
   *
   * @param created false when the advocate had it before
   */
  record Given(Link link, boolean created, CampaignTerms campaign) {}

  /**
   * The one link of an advocate in a campaign, made at the first call; any number of calls at once
   * get the same.
   *
   * @throws Problem 404 for an unknown campaign, 409 when it does not run and there is no link yet
   */
  @Transactional
  Given give(String campaignId, String advocateId) {
    CampaignTerms campaign =
        campaigns.find(campaignId).orElseThrow(() -> Problem.notFound("campaign"));
    Optional<Link> before = stored.of(campaignId, advocateId);
    if (before.isPresent()) {
      return new Given(before.get(), false, campaign);
    }
    if (campaign.state() != CampaignState.RUNNING) {
      throw Problem.conflict(
          "campaign-not-running", "A link is made while the campaign runs; it does not now.");
    }
    Instant now = clock.instant();
    for (int attempt = 0; attempt < CODE_ATTEMPTS; attempt++) {
      Optional<Link> made = stored.insert(campaignId, advocateId, now);
      if (made.isPresent()) {
        LinkRef ref = made.get().ref();
        outbox.append(
            LinkCreated.TYPE,
            ref.linkId(),
            new LinkCreated(ref.linkId(), campaignId, advocateId, ref.code(), now));
        return new Given(made.get(), true, campaign);
      }
      // either a call at the same time was first, or the random code is taken
      Optional<Link> others = stored.of(campaignId, advocateId);
      if (others.isPresent()) {
        return new Given(others.get(), false, campaign);
      }
    }
    throw new IllegalStateException("no free code after " + CODE_ATTEMPTS + " attempts");
  }
}
