package io.goodword.referral.milestone;

import static org.assertj.core.api.Assertions.assertThat;

import io.goodword.referral.commerce.CustomerFacts;
import io.goodword.referral.commerce.OrderFacts;
import io.goodword.referral.milestone.Milestones.Recorded;
import io.goodword.referral.milestone.Milestones.Span;
import io.goodword.referral.milestone.Milestones.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("REF-07")
class MilestonesTest {

  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final Span SPAN = new Span(NOON, NOON.plusSeconds(3_600));

  @Test
  void shouldReachBothStepsWhenTheOrderWasReportedBeforeTheRegistration() {
    assertThat(
            Milestones.next(
                SPAN, facts(NOON, order("o-1", NOON.plusSeconds(60), 9_900, 0)), List.of()))
        .containsExactly(
            new Step.Reached(Milestone.REGISTERED, null, 0, NOON),
            new Step.Reached(Milestone.FIRST_PAID_ORDER, "o-1", 9_900, NOON.plusSeconds(60)));
  }

  @Test
  void shouldTellTheEarliestPaidOrderOfTheSpan() {
    assertThat(
            Milestones.next(
                SPAN,
                facts(
                    null,
                    order("before", NOON.minusMillis(1), 100, 0),
                    order("free", NOON, 0, 0),
                    order("second", NOON.plusSeconds(9), 100, 0),
                    order("first", NOON.plusSeconds(8), 100, 0),
                    order("late", SPAN.until().plusMillis(1), 100, 0)),
                List.of()))
        .containsExactly(
            new Step.Reached(Milestone.FIRST_PAID_ORDER, "first", 100, NOON.plusSeconds(8)));
  }

  @Test
  void shouldNotCountWhatHappenedAfterTheSpan() {
    assertThat(
            Milestones.next(
                SPAN,
                facts(NOON.minusMillis(1), order("o-1", SPAN.until().plusMillis(1), 100, 0)),
                List.of()))
        .isEmpty();
    assertThat(Milestones.next(SPAN, facts(null, order("o-1", SPAN.until(), 100, 0)), List.of()))
        .hasSize(1);
  }

  @Test
  void shouldTakeBackTheSumOfTheRefunds() {
    var known = List.of(new Recorded(Milestone.FIRST_PAID_ORDER, "o-1", 3_000));
    assertThat(Milestones.next(SPAN, facts(null, order("o-1", NOON, 10_000, 3_000)), known))
        .isEmpty();
    assertThat(Milestones.next(SPAN, facts(null, order("o-1", NOON, 10_000, 5_500)), known))
        .containsExactly(
            new Step.Revoked(
                Milestone.FIRST_PAID_ORDER, "o-1", 5_500, 10_000, NOON.plusSeconds(500)));
    assertThat(Milestones.next(SPAN, facts(null, order("o-1", NOON, 10_000, 99_999)), known))
        .extracting(step -> ((Step.Revoked) step).refunded())
        .containsExactly(10_000L);
  }

  @Test
  void shouldTakeBackEverythingWhenTheOrderIsCancelled() {
    var cancelled =
        new OrderFacts("o-1", NOON, 10_000, 0, NOON.plusSeconds(5), NOON.plusSeconds(5));
    assertThat(Milestones.next(SPAN, facts(null, cancelled), List.of()))
        .containsExactly(
            new Step.Reached(Milestone.FIRST_PAID_ORDER, "o-1", 10_000, NOON),
            new Step.Revoked(
                Milestone.FIRST_PAID_ORDER, "o-1", 10_000, 10_000, NOON.plusSeconds(5)));
  }

  @Test
  void shouldIgnoreARefundOfAnotherOrder() {
    assertThat(
            Milestones.next(
                SPAN,
                facts(null, order("o-1", NOON, 100, 0), order("o-2", NOON.plusSeconds(9), 100, 50)),
                List.of(new Recorded(Milestone.FIRST_PAID_ORDER, "o-1", 0))))
        .isEmpty();
  }

  /**
   * Whatever the order of the reports: each step is told once and the last word is the full sum.
   */
  @Property
  @net.jqwik.api.Tag("REF-07")
  void shouldEndTheSameWhateverTheOrderOfReports(
      @ForAll @Size(max = 4) List<@IntRange(min = 1, max = 4_000) Integer> refunds,
      @ForAll boolean cancelled,
      @ForAll Random random) {
    List<String> reports = new ArrayList<>(List.of("registered", "paid"));
    refunds.forEach(amount -> reports.add("refund:" + amount));
    if (cancelled) {
      reports.add("cancelled");
    }
    Collections.shuffle(reports, random);

    Map<Milestone, Long> takenBack = new HashMap<>();
    List<Recorded> recorded = new ArrayList<>();
    @Nullable Instant registered = null;
    @Nullable Instant paidAt = null;
    @Nullable Instant cancelledAt = null;
    long refunded = 0;
    for (String report : reports) {
      switch (report.split(":")[0]) {
        case "registered" -> registered = NOON;
        case "paid" -> paidAt = NOON.plusSeconds(1);
        case "cancelled" -> cancelledAt = NOON.plusSeconds(2);
        default -> refunded += Long.parseLong(report.split(":")[1]);
      }
      var order =
          new OrderFacts(
              "o-1",
              paidAt,
              paidAt == null ? 0 : 10_000,
              paidAt == null ? 0 : refunded,
              cancelledAt,
              NOON.plusSeconds(3));
      for (Step step : Milestones.next(SPAN, facts(registered, order), recorded)) {
        switch (step) {
          case Step.Reached reached -> {
            assertThat(takenBack).doesNotContainKey(reached.milestone());
            takenBack.put(reached.milestone(), 0L);
            recorded.add(new Recorded(reached.milestone(), reached.orderId(), 0));
          }
          case Step.Revoked revoked -> {
            assertThat(revoked.refunded()).isGreaterThan(takenBack.get(revoked.milestone()));
            takenBack.put(revoked.milestone(), revoked.refunded());
            recorded.removeIf(known -> known.milestone() == revoked.milestone());
            recorded.add(new Recorded(revoked.milestone(), revoked.orderId(), revoked.refunded()));
          }
        }
      }
    }
    long sum = refunds.stream().mapToLong(Integer::longValue).sum();
    assertThat(takenBack)
        .isEqualTo(
            Map.of(
                Milestone.REGISTERED,
                0L,
                Milestone.FIRST_PAID_ORDER,
                cancelled ? 10_000L : Math.min(sum, 10_000L)));
  }

  private static CustomerFacts facts(@Nullable Instant registered, OrderFacts... orders) {
    return new CustomerFacts("bob", registered, NOON, List.of(orders), Set.of());
  }

  private static OrderFacts order(String id, Instant paidAt, long paid, long refunded) {
    return new OrderFacts(
        id, paidAt, paid, refunded, null, refunded == 0 ? null : NOON.plusSeconds(500));
  }
}
