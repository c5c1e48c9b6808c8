package io.goodword.referral.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.goodword.contracts.referral.RewardTerm;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("REF-01")
@Tag("GOV-05")
class TermsChangeTest {

  private static final Instant START = Instant.parse("2027-03-01T00:00:00Z");
  private static final Instant END = Instant.parse("2027-06-01T00:00:00Z");
  private static final RewardTerm POINTS =
      new RewardTerm("r1", "first-paid-order", "advocate", "POINTS", 100, Duration.ofDays(14));
  private static final RewardTerm COUPON =
      new RewardTerm("r2", "registered", "friend", "COUPON:TEA", 1, Duration.ZERO);
  private static final CampaignPlan PLAN = plan(END, "Once for each friend.", POINTS, COUPON);

  @Test
  void shouldBeNoChangeWhenNothingDiffers() {
    assertThat(TermsChange.between(PLAN, plan(END, "Once for each friend.", POINTS, COUPON)))
        .isEqualTo(new TermsChange.None());
  }

  @Test
  void shouldGainWhenTheEndIsLater() {
    assertThat(TermsChange.between(PLAN, plan(END.plusSeconds(1), "Once.", POINTS, COUPON)))
        .isEqualTo(new TermsChange.Favourable(List.of("endsAt")));
  }

  @Test
  void shouldFreezeWhenTheEndIsEarlier() {
    assertThat(losses(plan(END.minusSeconds(1), "Once for each friend.", POINTS, COUPON)))
        .containsExactly("endsAt");
  }

  @Test
  void shouldGainWhenAnAmountIsHigherAndHoldingShorter() {
    var better =
        new RewardTerm("r1", "first-paid-order", "advocate", "POINTS", 101, Duration.ofDays(13));
    assertThat(TermsChange.between(PLAN, plan(END, "Once for each friend.", better, COUPON)))
        .isEqualTo(
            new TermsChange.Favourable(
                List.of(
                    "rewards[first-paid-order advocate POINTS].amount",
                    "rewards[first-paid-order advocate POINTS].holdingPeriod")));
  }

  @Test
  void shouldFreezeWhenOneOfTwoChangesIsALoss() {
    var mixed =
        new RewardTerm("r1", "first-paid-order", "advocate", "POINTS", 200, Duration.ofDays(15));
    assertThat(losses(plan(END, "Once for each friend.", mixed, COUPON)))
        .containsExactly("rewards[first-paid-order advocate POINTS].holdingPeriod");
  }

  @Test
  void shouldFreezeWhenAnAmountIsLower() {
    var less =
        new RewardTerm("r1", "first-paid-order", "advocate", "POINTS", 99, Duration.ofDays(14));
    assertThat(losses(plan(END, "Once for each friend.", less, COUPON)))
        .containsExactly("rewards[first-paid-order advocate POINTS].amount");
  }

  @Test
  void shouldFreezeWhenARewardIsTakenAway() {
    assertThat(losses(plan(END, "Once for each friend.", POINTS)))
        .containsExactly("rewards[registered friend COUPON:TEA]");
  }

  @Test
  void shouldGainWhenARewardIsAdded() {
    var more = new RewardTerm("r3", "registered", "advocate", "POINTS", 5, Duration.ZERO);
    assertThat(TermsChange.between(PLAN, plan(END, "New words.", POINTS, COUPON, more)))
        .isEqualTo(new TermsChange.Favourable(List.of("rewards[registered advocate POINTS]")));
  }

  @Test
  void shouldFreezeWhenOnlyTextsChange() {
    assertThat(losses(plan(END, "Other words.", POINTS, COUPON))).containsExactly("terms");
  }

  @Test
  void shouldFreezeWhenWindowModelOrDestinationChange() {
    var other =
        new CampaignPlan(
            "Spring",
            "TW",
            START.plusSeconds(1),
            END,
            AttributionModel.FIRST_TOUCH,
            Duration.ofDays(60),
            PLAN.terms(),
            PLAN.landing(),
            "https://other.example/",
            List.of("other.example"),
            null,
            PLAN.rewards(),
            null);
    assertThat(losses(other))
        .containsExactly(
            "startsAt",
            "market",
            "attribution.model",
            "attribution.window",
            "destination",
            "destinationHosts");
  }

  @Property(tries = 500)
  void shouldNeverLetAnyPromiseGetWorse(
      @ForAll @LongRange(min = 1, max = 200) long amount,
      @ForAll @IntRange(max = 28) int days,
      @ForAll @IntRange(min = -5, max = 5) int endShift,
      @ForAll boolean keepCoupon) {
    var changed =
        new RewardTerm(
            "r1", "first-paid-order", "advocate", "POINTS", amount, Duration.ofDays(days));
    var rewards = new ArrayList<>(List.of(changed));
    if (keepCoupon) {
      rewards.add(COUPON);
    }
    CampaignPlan next =
        plan(
            END.plusSeconds(endShift), "Once for each friend.", rewards.toArray(RewardTerm[]::new));
    boolean worse = amount < 100 || days > 14 || endShift < 0 || !keepCoupon;
    assertThat(TermsChange.between(PLAN, next) instanceof TermsChange.Frozen).isEqualTo(worse);
  }

  private static List<String> losses(CampaignPlan next) {
    assertThat(TermsChange.between(PLAN, next)).isInstanceOf(TermsChange.Frozen.class);
    return ((TermsChange.Frozen) TermsChange.between(PLAN, next))
        .losses().stream().map(TermsChange.Loss::field).toList();
  }

  private static CampaignPlan plan(Instant end, String terms, RewardTerm... rewards) {
    return new CampaignPlan(
        "Spring",
        "CN",
        START,
        end,
        AttributionModel.LAST_TOUCH,
        Duration.ofDays(30),
        Map.of("en", terms),
        Map.of("en", new LandingText("Tea", "A cup", "Get it")),
        "https://shop.example/welcome",
        List.of("shop.example"),
        null,
        List.of(rewards),
        null);
  }
}
