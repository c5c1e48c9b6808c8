package io.goodword.referral.attribution;

import static io.goodword.referral.attribution.Cases.NOON;
import static io.goodword.referral.attribution.Cases.WINDOW;
import static io.goodword.referral.attribution.Cases.aCase;
import static io.goodword.referral.attribution.Cases.code;
import static io.goodword.referral.attribution.Cases.terms;
import static io.goodword.referral.attribution.Cases.token;
import static org.assertj.core.api.Assertions.assertThat;

import io.goodword.referral.attribution.AttributionDecision.Attributed;
import io.goodword.referral.attribution.AttributionDecision.NotAttributed;
import io.goodword.referral.attribution.AttributionDecision.StillBound;
import io.goodword.referral.campaign.AttributionModel;
import io.goodword.referral.campaign.CampaignState;
import io.goodword.referral.commerce.Signal;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("REF-06")
class AttributionDecisionTest {

  private static final Instant MORNING = NOON.minus(Duration.ofHours(3));
  private static final Instant YESTERDAY = NOON.minus(Duration.ofDays(1));

  @Test
  void shouldCreditTheTokenWhenCodeAndCouponNameOthers() {
    Attributed credited =
        attributed(
            aCase()
                .claiming(code("lc", "carol", NOON), token("la", "alice", "click-1", MORNING))
                .decide());
    assertThat(credited.touch().linkId()).isEqualTo("la");
    assertThat(credited.touch().via()).isEqualTo(Via.TOKEN);
    assertThat(credited.findings())
        .extracting(Finding::rule)
        .containsExactly(
            "claim", "attribution-window", "attribution-model", "existing-customer", "risk-score");
  }

  @Test
  void shouldFallBackToTheCodeWhenTheTokenHasExpired() {
    Attributed credited =
        attributed(
            aCase()
                .refused(Via.TOKEN, Reason.TOKEN_EXPIRED)
                .claiming(code("la", "alice", NOON))
                .decide());
    assertThat(credited.touch().via()).isEqualTo(Via.CODE);
    assertThat(credited.findings().getFirst().rule()).isEqualTo("token-expired");
  }

  @Test
  void shouldGiveTheReasonOfTheStrongestClaimWhenNoneStands() {
    assertThat(
            reason(
                aCase()
                    .refused(Via.CODE, Reason.UNKNOWN_CODE)
                    .refused(Via.TOKEN, Reason.TOKEN_FORGED)))
        .isEqualTo(Reason.TOKEN_FORGED);
  }

  @Test
  void shouldAnswerNoClaimWhenNothingWasShown() {
    assertThat(reason(aCase())).isEqualTo(Reason.NO_CLAIM);
  }

  @Test
  void shouldCreditTheFirstOrTheLastTouchAsTheCampaignSays() {
    Touch first = token("la", "alice", "click-1", YESTERDAY);
    Touch last = code("lc", "carol", NOON);
    assertThat(
            attributed(
                    aCase()
                        .in(terms(AttributionModel.FIRST_TOUCH, WINDOW, CampaignState.RUNNING))
                        .touchedEarlier(first)
                        .claiming(last)
                        .decide())
                .touch())
        .isEqualTo(first);
    assertThat(attributed(aCase().touchedEarlier(first).claiming(last).decide()).touch())
        .isEqualTo(last);
  }

  @Test
  void shouldRefuseATouchOneMillisecondOutsideTheWindow() {
    Instant edge = NOON.minus(WINDOW);
    assertThat(aCase().claiming(token("la", "alice", "click-1", edge)).decide())
        .isInstanceOf(Attributed.class);
    assertThat(reason(aCase().claiming(token("la", "alice", "click-1", edge.minusMillis(1)))))
        .isEqualTo(Reason.OUTSIDE_WINDOW);
  }

  @Test
  void shouldRefuseATouchThatCameAfterTheConversion() {
    assertThat(
            reason(
                aCase()
                    .claiming(
                        token(
                            "la",
                            "alice",
                            "click-1",
                            NOON.plus(Duration.ofMinutes(5).plusMillis(1))))))
        .isEqualTo(Reason.OUTSIDE_WINDOW);
  }

  @Test
  void shouldRefuseWhenTheCampaignIsPausedOrOver() {
    assertThat(
            reason(
                aCase()
                    .in(terms(AttributionModel.LAST_TOUCH, WINDOW, CampaignState.PAUSED))
                    .claiming(code("la", "alice", NOON))))
        .isEqualTo(Reason.CAMPAIGN_NOT_RUNNING);
    assertThat(
            reason(
                aCase()
                    .in(terms(AttributionModel.LAST_TOUCH, WINDOW, CampaignState.ENDED))
                    .claiming(code("la", "alice", NOON))))
        .isEqualTo(Reason.CAMPAIGN_NOT_RUNNING);
  }

