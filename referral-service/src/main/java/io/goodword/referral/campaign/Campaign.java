package io.goodword.referral.campaign;

import io.goodword.contracts.referral.CampaignEnded;
import io.goodword.contracts.referral.CampaignPaused;
import io.goodword.contracts.referral.CampaignRevised;
import io.goodword.contracts.referral.CampaignStarted;
import io.goodword.kit.problem.Problem;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Optional;
import org.hibernate.annotations.ColumnTransformer;
import org.jspecify.annotations.Nullable;

/** A campaign; each transition guards itself and gives the event it raises. */
@Entity
@Table(name = "campaigns")
class Campaign {

  private static final String BY_MARKETER = "marketer";
  private static final String BY_BUDGET = "budget-exhausted";

  @Id
  @Column(name = "id")
  private String id;

  @Enumerated(EnumType.STRING)
  @Column(name = "state")
  private CampaignState state;

  @Column(name = "market")
  private String market;

  @Column(name = "starts_at")
  private Instant startsAt;

  @Column(name = "ends_at")
  private Instant endsAt;

  @Column(name = "terms_version")
  private int termsVersion;

  @Convert(converter = PlanColumn.class)
  @ColumnTransformer(write = "?::jsonb")
  @Column(name = "plan")
  private CampaignPlan plan;

  @Column(name = "pause_reason")
  private @Nullable String pauseReason;

  @Column(name = "running_since")
  private @Nullable Instant runningSince;

  @Column(name = "created_by")
  private String createdBy;

  @Column(name = "created_at")
  private Instant createdAt;

  @Version
  @Column(name = "revision")
  private long revision;

  @SuppressWarnings("NullAway.Init")
  protected Campaign() {}

  Campaign(String id, CampaignPlan plan, String createdBy, Instant now) {
    this.id = id;
    this.state = CampaignState.DRAFT;
    this.termsVersion = 1;
    this.createdBy = createdBy;
    this.createdAt = now;
    this.plan = plan;
    this.market = plan.market();
    this.startsAt = plan.startsAt();
    this.endsAt = plan.endsAt();
  }

  String id() {
    return id;
  }

  CampaignState state() {
    return state;
  }

  int termsVersion() {
    return termsVersion;
  }

  CampaignPlan plan() {
    return plan;
  }

  /** Why it is paused: marketer or budget-exhausted; nothing when it is not. */
  @Nullable String pauseReason() {
    return pauseReason;
  }

  /** Counts every change; its entity tag. */
  long revision() {
    return revision;
  }

  /**
   * Promises the campaign, or goes on after a pause; nothing when it runs already.
   *
   * @throws Problem 409 when it has ended
   */
  Optional<CampaignStarted> start(Instant now) {
    if (state == CampaignState.RUNNING) {
      return Optional.empty();
    }
    mustNotHaveEnded();
    if (!endsAt.isAfter(now)) {
      throw Problem.conflict("campaign-over", "Its last day was " + endsAt + ".");
    }
    state = CampaignState.RUNNING;
    pauseReason = null;
    runningSince = now;
    return Optional.of(
        new CampaignStarted(id, market, termsVersion, startsAt, endsAt, plan.rewards(), now));
  }

  /**
   * Stops for a while; nothing when it is paused already.
   *
   * @throws Problem 409 when it does not run
   */
  Optional<CampaignPaused> pause(Instant now) {
    if (state == CampaignState.PAUSED) {
      return Optional.empty();
    }
    mustNotHaveEnded();
    mustHaveStarted();
    return Optional.of(paused(BY_MARKETER, now));
  }

  /**
   * Its budget could not pay a reward: it stops by itself, unless its plan says otherwise, until a
   * marketer goes on with it.
   *
   * @param at when it could not be paid; before the last start it matters no more
   */
  Optional<CampaignPaused> budgetEnded(Instant at, Instant now) {
    boolean old = runningSince != null && at.isBefore(runningSince);
    if (state != CampaignState.RUNNING || old || !plan.pausesWhenBudgetEnds()) {
      return Optional.empty();
    }
    return Optional.of(paused(BY_BUDGET, now));
  }

  /**
   * Ends for good; nothing when it has ended already.
   *
   * @throws Problem 409 when it was never started
   */
  Optional<CampaignEnded> end(Instant now) {
    if (state == CampaignState.ENDED) {
      return Optional.empty();
    }
    mustHaveStarted();
    state = CampaignState.ENDED;
    pauseReason = null;
    return Optional.of(new CampaignEnded(id, now));
  }

  /**
   * Takes a new plan: anything while it is a draft, afterwards only what favours customers.
   *
   * @return the event of new terms, nothing when no promise changed
   * @throws Problem 409 {@code terms-frozen} with the fields that may not change
   */
  Optional<CampaignRevised> revise(CampaignPlan next, Instant now) {
    if (state == CampaignState.DRAFT) {
      take(next);
      return Optional.empty();
    }
    if (state == CampaignState.ENDED) {
      throw Problem.conflict(
          "terms-frozen", "The campaign has ended, its terms stay as they were.");
    }
    return switch (TermsChange.between(plan, next)) {
      case TermsChange.Frozen frozen -> throw frozen(frozen);
      case TermsChange.None ignored -> {
        take(next);
        yield Optional.empty();
      }
      case TermsChange.Favourable ignored -> {
        take(next);
        termsVersion++;
        yield Optional.of(
            new CampaignRevised(id, market, termsVersion, startsAt, endsAt, plan.rewards(), now));
      }
    };
  }

  CampaignTerms terms() {
    return new CampaignTerms(
        id,
        market,
        state,
        startsAt,
        endsAt,
        termsVersion,
        plan.model(),
        plan.window(),
        plan.rewards());
  }

  CampaignLanding landing() {
    return new CampaignLanding(
        id,
        market,
        state,
        startsAt,
        endsAt,
        plan.window(),
        plan.destination(),
        plan.accent(),
        plan.terms(),
        plan.landing(),
        plan.rewards());
  }

  private CampaignPaused paused(String reason, Instant now) {
    state = CampaignState.PAUSED;
    pauseReason = reason;
    return new CampaignPaused(id, now);
  }

  private void take(CampaignPlan next) {
    plan = next;
    market = next.market();
    startsAt = next.startsAt();
    endsAt = next.endsAt();
  }

  private void mustHaveStarted() {
    if (state == CampaignState.DRAFT) {
      throw Problem.conflict("campaign-not-started", "Start the campaign first.");
    }
  }

  private void mustNotHaveEnded() {
    if (state == CampaignState.ENDED) {
      throw Problem.conflict("campaign-ended", "The campaign has ended for good.");
    }
  }

  private static Problem frozen(TermsChange.Frozen frozen) {
    Problem problem =
        Problem.conflict(
            "terms-frozen",
            "After its start a campaign changes only in favour of customers"
                + " (反不正当竞争法 2025 article 11).");
    frozen.losses().forEach(loss -> problem.with(loss.field(), loss.rule(), null));
    return problem;
  }
}
