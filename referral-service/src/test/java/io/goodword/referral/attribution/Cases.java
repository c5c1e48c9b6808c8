package io.goodword.referral.attribution;

import io.goodword.referral.attribution.AttributionCase.Advocate;
import io.goodword.referral.attribution.AttributionCase.Bound;
import io.goodword.referral.attribution.AttributionCase.Friend;
import io.goodword.referral.campaign.AttributionModel;
import io.goodword.referral.campaign.CampaignState;
import io.goodword.referral.campaign.CampaignTerms;
import io.goodword.referral.commerce.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Builds cases: friend bob registers at noon, campaign spring runs, alice's link is la. */
final class Cases {

  static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  static final Duration WINDOW = Duration.ofDays(30);

  private final List<ResolvedClaim> claims = new ArrayList<>();
  private final List<Touch> earlier = new ArrayList<>();
  private final Map<String, Instant> paid = new HashMap<>();
  private final Set<Signal> friendSignals = new HashSet<>();
  private final Set<Signal> advocateSignals = new HashSet<>();
  private CampaignTerms terms = terms(AttributionModel.LAST_TOUCH, WINDOW, CampaignState.RUNNING);
  private @Nullable String orderId;
  private @Nullable Bound bound;
  private @Nullable Instant registeredAt = NOON;
  private Instant firstSeenAt = NOON;
  private int bindingsInLastHour;

  static Cases aCase() {
    return new Cases();
  }

  static CampaignTerms terms(AttributionModel model, Duration window, CampaignState state) {
    return new CampaignTerms(
        "spring",
        "CN",
        state,
        NOON.minus(Duration.ofDays(60)),
        NOON.plus(Duration.ofDays(60)),
        1,
        model,
        window,
        List.of());
  }

  static Touch token(String link, String advocate, String click, Instant at) {
    return new Touch(Via.TOKEN, link, "spring", advocate, click, at);
  }

  static Touch code(String link, String advocate, Instant at) {
    return new Touch(Via.CODE, link, "spring", advocate, null, at);
  }

  Cases claiming(Touch... touches) {
    Arrays.stream(touches).map(touch -> new ResolvedClaim.Known(touch, false)).forEach(claims::add);
    return this;
  }

  Cases claimingSpent(Touch touch) {
    claims.add(new ResolvedClaim.Known(touch, true));
    return this;
  }

  Cases refused(Via via, Reason reason) {
    claims.add(new ResolvedClaim.Refused(via, reason, "seen in a test"));
    return this;
  }

  Cases touchedEarlier(Touch... touches) {
    earlier.addAll(List.of(touches));
    return this;
  }

  Cases in(CampaignTerms campaign) {
    terms = campaign;
    return this;
  }

  Cases boundTo(String referral, String link) {
    bound = new Bound(referral, link);
    return this;
  }

  Cases registered(Instant at) {
    registeredAt = at;
    firstSeenAt = at.isBefore(firstSeenAt) ? at : firstSeenAt;
    return this;
  }

  Cases atCheckout(String order) {
    orderId = order;
    paid.put(order, NOON);
    return this;
  }

  Cases paid(String order, Instant at) {
    paid.put(order, at);
    return this;
  }

  Cases sharing(Signal.Kind... kinds) {
    for (Signal.Kind kind : kinds) {
      friendSignals.add(new Signal(kind, "same"));
      advocateSignals.add(new Signal(kind, "same"));
    }
    return this;
  }

  Cases bindingsInLastHour(int count) {
    bindingsInLastHour = count;
    return this;
  }

  AttributionCase build() {
    Map<String, Advocate> advocates = new HashMap<>();
    for (String advocate : List.of("alice", "carol")) {
      advocates.put(advocate, new Advocate(advocateSignals, bindingsInLastHour));
    }
    return new AttributionCase(
        "bob",
        NOON,
        orderId,
        claims,
        earlier,
        Map.of("spring", terms),
        new Friend(bound, registeredAt, firstSeenAt, paid, friendSignals),
        advocates);
  }

  AttributionDecision decide() {
    return AttributionDecision.of(build());
  }
}
