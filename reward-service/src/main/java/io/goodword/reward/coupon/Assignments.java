package io.goodword.reward.coupon;

import io.goodword.kit.idempotency.Answer;
import io.goodword.kit.idempotency.Idempotency;
import io.goodword.kit.idempotency.IdempotencyKey;
import io.goodword.kit.outbox.Outbox;
import io.goodword.kit.problem.Problem;
import io.goodword.reward.budget.Budgets;
import io.goodword.reward.ledger.AccountRef;
import io.goodword.reward.ledger.Attempts;
import io.goodword.reward.ledger.Ledger;
import io.goodword.reward.ledger.Outcome;
import io.goodword.reward.ledger.Purpose;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Gives a customer a code of a pool. */
@ApplicationScoped
public class Assignments {

  private final StoredPools pools;
  private final StoredCoupons coupons;
  private final Issuing issuing;
  private final CodeVault vault;
  private final Ledger ledger;
  private final Budgets budgets;
  private final Outbox outbox;
  private final Idempotency idempotency;
  private final Attempts attempts;
  private final Clock clock;

  Assignments(
      StoredPools pools,
      StoredCoupons coupons,
      Issuing issuing,
      CodeVault vault,
      Ledger ledger,
      Budgets budgets,
      Outbox outbox,
      Idempotency idempotency,
      Attempts attempts,
      Clock clock) {
    this.pools = pools;
    this.coupons = coupons;
    this.issuing = issuing;
    this.vault = vault;
    this.ledger = ledger;
    this.budgets = budgets;
    this.outbox = outbox;
    this.idempotency = idempotency;
    this.attempts = attempts;
    this.clock = clock;
  }

  /**
   * Who gets a code.
   *
   * @param campaignId campaign or programme whose budget pays, null for issuance
   */
  @RegisterForReflection
  record Assignment(String pool, @Nullable String customerId, @Nullable String campaignId) {}

  /** What the idempotency row remembers: never a code. */
  @RegisterForReflection
  record Given(UUID couponId) {}

  /**
   * A code and its holder.
   *
   * @param expiresAt first moment at which it is no longer valid
   */
  record Assigned(
      UUID couponId,
      String pool,
      String customerId,
      String code,
      String last4,
      @Nullable Instant expiresAt) {}

  /**
   * Assigns a code once for a key; the same key answers with the same code.
   *
   * @throws Problem 404; 422 coupon-pool-is-open, coupon-pool-has-ended, budget-exhausted
   */
  Answer<Assigned> assign(IdempotencyKey key, Assignment assignment, String actor) {
    String customer = Required.text("customerId", assignment.customerId());
    String reference = "assignment/" + key.principal() + "/" + key.value();
    Answer<Given> given =
        attempts.inTransaction(
            () ->
                idempotency.once(
                    key,
                    assignment,
                    Given.class,
                    () -> new Given(give(assignment, customer, reference, actor).id())));
    Coupon coupon = coupons.find(given.value().couponId()).orElseThrow();
    return new Answer<>(
        new Assigned(
            coupon.id(),
            coupon.pool(),
            customer,
            vault.openCode(coupon.id(), Objects.requireNonNull(coupon.sealed())),
            coupon.last4(),
            pools.get(coupon.pool()).terms().endOf(coupon.assignedAt())),
        given.replayed());
  }

  private Coupon give(Assignment assignment, String customer, String reference, String actor) {
    Instant now = StoredTime.now(clock);
    Optional<Coupon> before = coupons.byReference(reference);
    if (before.isPresent()) {
      // the idempotency row was forgotten, the coupon was not
      return before.get();
    }
    Pool pool = pools.opened(assignment.pool());
    if (pool.terms().open()) {
      throw Problem.unprocessable(
          "coupon-pool-is-open",
          "Codes of this pool are good for several orders and have no holder; order a batch.");
    }
    Instant end = pool.terms().validUntil();
    if (end != null && !now.isBefore(end)) {
      throw Problem.unprocessable("coupon-pool-has-ended", "The pool was valid until " + end + ".");
    }
    Coupon coupon = issuing.store(issuing.draft(pool, customer, null, now), pool, reference);
    Purpose purpose = Purpose.of("grant", actor).because(pool.name(), coupon.id().toString());
    String campaign = assignment.campaignId();
    String asset = coupon.card() ? pool.terms().currency() : pool.asset();
    AccountRef source =
        campaign == null ? AccountRef.issuance(asset) : AccountRef.budget(campaign, asset);
    Outcome outcome =
        ledger
            .apply(
                List.of(
                    Movements.issue(
                        coupon, pool, source, campaign == null ? purpose : purpose.in(campaign))))
            .getFirst();
    if (outcome instanceof Outcome.Refused refused) {
      throw refused.problem();
    }
    budgets.used(outcome.books());
    outbox.append(CouponEvents.issued(coupon, pool));
    return coupon;
  }
}
