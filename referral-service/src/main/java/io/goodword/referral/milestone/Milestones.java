package io.goodword.referral.milestone;

import io.goodword.referral.commerce.CustomerFacts;
import io.goodword.referral.commerce.OrderFacts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which steps follow from the facts of a friend and are not on file yet: a pure function, so that
 * the sequence in which facts were reported makes no difference to the end.
 *
 * <p>A step counts when it happened inside {@link Span}: from the credited touch (or the
 * conversion, if our clock is ahead of the shop's) until the end of the campaign plus one
 * attribution window, so that a friend who was won on the last day still has the time that the
 * terms promise, whether the campaign is running, paused or has been ended early. Orders of amount
 * zero do not count. A step that was reached keeps its order, also when an earlier one is reported
 * later. Refunds count at any time; a cancelled order is refunded in full.
 */
final class Milestones {

  private Milestones() {}

  /**
   * When steps count, both ends included.
   *
   * @param from first instant
   * @param until last instant
   */
  record Span(Instant from, Instant until) {

    boolean holds(@Nullable Instant at) {
      return at != null && !at.isBefore(from) && !at.isAfter(until);
    }
  }

  /**
   * A step on file.
   *
   * @param orderId order that reached it, null for a registration
   * @param refunded minor units that were taken back so far
   */
  record Recorded(Milestone milestone, @Nullable String orderId, long refunded) {}

  /** What is to be noted and told. */
  sealed interface Step {

    /** Which step. */
    Milestone milestone();

    /**
     * Reached, for the first and only time.
     *
     * @param orderId order that reached it, null for a registration
     * @param paid minor units paid for the order, 0 for a registration
     * @param at when it was reached
     */
    record Reached(Milestone milestone, @Nullable String orderId, long paid, Instant at)
        implements Step {}

    /**
     * Taken back as far as its order was refunded.
     *
     * @param refunded minor units refunded so far, all refunds together, at most {@code paid}
     * @param paid minor units paid
     * @param at time of the latest refund or of the cancellation
     */
    record Revoked(Milestone milestone, String orderId, long refunded, long paid, Instant at)
        implements Step {}
  }

  /** Steps that are new, in the order in which they are to be told. */
  static List<Step> next(Span span, CustomerFacts facts, Collection<Recorded> recorded) {
    List<Step> steps = new ArrayList<>();
    if (find(recorded, Milestone.REGISTERED).isEmpty() && span.holds(facts.registeredAt())) {
      steps.add(
          new Step.Reached(
              Milestone.REGISTERED,
              null,
              0,
              java.util.Objects.requireNonNull(facts.registeredAt(), "held by the span")));
    }
    Optional<Recorded> order =
        find(recorded, Milestone.FIRST_PAID_ORDER)
            .or(
                () -> {
                  Optional<OrderFacts> first = firstPaid(span, facts);
                  first.ifPresent(paid -> steps.add(reached(paid)));
                  return first.map(
                      paid -> new Recorded(Milestone.FIRST_PAID_ORDER, paid.orderId(), 0));
                });
    order.ifPresent(known -> revoked(known, facts).ifPresent(steps::add));
    return List.copyOf(steps);
  }

  private static Optional<Recorded> find(Collection<Recorded> recorded, Milestone milestone) {
    return recorded.stream().filter(known -> known.milestone() == milestone).findFirst();
  }

  private static Optional<OrderFacts> firstPaid(Span span, CustomerFacts facts) {
    return facts.orders().stream()
        .filter(order -> order.paid() > 0 && span.holds(order.paidAt()))
        .min(Comparator.comparing(Milestones::paidAt).thenComparing(OrderFacts::orderId));
  }

  private static Step.Reached reached(OrderFacts order) {
    return new Step.Reached(
        Milestone.FIRST_PAID_ORDER, order.orderId(), order.paid(), paidAt(order));
  }

  private static Instant paidAt(OrderFacts order) {
    return java.util.Objects.requireNonNull(order.paidAt(), "only paid orders get here");
  }

  private static Optional<Step.Revoked> revoked(Recorded known, CustomerFacts facts) {
    return facts.orders().stream()
        .filter(order -> order.orderId().equals(known.orderId()))
        .filter(order -> order.refunded() > known.refunded())
        .findFirst()
        .map(
            order ->
                new Step.Revoked(
                    known.milestone(),
                    order.orderId(),
                    order.refunded(),
                    order.paid(),
                    order.changedAt() == null ? paidAt(order) : order.changedAt()));
  }
}
