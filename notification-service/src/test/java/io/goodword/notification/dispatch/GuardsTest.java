package io.goodword.notification.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.goodword.notification.consent.Channel;
import io.goodword.notification.consent.Purpose;
import io.goodword.notification.consent.Standing;
import io.goodword.notification.dispatch.Facts.Recent;
import io.goodword.notification.dispatch.Facts.Recipient;
import io.goodword.notification.dispatch.Guards.Judgement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class GuardsTest {

  private static final Instant NOON = Instant.parse("2026-11-22T04:00:00Z");
  private static final Instant NIGHT = Instant.parse("2026-11-22T16:00:00Z");
  private static final Set<Channel> BOTH = Set.of(Channel.EMAIL, Channel.SMS);
  private static final Recent NOTHING = new Recent(0, null);

  private final Guards guards =
      new Guards(
          new Guards.Rules(
              Duration.ofMinutes(10),
              new QuietHours(LocalTime.of(21, 0), LocalTime.of(8, 0)),
              Duration.ofMinutes(10),
              3));

  @Test
  @Tag("NOT-10")
  void shouldAskTheGuardsInOrderAndTakeTheMailWhenAllPass() {
    Judgement judgement =
        guards.judge(facts(NOON, Purpose.REVIEW, recipient(BOTH, BOTH, Set.of())));

    assertThat(judgement.decision()).isEqualTo(new Decision.Send(Channel.EMAIL));
    assertThat(judgement.verdicts())
        .extracting(Verdict::guard)
        .containsExactly(
            "run", "contact", "address", "suppression", "consent", "quiet-hours", "frequency-cap");
    assertThat(judgement.verdicts()).extracting(Verdict::verdict).containsOnly("pass");
  }

  @Test
  @Tag("NOT-05")
  void shouldFallBackToThePhoneWhenTheMailIsNotAllowed() {
    Recipient recipient = recipient(BOTH, Set.of(Channel.SMS), Set.of());
    assertThat(guards.judge(facts(NOON, Purpose.REWARD, recipient)).decision())
        .isEqualTo(new Decision.Send(Channel.SMS));
  }

  @Test
  @Tag("NOT-01")
  void shouldLetSuppressionWinOverConsent() {
    Recipient recipient = recipient(Set.of(Channel.EMAIL), BOTH, Set.of(Channel.EMAIL));
    Judgement judgement = guards.judge(facts(NOON, Purpose.REWARD, recipient));

    assertThat(judgement.decision()).isEqualTo(new Decision.Suppress("suppressed"));
    assertThat(judgement.verdicts().getLast())
        .isEqualTo(new Verdict("suppression", "stop", "suppressed on email"));
  }

  @Test
  @Tag("NOT-01")
  void shouldNeedNoConsentOnlyWhenTransactional() {
    Recipient recipient = recipient(BOTH, Set.of(), Set.of());
    assertThat(guards.judge(facts(NIGHT, Purpose.TRANSACTIONAL, recipient)).decision())
        .isEqualTo(new Decision.Send(Channel.EMAIL));
    assertThat(guards.judge(facts(NOON, Purpose.REWARD, recipient)).decision())
        .isEqualTo(new Decision.Suppress("no-consent"));
  }

  @Test
  @Tag("NOT-10")
  void shouldStopBeforeAnythingElseWhenTheRunIsStopped() {
    Facts facts = new Facts(NOON, NOON, 0, Purpose.REVIEW, "review-submitted", null, NOTHING);
    Judgement judgement = guards.judge(facts);

    assertThat(judgement.decision()).isEqualTo(new Decision.Suppress("review-submitted"));
    assertThat(judgement.verdicts()).hasSize(1);
  }

  @Test
  @Tag("NOT-08")
  void shouldWaitForAContactAndGiveUpWhenPatienceEnds() {
    assertThat(missing(NOON).decision()).isEqualTo(new Decision.Wait(NOON.plusSeconds(1)));
    assertThat(missing(NOON.plusSeconds(60)).decision())
        .isEqualTo(new Decision.Wait(NOON.plusSeconds(120)));
    assertThat(missing(NOON.plusSeconds(590)).decision())
        .isEqualTo(new Decision.Wait(NOON.plusSeconds(600)));
    assertThat(missing(NOON.plusSeconds(600)).decision())
        .isEqualTo(new Decision.Suppress("contact-missing"));
  }

  @Test
  @Tag("NOT-05")
  void shouldDeferReviewsAtNightSpreadOverTenMinutesAndNotRewards() {
    Recipient recipient = recipient(BOTH, BOTH, Set.of());
    Facts review =
        new Facts(NIGHT, NIGHT, 61_000 + 600_000, Purpose.REVIEW, null, recipient, NOTHING);
    assertThat(guards.judge(review).decision())
        .isEqualTo(new Decision.Defer(Instant.parse("2026-11-23T00:01:01Z")));
    assertThat(guards.judge(facts(NIGHT, Purpose.REWARD, recipient)).decision())
        .isEqualTo(new Decision.Send(Channel.EMAIL));
  }

  @Test
  @Tag("NOT-05")
  void shouldDeferUntilTheOldestLeavesTheWindowWhenTheCapIsReached() {
    Recipient recipient = recipient(BOTH, BOTH, Set.of());
    Recent full = new Recent(3, NOON.minusSeconds(3_600));
    Facts facts = new Facts(NOON, NOON, 0, Purpose.REFERRAL, null, recipient, full);
    assertThat(guards.judge(facts).decision())
        .isEqualTo(new Decision.Defer(NOON.plusSeconds(23 * 3_600)));
    Facts exempt = new Facts(NOON, NOON, 0, Purpose.REWARD, null, recipient, full);
    assertThat(guards.judge(exempt).decision()).isEqualTo(new Decision.Send(Channel.EMAIL));
  }

  private Judgement missing(Instant now) {
    return guards.judge(new Facts(now, NOON, 0, Purpose.REWARD, null, null, NOTHING));
  }

  private static Facts facts(Instant now, Purpose purpose, Recipient recipient) {
    return new Facts(now, now, 0, purpose, null, recipient, NOTHING);
  }

  private static Recipient recipient(
      Set<Channel> addresses, Set<Channel> granted, Set<Channel> suppressed) {
    return new Recipient(ZoneId.of("Asia/Shanghai"), addresses, new Standing(granted, suppressed));
  }
}
