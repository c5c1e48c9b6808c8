package io.goodword.referral.attribution;

import static java.util.Comparator.comparing;

import io.goodword.referral.attribution.AttributionCase.Advocate;
import io.goodword.referral.attribution.AttributionCase.Bound;
import io.goodword.referral.attribution.ResolvedClaim.Known;
import io.goodword.referral.attribution.ResolvedClaim.Refused;
import io.goodword.referral.campaign.CampaignTerms;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who, if anybody, is credited with a friend: a pure function of {@link AttributionCase}.
 *
 * <p>Order of the rules: a bound friend stays bound. Else the claims are tried by strength, token
 * before code before coupon; the first that stands decides the campaign, the weaker claims of the
 * same conversion do not compete. Among its touch and the friend's earlier touches of that campaign
 * that are inside the window, the campaign's model credits the first or the last. Last come the
 * rules about the people: existing customer, and the risk ladder of {@link Risk}. When no claim
 * stands, the reason is that of the strongest one.
 *
 * <p>An existing customer is one who paid another order before the conversion, who had registered
 * before the registration that is reported now, or whom the shop knew longer than the window. So
 * somebody who registered this week may still name the friend at the first checkout.
 */
sealed interface AttributionDecision {

  /** Clocks of the shop and ours may differ by so much. */
  Duration CLOCK_SKEW = Duration.ofMinutes(5);

  /** The explanation, in the order in which the rules were applied. */
  List<Finding> findings();

  /**
   * The friend is to be bound.
   *
   * @param touch credited touch
   * @param terms terms of its campaign
   * @param score risk score, 0 to 59
   * @param needsReview whether a person should look at it
   */
  record Attributed(
      Touch touch, CampaignTerms terms, int score, boolean needsReview, List<Finding> findings)
      implements AttributionDecision {}

  /** The friend was bound earlier and this conversion belongs to that referral. */
  record StillBound(String referralId, List<Finding> findings) implements AttributionDecision {}

  /** Nobody is credited. */
  record NotAttributed(Reason reason, List<Finding> findings) implements AttributionDecision {}

  /** Decides a case. */
  static AttributionDecision of(AttributionCase facts) {
    List<ResolvedClaim> claims =
        facts.claims().stream().sorted(comparing(ResolvedClaim::via)).toList();
    Bound bound = facts.friend().bound();
    if (bound != null) {
      return ofBound(bound, claims);
    }
    if (claims.isEmpty()) {
      return new NotAttributed(
          Reason.NO_CLAIM,
          List.of(Finding.refuse(Reason.NO_CLAIM, "neither token nor code nor coupon was given")));
    }
    List<Finding> trail = new ArrayList<>();
    @Nullable Reason strongest = null;
    for (ResolvedClaim claim : claims) {
      Optional<Finding> refusal =
          switch (claim) {
            case Refused refused ->
                Optional.of(Finding.refuse(refused.reason(), refused.evidence()));
            case Known known -> refusalOf(known, facts);
          };
      if (refusal.isEmpty() && claim instanceof Known known) {
        trail.add(
            Finding.pass(
                "claim", "the " + known.via().wire() + " names link " + known.touch().linkId()));
        return credited(known.touch(), facts, trail);
      }
      Finding finding = refusal.orElseThrow();
      trail.add(finding);
      if (strongest == null) {
        strongest = reasonOf(finding);
      }
    }
    return new NotAttributed(
        java.util.Objects.requireNonNull(strongest, "claims are not empty"), List.copyOf(trail));
  }

  private static AttributionDecision ofBound(Bound bound, List<ResolvedClaim> claims) {
    boolean sameLink =
        ResolvedClaim.touchesOf(claims).stream()
            .anyMatch(touch -> touch.linkId().equals(bound.linkId()));
    String evidence = "bound by referral " + bound.referralId();
    return claims.isEmpty() || sameLink
        ? new StillBound(bound.referralId(), List.of(Finding.pass("already-bound", evidence)))
        : new NotAttributed(
            Reason.ALREADY_BOUND, List.of(Finding.refuse(Reason.ALREADY_BOUND, evidence)));
  }

