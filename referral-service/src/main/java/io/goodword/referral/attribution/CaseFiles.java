package io.goodword.referral.attribution;

import io.goodword.referral.attribution.AttributionCase.Advocate;
import io.goodword.referral.attribution.AttributionCase.Bound;
import io.goodword.referral.attribution.AttributionCase.Friend;
import io.goodword.referral.campaign.CampaignTerms;
import io.goodword.referral.campaign.Campaigns;
import io.goodword.referral.commerce.Conversion;
import io.goodword.referral.commerce.CustomerFacts;
import io.goodword.referral.commerce.Customers;
import io.goodword.referral.commerce.OrderFacts;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Collects what a decision looks at, and nothing where there is nothing to decide. */
@ApplicationScoped
class CaseFiles {

  private final Campaigns campaigns;
  private final Customers customers;
  private final Referrals referrals;
  private final Decisions decisions;

  CaseFiles(Campaigns campaigns, Customers customers, Referrals referrals, Decisions decisions) {
    this.campaigns = campaigns;
    this.customers = customers;
    this.referrals = referrals;
    this.decisions = decisions;
  }

  AttributionCase open(
      Conversion conversion, List<ResolvedClaim> claims, @Nullable Binding before) {
    Instant at = conversion.occurredAt();
    if (before != null || claims.isEmpty()) {
      Bound bound = before == null ? null : new Bound(before.referralId(), before.linkId());
      return new AttributionCase(
          conversion.customerId(),
          at,
          conversion.orderId(),
          claims,
          List.of(),
          Map.of(),
          new Friend(bound, null, at, Map.of(), Set.of()),
          Map.of());
    }
    List<Touch> shown = ResolvedClaim.touchesOf(claims);
    List<Touch> earlier =
        shown.isEmpty() ? List.of() : decisions.creditableTouchesOf(conversion.customerId());
    Map<String, CampaignTerms> terms = new HashMap<>();
    shown.stream()
        .map(Touch::campaignId)
        .distinct()
        .forEach(id -> campaigns.find(id).ifPresent(found -> terms.put(id, found)));
    Map<String, Advocate> advocates = new HashMap<>();
    Stream.concat(shown.stream(), earlier.stream())
        .map(Touch::advocateId)
        .distinct()
        .forEach(
            id ->
                advocates.put(
                    id, new Advocate(customers.signals(id), referrals.boundInHourBefore(id, at))));
    return new AttributionCase(
        conversion.customerId(),
        at,
        conversion.orderId(),
        claims,
        earlier,
        terms,
        friend(conversion),
        advocates);
  }

  private Friend friend(Conversion conversion) {
    CustomerFacts facts =
        customers
            .find(conversion.customerId())
            .orElseThrow(() -> new IllegalStateException("facts are stored before the decision"));
    Map<String, Instant> paid = new HashMap<>();
    for (OrderFacts order : facts.orders()) {
      if (order.paidAt() != null) {
        paid.put(order.orderId(), order.paidAt());
      }
    }
    return new Friend(null, facts.registeredAt(), facts.firstSeenAt(), paid, facts.signals());
  }
}