  @Test
  void shouldRefuseTheOwnLink() {
    assertThat(reason(aCase().claiming(code("lb", "bob", NOON)))).isEqualTo(Reason.SELF_REFERRAL);
  }

  @Test
  void shouldRefuseAClickThatBoundAnotherFriend() {
    assertThat(reason(aCase().claimingSpent(token("la", "alice", "click-1", MORNING))))
        .isEqualTo(Reason.TOKEN_REUSED);
  }

  @Test
  void shouldRefuseAnExistingCustomer() {
    assertThat(reason(aCase().registered(YESTERDAY).claiming(code("la", "alice", NOON))))
        .isEqualTo(Reason.EXISTING_CUSTOMER);
    assertThat(reason(aCase().paid("o-1", YESTERDAY).claiming(code("la", "alice", NOON))))
        .isEqualTo(Reason.EXISTING_CUSTOMER);
  }

  @Test
  void shouldLetSomebodyWhoRegisteredThisWeekNameAFriendAtTheFirstCheckout() {
    assertThat(
            aCase()
                .registered(YESTERDAY)
                .atCheckout("o-1")
                .claiming(code("la", "alice", NOON))
                .decide())
        .isInstanceOf(Attributed.class);
    assertThat(
            reason(
                aCase()
                    .registered(NOON.minus(WINDOW).minusMillis(1))
                    .atCheckout("o-1")
                    .claiming(code("la", "alice", NOON))))
        .isEqualTo(Reason.EXISTING_CUSTOMER);
  }

  @Test
  void shouldIgnoreAnOrderThatCameAfterTheRegistrationButWasReportedBefore() {
    assertThat(
            aCase().paid("o-1", NOON.plusSeconds(60)).claiming(code("la", "alice", NOON)).decide())
        .isInstanceOf(Attributed.class);
  }

  @Test
  void shouldKeepABindingAndRefuseAnotherAdvocate() {
    assertThat(aCase().boundTo("r-1", "la").decide())
        .isEqualTo(
            new StillBound(
                "r-1", java.util.List.of(Finding.pass("already-bound", "bound by referral r-1"))));
    assertThat(aCase().boundTo("r-1", "la").claiming(code("la", "alice", NOON)).decide())
        .isInstanceOf(StillBound.class);
    assertThat(reason(aCase().boundTo("r-1", "la").claiming(code("lc", "carol", NOON))))
        .isEqualTo(Reason.ALREADY_BOUND);
  }

  @Test
  void shouldClimbTheRiskLadder() {
    Attributed office =
        attributed(aCase().sharing(Signal.Kind.IP).claiming(code("la", "alice", NOON)).decide());
    assertThat(office.score()).isEqualTo(20);
    assertThat(office.needsReview()).isFalse();

    Attributed household =
        attributed(
            aCase()
                .sharing(Signal.Kind.IP, Signal.Kind.ADDRESS)
                .claiming(code("la", "alice", NOON))
                .decide());
    assertThat(household.score()).isEqualTo(50);
    assertThat(household.needsReview()).isTrue();

    assertThat(reason(aCase().sharing(Signal.Kind.PAYMENT).claiming(code("la", "alice", NOON))))
        .isEqualTo(Reason.SAME_PAYMENT);
    assertThat(
            reason(
                aCase()
                    .sharing(Signal.Kind.IP, Signal.Kind.DEVICE)
                    .claiming(code("la", "alice", NOON))))
        .isEqualTo(Reason.SAME_DEVICE);
    assertThat(
            reason(
                aCase()
                    .sharing(Signal.Kind.IP, Signal.Kind.ADDRESS)
                    .bindingsInLastHour(6)
                    .claiming(code("la", "alice", NOON))))
        .isEqualTo(Reason.SAME_ADDRESS);
  }

  @Test
  void shouldSuspectTheSixthFriendWithinAnHourButNotRefuseOnThatAlone() {
    Attributed credited =
        attributed(aCase().bindingsInLastHour(6).claiming(code("la", "alice", NOON)).decide());
    assertThat(credited.score()).isEqualTo(25);
    assertThat(credited.findings()).extracting(Finding::rule).contains("velocity");
  }

  private static Attributed attributed(AttributionDecision decision) {
    assertThat(decision).isInstanceOf(Attributed.class);
    return (Attributed) decision;
  }

  private static Reason reason(Cases given) {
    AttributionDecision decision = given.decide();
    assertThat(decision).isInstanceOf(NotAttributed.class);
    return ((NotAttributed) decision).reason();
  }
}
