package io.goodword.referral.campaign;

import io.goodword.contracts.referral.CampaignEnded;
import io.goodword.contracts.referral.CampaignPaused;
import io.goodword.contracts.referral.CampaignRevised;
import io.goodword.contracts.referral.CampaignStarted;
import io.goodword.contracts.reward.BudgetExhausted;
import io.goodword.kit.idempotency.Answer;
import io.goodword.kit.idempotency.Idempotency;
import io.goodword.kit.idempotency.IdempotencyKey;
import io.goodword.kit.outbox.Outbox;
import io.goodword.kit.paging.Cursor;
import io.goodword.kit.problem.Problem;
import io.goodword.kit.source.Ids;
import io.goodword.referral.policy.Policies;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The campaigns of the company. */
@ApplicationScoped
public class Campaigns {

  private static final int OVERDUE_AT_ONCE = 100;

  private final StoredCampaigns stored;
  private final Policies policies;
  private final Idempotency idempotency;
  private final Outbox outbox;
  private final Ids ids;
  private final Clock clock;

  Campaigns(
      StoredCampaigns stored,
      Policies policies,
      Idempotency idempotency,
      Outbox outbox,
      Ids ids,
      Clock clock) {
    this.stored = stored;
    this.policies = policies;
    this.idempotency = idempotency;
    this.outbox = outbox;
    this.ids = ids;
    this.clock = clock;
  }

  /** What attribution and rewards must know of a campaign, as it stands now. */
  @Transactional
  public Optional<CampaignTerms> find(String campaignId) {
    return stored.byId(campaignId).map(Campaign::terms);
  }

  /** What its pages and share texts say. */
  @Transactional
  public Optional<CampaignLanding> landing(String campaignId) {
    return stored.byId(campaignId).map(Campaign::landing);
  }

  /** Writes a draft, once for a key. */
  @Transactional
  Answer<CampaignView> create(IdempotencyKey key, String by, CampaignDraft draft) {
    return idempotency.once(
        key,
        draft,
        CampaignView.class,
        () -> {
          Instant now = clock.instant();
          CampaignPlan plan = CampaignRules.accept(draft, policies.markets(), now, null, ids::text);
          var campaign = new Campaign(ids.text(), plan, by, now);
          stored.persistAndFlush(campaign);
          return CampaignView.of(campaign);
        });
  }

  @Transactional
  CampaignView read(String id) {
    return CampaignView.of(stored.byId(id).orElseThrow(Campaigns::unknown));
  }

  @Transactional
  Cursor.Page<CampaignView> list(@Nullable String after, int limit) {
    List<CampaignView> rows =
        stored.newestBefore(Cursor.decode(after), limit + 1).stream()
            .map(CampaignView::of)
            .toList();
    return Cursor.page(rows, limit, CampaignView::id);
  }

  /**
   * Replaces the plan.
   *
   * @param revision the entity tag the marketer has read
   * @throws Problem 412 when somebody else has changed it since, 409 when terms are frozen
   */
  @Transactional
  CampaignView revise(String id, String revision, String by, CampaignDraft draft) {
    Campaign campaign = stored.byIdForChange(id).orElseThrow(Campaigns::unknown);
    if (!revision.equals(String.valueOf(campaign.revision()))) {
      throw Problem.of(
          412,
          "changed-meanwhile",
          "Somebody else has changed it",
          "Read the campaign again and repeat the change.");
    }
    Instant now = clock.instant();
    CampaignPlan next =
        CampaignRules.accept(draft, policies.markets(), now, campaign.plan(), ids::text);
    Optional<CampaignRevised> revised = campaign.revise(next, now);
    if (revised.isPresent()) {
      stored.keepTerms(campaign, by, now);
      outbox.append(CampaignRevised.TYPE, id, revised.get());
    }
    return flushed(campaign);
  }

  @Transactional
  CampaignView start(String id, String by) {
    Campaign campaign = stored.byIdForChange(id).orElseThrow(Campaigns::unknown);
    Instant now = clock.instant();
    Optional<CampaignStarted> started = campaign.start(now);
    if (started.isPresent()) {
      stored.keepTerms(campaign, by, now);
      outbox.append(CampaignStarted.TYPE, id, started.get());
    }
    return flushed(campaign);
  }

  @Transactional
  CampaignView pause(String id) {
    Campaign campaign = stored.byIdForChange(id).orElseThrow(Campaigns::unknown);
    campaign.pause(clock.instant()).ifPresent(e -> outbox.append(CampaignPaused.TYPE, id, e));
    return flushed(campaign);
  }

  /** A reward could not be paid: its campaign pauses by itself. Programmes are no campaigns. */
  @Transactional
  public void budgetEnded(BudgetExhausted event) {
    stored
        .byIdForChange(event.campaignId())
        .flatMap(campaign -> campaign.budgetEnded(event.occurredAt(), clock.instant()))
        .ifPresent(paused -> outbox.append(CampaignPaused.TYPE, paused.campaignId(), paused));
  }

  @Transactional
  CampaignView end(String id) {
    Campaign campaign = stored.byIdForChange(id).orElseThrow(Campaigns::unknown);
    campaign.end(clock.instant()).ifPresent(e -> outbox.append(CampaignEnded.TYPE, id, e));
    return flushed(campaign);
  }

  /** Ends what is past its last instant; any number of instances may do so at once. */
  @Transactional
  void endOverdue() {
    for (String id : stored.overdue(clock.instant(), OVERDUE_AT_ONCE)) {
      end(id);
    }
  }

  private CampaignView flushed(Campaign campaign) {
    stored.flush();
    return CampaignView.of(campaign);
  }

  private static Problem unknown() {
    return Problem.notFound("campaign");
  }
}
