package io.goodword.reward.catalogue;

import io.goodword.kit.idempotency.Answer;
import io.goodword.kit.idempotency.Idempotency;
import io.goodword.kit.idempotency.IdempotencyKey;
import io.goodword.kit.outbox.Outbox;
import io.goodword.kit.problem.Problem;
import io.goodword.kit.source.Ids;
import io.goodword.reward.catalogue.Eligibility.Turns;
import io.goodword.reward.catalogue.GiftRules.Limits;
import io.goodword.reward.catalogue.GiftRules.RequiredTier;
import io.goodword.reward.catalogue.Redemption.State;
import io.goodword.reward.catalogue.Redemptions.Step;
import io.goodword.reward.catalogue.Redemptions.Taken;
import io.goodword.reward.ledger.Attempts;
import io.goodword.reward.ledger.Ledger;
import io.goodword.reward.ledger.Operation;
import io.goodword.reward.ledger.Outcome;
import io.goodword.reward.ledger.Purpose;
import io.goodword.reward.tier.Tiers;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Sets a gift and its price aside for a customer: both or neither. */
@ApplicationScoped
class Redeeming {

  private static final int LONGEST_CUSTOMER = 100;

  private final Gifts gifts;
  private final Redemptions redemptions;
  private final Tiers tiers;
  private final Ledger ledger;
  private final Idempotency idempotency;
  private final Attempts attempts;
  private final Outbox outbox;
  private final Ids ids;
  private final Clock clock;

  Redeeming(
      Gifts gifts,
      Redemptions redemptions,
      Tiers tiers,
      Ledger ledger,
      Idempotency idempotency,
      Attempts attempts,
      Outbox outbox,
      Ids ids,
      Clock clock) {
    this.gifts = gifts;
    this.redemptions = redemptions;
    this.tiers = tiers;
    this.ledger = ledger;
    this.idempotency = idempotency;
    this.attempts = attempts;
    this.outbox = outbox;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * A wish for a gift.
   *
   * @param expectedPrice price that the customer saw, null when it does not matter
   */
  @RegisterForReflection
  record Wish(@Nullable String sku, @Nullable String customerId, @Nullable Long expectedPrice) {}

  /**
   * What is set aside.
   *
   * @param state requested; an automatic one is confirmed within a second
   * @param confirmBy when a material one is cancelled unless it is confirmed, null for another
   */
  @RegisterForReflection
  record Receipt(
      UUID redemptionId,
      String sku,
      String customerId,
      GiftKind kind,
      String asset,
      long price,
      String state,
      Instant requestedAt,
      @Nullable Instant confirmBy) {
    static Receipt of(Redemption redemption) {
      Agreement agreed = redemption.agreed();
      return new Receipt(
          redemption.id(),
          agreed.sku(),
          agreed.customerId(),
          agreed.kind(),
          agreed.priceAsset(),
          agreed.price(),
          State.REQUESTED.code(),
          agreed.requestedAt(),
          agreed.kind().automatic() ? null : agreed.dueAt());
    }
  }

  /**
   * Redeems a gift, once.
   *
   * @throws Problem 404 when there is no such gift that customers see; 422 insufficient-balance,
   *     out-of-stock, not-available, tier-required or limit-reached; 409 price-changed, or
   *     already-posted when the key was used for something else long ago
   */
  Answer<Receipt> redeem(IdempotencyKey key, Wish wish, String actor) {
    String sku = wish.sku();
    String customerId = wish.customerId();
    if (sku == null) {
      throw Problem.invalid("sku", "is required", null);
    }
    if (customerId == null || customerId.isBlank() || customerId.length() > LONGEST_CUSTOMER) {
      throw Problem.invalid("customerId", "must have 1 to 100 characters", customerId);
    }
    String requestKey = key.principal() + "/" + key.value();
    return attempts.inTransaction(
        () ->
            idempotency.once(
                key,
                wish,
                Receipt.class,
                () -> Receipt.of(redeemed(requestKey, sku, customerId, wish, actor))));
  }

  private Redemption redeemed(
      String requestKey, String sku, String customerId, Wish wish, String actor) {
    // the idempotency row is forgotten after some days, what was redeemed is not
    Optional<Redemption> earlier = redemptions.byRequest(requestKey);
    if (earlier.isPresent()) {
      if (!earlier.get().agreed().isFor(sku, customerId)) {
        throw Problem.conflict(
            "already-posted", "This Idempotency-Key was used before for another redemption.");
      }
      return earlier.get();
    }
    Instant now = clock.instant();
    Gift gift =
        gifts
            .find(sku)
            .filter(found -> found.rules().visible(now))
            .orElseThrow(() -> Problem.notFound("gift"));
    Eligibility.check(
        gift.rules(),
        now,
        wish.expectedPrice(),
        tierReached(gift.rules().requiredTier(), customerId),
        turns(gift, customerId, now));
    return setAside(Agreement.of(requestKey, gift, customerId, now), actor);
  }

  private boolean tierReached(@Nullable RequiredTier tier, String customerId) {
    return tier == null || tiers.reached(customerId, tier.programmeId(), tier.level());
  }

  private Turns turns(Gift gift, String customerId, Instant now) {
    Limits limits = gift.rules().limits();
    if (!limits.count()) {
      return Turns.NONE;
    }
    String zone = limits.zone();
    Instant since =
        Optional.ofNullable(limits.period())
            .flatMap(period -> Period.parse(period, zone == null ? null : ZoneId.of(zone)))
            .map(period -> period.since(now))
            .orElse(now);
    return redemptions.turns(gift.sku(), customerId, since);
  }

  private Redemption setAside(Agreement agreed, String actor) {
    UUID id = ids.next();
    Purpose purpose = Purpose.of("redeem", actor).because(agreed.sku(), id.toString());
    Instant dueAt = agreed.dueAt();
    List<Outcome> outcomes =
        ledger.apply(
            List.of(
                new Operation.Hold(
                    agreed.paymentKey(),
                    purpose,
                    agreed.payer(),
                    agreed.paid(),
                    agreed.price(),
                    dueAt),
                new Operation.Hold(
                    agreed.stockKey(), purpose, agreed.stock(), agreed.receiver(), 1, dueAt)));
    // the stock first: a customer who could earn more would wait in vain
    UUID stockHold = held(outcomes.get(1), "out-of-stock", "The gift is out of stock.");
    UUID pointsHold =
        held(
            outcomes.get(0),
            "insufficient-balance",
            "The customer has less than %d of %s.".formatted(agreed.price(), agreed.priceAsset()));
    Redemption redemption = Redemption.requested(id, agreed, pointsHold, stockHold);
    var first = new Step(State.REQUESTED, agreed.requestedAt(), actor, null);
    redemptions.insert(redemption, first);
    outbox.appendNumbered(RedemptionEvents.of(new Taken(redemption, first)));
    return redemption;
  }

  /** One side alone must not stay: the refusal of the other rolls it back. */
  private static UUID held(Outcome outcome, String code, String detail) {
    return switch (outcome) {
      case Outcome.Held held when !held.replayed() -> held.hold().id();
      case Outcome.Refused refused when refused.reason() == Outcome.Reason.SHORT ->
          throw Problem.unprocessable(code, detail);
      case Outcome.Refused refused -> throw refused.problem();
      case Outcome other -> throw new IllegalStateException("the ledger answered " + other);
    };
  }
}
