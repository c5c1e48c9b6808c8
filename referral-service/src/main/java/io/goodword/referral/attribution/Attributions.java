package io.goodword.referral.attribution;

import io.goodword.contracts.referral.ReferralAttributed;
import io.goodword.kit.outbox.Outbox;
import io.goodword.kit.paging.Cursor;
import io.goodword.kit.source.Ids;
import io.goodword.referral.attribution.AttributionDecision.Attributed;
import io.goodword.referral.attribution.AttributionDecision.NotAttributed;
import io.goodword.referral.attribution.AttributionDecision.StillBound;
import io.goodword.referral.commerce.Conversion;
import io.goodword.referral.commerce.FactReaction.Outcome;
import io.goodword.referral.link.Touchpoints;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who recommended whom.
 *
 * <p>A friend is bound once in all campaigns together, not once in each: after the first binding
 * the friend is a customer who was won, and no later campaign wins them again.
 */
@ApplicationScoped
public class Attributions {

  private static final int ATTEMPTS = 3;

  private final Referrals referrals;
  private final Decisions decisions;
  private final ClaimResolver claims;
  private final CaseFiles files;
  private final Touchpoints clicks;
  private final Outbox outbox;
  private final Ids ids;
  private final Clock clock;

  Attributions(
      Referrals referrals,
      Decisions decisions,
      ClaimResolver claims,
      CaseFiles files,
      Touchpoints clicks,
      Outbox outbox,
      Ids ids,
      Clock clock) {
    this.referrals = referrals;
    this.decisions = decisions;
    this.claims = claims;
    this.files = files;
    this.clicks = clicks;
    this.outbox = outbox;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * What was decided about a conversion.
   *
   * @param outcome answer for the shop
   * @param binding the friend's binding, whether this conversion made it or not
   */
  public record Attribution(Outcome outcome, Optional<Binding> binding) {}

  /**
   * A referral with everything that explains it.
   *
   * @param findings rules of the decision in their order
   * @param touches all touches of the friend, oldest first, at most 200
   */
  public record Explained(Binding binding, List<Finding> findings, List<Touch> touches) {}

  /** Decides a conversion, binds the friend if somebody is credited, and says why or why not. */
  @Transactional
  public Attribution attribute(Conversion conversion) {
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      Optional<Binding> before = referrals.byFriend(conversion.customerId());
      List<ResolvedClaim> resolved = claims.resolve(conversion);
      AttributionDecision decision =
          AttributionDecision.of(files.open(conversion, resolved, before.orElse(null)));
      Optional<Binding> after =
          decision instanceof Attributed credited ? bind(conversion, credited) : before;
      if (decision instanceof Attributed && after.isEmpty()) {
        // somebody was faster with this friend or this click: what is on file has changed
        continue;
      }
      Outcome outcome = outcome(decision, after.orElse(null));
      if (!resolved.isEmpty()) {
        decisions.addTouches(conversion, ResolvedClaim.touchesOf(resolved));
        decisions.add(conversion, outcome, decision.findings());
      }
      return new Attribution(outcome, after);
    }
    throw new IllegalStateException("fact " + conversion.factId() + " could not be decided");
  }

  /** The answer that was given to a conversion which is reported again. */
  @Transactional
  public Outcome outcomeOf(Conversion conversion) {
    return decisions
        .outcomeOf(conversion.factId())
        .or(
            () ->
                referrals
                    .byFriend(conversion.customerId())
                    .map(binding -> new Outcome(true, binding.referralId(), null)))
        .orElseGet(() -> new Outcome(false, null, Reason.NO_CLAIM.code()));
  }

  /** The binding of a friend. */
  @Transactional
  public Optional<Binding> bindingOf(String friendId) {
    return referrals.byFriend(friendId);
  }

  /** A referral with its explanation. */
  @Transactional
  public Optional<Explained> explain(String referralId) {
    return referrals
        .byId(referralId)
        .map(
            binding ->
                new Explained(
                    binding,
                    decisions.findingsOf(referralId),
                    decisions.touchesOf(binding.friendId())));
  }

  /** Referrals, newest first. */
  @Transactional
  public Cursor.Page<Binding> list(ReferralFilter filter, @Nullable String after, int limit) {
    return Cursor.page(
        referrals.list(filter, Cursor.decode(after), limit + 1), limit, Binding::referralId);
  }

  private Optional<Binding> bind(Conversion conversion, Attributed credited) {
    Touch touch = credited.touch();
    var click =
        touch.clickKey() == null
            ? Optional.<io.goodword.referral.link.Touch>empty()
            : clicks.byClick(touch.clickKey());
    Binding binding =
        new Binding(
            ids.text(),
            touch.campaignId(),
            touch.linkId(),
            touch.advocateId(),
            conversion.customerId(),
            touch.via(),
            credited.terms().model().wire(),
            credited.terms().termsVersion(),
            touch.clickKey() == null || touch.clickKey().contains("@") ? null : touch.clickKey(),
            click.map(io.goodword.referral.link.Touch::channel).orElse(null),
            touch.at(),
            conversion.occurredAt(),
            clock.instant(),
            credited.score(),
            credited.needsReview());
    if (!referrals.add(binding, touch.clickKey(), conversion.factId())) {
      return Optional.empty();
    }
    outbox.append(
        ReferralAttributed.TYPE,
        binding.referralId(),
        new ReferralAttributed(
            binding.referralId(),
            binding.campaignId(),
            binding.linkId(),
            binding.advocateId(),
            binding.friendId(),
            binding.via().wire(),
            binding.model(),
            binding.termsVersion(),
            binding.convertedAt()));
    return Optional.of(binding);
  }

  private static Outcome outcome(AttributionDecision decision, @Nullable Binding binding) {
    String referral = binding == null ? null : binding.referralId();
    return switch (decision) {
      case Attributed credited -> new Outcome(true, referral, null);
      case StillBound bound -> new Outcome(true, bound.referralId(), null);
      case NotAttributed refused -> new Outcome(false, referral, refused.reason().code());
    };
  }
}
