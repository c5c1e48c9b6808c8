package io.goodword.reward.coupon;

import io.goodword.kit.idempotency.Answer;
import io.goodword.kit.idempotency.Idempotency;
import io.goodword.kit.idempotency.IdempotencyKey;
import io.goodword.kit.problem.Problem;
import io.goodword.reward.coupon.Checkout.Receipt;
import io.goodword.reward.coupon.Claiming.Claim;
import io.goodword.reward.coupon.Claiming.Claimed;
import io.goodword.reward.lane.Gate;
import io.goodword.reward.lane.Lanes;
import io.goodword.reward.lane.Turn;
import io.goodword.reward.ledger.Attempts;
import io.goodword.reward.ledger.SharedAnswers;
import io.goodword.reward.ledger.SharedAnswers.Kept;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Redeems a code that many orders want. Those who come while it is being redeemed for others go
 * together next: one lock of the code, one call of the ledger, one commit, and each is granted or
 * refused by itself.
 */
@Singleton
class Redeeming {

  private final Claiming claiming;
  private final Turns turns;
  private final Idempotency idempotency;
  private final Attempts attempts;
  private final SharedAnswers answers;
  private final Lanes<Work, Answer<Receipt>> lanes;

  Redeeming(
      Claiming claiming,
      Turns turns,
      Idempotency idempotency,
      Attempts attempts,
      SharedAnswers answers,
      Gate gate) {
    this.claiming = claiming;
    this.turns = turns;
    this.idempotency = idempotency;
    this.attempts = attempts;
    this.answers = answers;
    this.lanes = new Lanes<>(gate, "redemptions", Work::names, this::batch, this::alone);
  }

  /** An order that wants the code, under its key. */
  record Work(IdempotencyKey key, Claim claim, String actor) {

    /** Two with the same name must see each other's effect. */
    Set<String> names() {
      return Set.of(
          "order/" + claim.orderId(),
          "customer/" + claim.customerId(),
          "key/" + key.principal() + "\n" + key.operation() + "\n" + key.value());
    }
  }

  /**
   * Redeems a code for an order once for a key.
   *
   * @param shared whether the code has no holder; others are redeemed one by one
   * @throws Problem as {@link Claiming#redeem} and {@link Idempotency#once}; 503 try-again
   */
  Answer<Receipt> once(Work work, boolean shared) {
    return shared ? lanes.run(work.claim().couponId().toString(), work) : alone(work);
  }

  /** One transaction for all; what throws has no effect. */
  List<Turn<Answer<Receipt>>> batch(List<Work> works) {
    Work first = works.getFirst();
    if (works.size() == 1) {
      try {
        return List.of(new Turn.Done<>(alone(first)));
      } catch (Problem refused) {
        return List.of(new Turn.Refused<>(refused));
      }
    }
    // events of several callers belong to the trace of none
    try (Scope ignored = Context.root().makeCurrent()) {
      return turns.inTurn(
          first.claim().couponId(),
          () -> QuarkusTransaction.requiringNew().call(() -> together(works)));
    }
  }

  private List<Turn<Answer<Receipt>>> together(List<Work> works) {
    List<Turn<Claimed>> claimed =
        claiming.redeem(
            works.stream().map(Work::claim).toList(), works.stream().map(Work::actor).toList());
    List<Turn<Answer<Receipt>>> given = new ArrayList<>();
    List<Kept> kept = new ArrayList<>();
    for (int i = 0; i < works.size(); i++) {
      Work work = works.get(i);
      given.add(
          switch (claimed.get(i)) {
            case Turn.Done<Claimed> done -> {
              Receipt receipt = Receipt.of(done.value());
              kept.add(new Kept(work.key(), work.claim(), receipt));
              yield new Turn.Done<>(new Answer<>(receipt, false));
            }
            case Turn.Refused<Claimed> refused -> new Turn.Refused<>(refused.why());
            case Turn.Alone<Claimed> ignored -> new Turn.Alone<>();
          });
    }
    if (!kept.isEmpty()) {
      answers.keep(kept);
    }
    return given;
  }

  private Answer<Receipt> alone(Work work) {
    return turns.inTurn(
        work.claim().couponId(),
        () ->
            attempts.inTransaction(
                () ->
                    idempotency.once(
                        work.key(),
                        work.claim(),
                        Receipt.class,
                        () -> Receipt.of(claiming.redeem(work.claim(), work.actor())))));
  }
}