  private static Optional<Finding> refusalOf(Known claim, AttributionCase facts) {
    Touch touch = claim.touch();
    if (touch.advocateId().equals(facts.friendId())) {
      return Optional.of(
          Finding.refuse(Reason.SELF_REFERRAL, "advocate and friend are the same customer"));
    }
    if (claim.clickOfAnother()) {
      return Optional.of(
          Finding.refuse(
              Reason.TOKEN_REUSED, "click " + touch.clickKey() + " has bound another friend"));
    }
    CampaignTerms terms = facts.campaigns().get(touch.campaignId());
    if (terms == null || !terms.isOpenAt(facts.at())) {
      return Optional.of(
          Finding.refuse(
              Reason.CAMPAIGN_NOT_RUNNING,
              "campaign " + touch.campaignId() + " was not running at " + facts.at()));
    }
    if (candidates(touch, terms, facts).isEmpty()) {
      return Optional.of(
          Finding.refuse(
              Reason.OUTSIDE_WINDOW,
              "touched at "
                  + touch.at()
                  + ", converted at "
                  + facts.at()
                  + ", window "
                  + terms.window()));
    }
    return Optional.empty();
  }

  private static AttributionDecision credited(
      Touch believed, AttributionCase facts, List<Finding> trail) {
    CampaignTerms terms = terms(believed, facts);
    List<Touch> candidates = candidates(believed, terms, facts);
    Touch touch =
        switch (terms.model()) {
          case FIRST_TOUCH -> candidates.getFirst();
          case LAST_TOUCH -> candidates.getLast();
        };
    trail.add(
        Finding.pass(
            "attribution-window",
            "touched at "
                + touch.at()
                + ", converted at "
                + facts.at()
                + ", window "
                + terms.window()));
    trail.add(
        Finding.pass(
            "attribution-model",
            terms.model().wire()
                + " of "
                + candidates.size()
                + " touch(es) credits link "
                + touch.linkId()));
    Optional<String> existing = existingCustomer(facts, terms.window());
    if (existing.isPresent()) {
      trail.add(Finding.refuse(Reason.EXISTING_CUSTOMER, existing.get()));
      return new NotAttributed(Reason.EXISTING_CUSTOMER, List.copyOf(trail));
    }
    trail.add(Finding.pass("existing-customer", "no earlier order or registration is on file"));
    Advocate advocate = facts.advocates().getOrDefault(touch.advocateId(), Advocate.UNKNOWN);
    Risk risk =
        Risk.of(facts.friend().signals(), advocate.signals(), advocate.bindingsInLastHour());
    trail.addAll(risk.findings());
    String ladder = "score " + risk.score() + "; review from 30, denied from 60";
    if (risk.denies()) {
      trail.add(new Finding("risk-score", Finding.Verdict.REFUSE, ladder));
      return new NotAttributed(risk.reason(), List.copyOf(trail));
    }
    trail.add(
        risk.needsReview()
            ? Finding.suspect("risk-score", ladder)
            : Finding.pass("risk-score", ladder));
    return new Attributed(touch, terms, risk.score(), risk.needsReview(), List.copyOf(trail));
  }

  private static CampaignTerms terms(Touch touch, AttributionCase facts) {
    return java.util.Objects.requireNonNull(facts.campaigns().get(touch.campaignId()));
  }

  /** Creditable touches of the campaign, oldest first. */
  private static List<Touch> candidates(
      Touch believed, CampaignTerms terms, AttributionCase facts) {
    return Stream.concat(facts.earlier().stream(), Stream.of(believed))
        .filter(touch -> touch.campaignId().equals(terms.campaignId()))
        .filter(touch -> !touch.advocateId().equals(facts.friendId()))
        .filter(touch -> within(touch.at(), facts.at(), terms.window()))
        .distinct()
        .sorted(Touch.BY_TIME)
        .toList();
  }

  private static boolean within(Instant touched, Instant converted, Duration window) {
    return !touched.isAfter(converted.plus(CLOCK_SKEW))
        && !touched.isBefore(converted.minus(window));
  }

  private static Optional<String> existingCustomer(AttributionCase facts, Duration window) {
    Optional<Map.Entry<String, Instant>> order =
        facts.friend().paidOrders().entrySet().stream()
            .filter(paid -> !paid.getKey().equals(facts.orderId()))
            .filter(paid -> paid.getValue().isBefore(facts.at()))
            .min(Map.Entry.<String, Instant>comparingByValue().thenComparing(Map.Entry::getKey));
    if (order.isPresent()) {
      return Optional.of(
          "order " + order.get().getKey() + " was paid at " + order.get().getValue());
    }
    Instant registered = facts.friend().registeredAt();
    if (facts.orderId() == null && registered != null && registered.isBefore(facts.at())) {
      return Optional.of("registered at " + registered);
    }
    if (facts.friend().firstSeenAt().isBefore(facts.at().minus(window))) {
      return Optional.of("known since " + facts.friend().firstSeenAt());
    }
    return Optional.empty();
  }

  private static Reason reasonOf(Finding finding) {
    return Stream.of(Reason.values())
        .filter(reason -> reason.code().equals(finding.rule()))
        .findFirst()
        .orElseThrow();
  }
}
