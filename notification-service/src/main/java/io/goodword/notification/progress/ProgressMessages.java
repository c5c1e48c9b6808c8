package io.goodword.notification.progress;

import io.goodword.contracts.referral.ReferralAttributed;
import io.goodword.contracts.reward.GrantConfirmed;
import io.goodword.contracts.reward.GrantMade;
import io.goodword.contracts.reward.GrantReversed;
import io.goodword.kit.event.Event;
import io.goodword.notification.dispatch.Dispatch;
import io.goodword.notification.dispatch.MessageOrder;
import io.goodword.notification.template.Amount;
import io.goodword.notification.template.Templates;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Turns what happened to referrals and rewards into messages. */
@ApplicationScoped
class ProgressMessages {

  private static final String REWARD = "reward";
  private static final String RECEIVED = "reward-received";

  private final Dispatch dispatch;
  private final Templates templates;
  private final Clock clock;

  ProgressMessages(Dispatch dispatch, Templates templates, Clock clock) {
    this.dispatch = dispatch;
    this.templates = templates;
    this.clock = clock;
  }

  /** Thanks the advocate, welcomes the friend. */
  @Transactional
  public void attributed(ReferralAttributed referral) {
    tell("friend-joined", referral.referralId(), referral.advocateId(), Map.of());
    tell("welcome", referral.referralId(), referral.friendId(), Map.of());
  }

  /** Tells that a reward is set aside, or here. */
  @Transactional
  public void granted(GrantMade grant) {
    Map<String, String> data = new HashMap<>();
    data.put(REWARD, new Amount(grant.amount(), grant.asset()).variable());
    Instant confirmsAt = grant.confirmsAt();
    if (grant.held() && confirmsAt != null) {
      data.put("confirmsAt", confirmsAt.toString());
    }
    String template = grant.held() ? "reward-pending" : RECEIVED;
    tell(template, grant.grantId(), grant.beneficiaryId(), data);
  }

  /** Tells that a held reward is here; one that was here from the start is not told again. */
  @Transactional
  public void confirmed(GrantConfirmed grant) {
    if (!dispatch.isPlanned(sendKey(RECEIVED, grant.grantId(), grant.beneficiaryId()))) {
      tell(
          "reward-confirmed",
          grant.grantId(),
          grant.beneficiaryId(),
          Map.of(REWARD, new Amount(grant.amount(), grant.asset()).variable()));
    }
  }

  /** Tells what was taken back and what is left; a grant may be taken back in several parts. */
  @Transactional
  public void reversed(GrantReversed grant, Event event) {
    Map<String, String> data = new HashMap<>();
    data.put(REWARD, new Amount(grant.amount(), grant.asset()).variable());
    if (grant.remaining() > 0) {
      data.put("remaining", new Amount(grant.remaining(), grant.asset()).variable());
    }
    tell("reward-taken-back", event.id(), grant.beneficiaryId(), data);
  }

  private void tell(String template, String cause, String customerId, Map<String, String> data) {
    dispatch.plan(
        MessageOrder.now(
            sendKey(template, cause, customerId),
            customerId,
            templates.purpose(template),
            template,
            data,
            clock.instant()));
  }

  private static String sendKey(String template, String cause, String customerId) {
    return template + ":" + cause + ":" + customerId;
  }
}
