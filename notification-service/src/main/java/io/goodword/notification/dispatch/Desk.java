package io.goodword.notification.dispatch;

import io.goodword.contracts.notification.MessageSent;
import io.goodword.contracts.notification.MessageSuppressed;
import io.goodword.kit.outbox.Outbox;
import io.goodword.notification.consent.Channel;
import io.goodword.notification.consent.Purpose;
import io.goodword.notification.contact.Contact;
import io.goodword.notification.dispatch.FactFinder.Dossier;
import io.goodword.notification.dispatch.Guards.Judgement;
import io.goodword.notification.dispatch.Messages.Held;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Decides about due messages, and keeps what their providers answered. */
@ApplicationScoped
class Desk {

  private static final Logger LOG = Logger.getLogger(Desk.class);

  private final Messages messages;
  private final FactFinder facts;
  private final Outbox outbox;
  private final Clock clock;
  private final Event<MessageSettled> settled;
  private final MeterRegistry metrics;
  private final Guards guards;
  private final Backoff backoff;
  private final int attempts;

  Desk(
      Messages messages,
      FactFinder facts,
      Outbox outbox,
      Clock clock,
      Event<MessageSettled> settled,
      MeterRegistry metrics,
      DispatchSettings settings) {
    this.messages = messages;
    this.facts = facts;
    this.outbox = outbox;
    this.clock = clock;
    this.settled = settled;
    this.metrics = metrics;
    this.guards = new Guards(Guards.Rules.of(settings));
    this.backoff = new Backoff(settings.firstPause(), settings.longestPause());
    this.attempts = settings.attempts();
  }

  /** A message that is committed as SENDING, with what its worker needs. */
  record Claim(Message message, Contact contact, Channel channel, int attempt) {

    @Override
    public String toString() {
      return "Claim[" + message.id() + "]";
    }
  }

  /**
   * What a look at the due messages brought.
   *
   * @param looked messages that were due
   * @param claims those of them that go out now
   */
  record Batch(int looked, List<Claim> claims) {}

  /** Judges what is due; what may go out is SENDING when this returns. */
  @Transactional
  public Batch claim(int limit) {
    Instant now = clock.instant();
    List<Message> due = messages.lockDue(now, limit);
    List<Claim> claims = new ArrayList<>();
    List<Held> held = new ArrayList<>();
    for (Message message : due) {
      try {
        Dossier dossier = facts.about(message, now);
        Judgement judgement = guards.judge(dossier.facts());
        List<Verdict> verdicts = judgement.verdicts();
        switch (judgement.decision()) {
          case Decision.Send send ->
              claims.add(claim(message, dossier.contact(), send.channel(), verdicts));
          case Decision.Wait wait ->
              held.add(new Held(message.id(), MessageState.PLANNED, wait.until(), verdicts));
          case Decision.Defer defer ->
              held.add(new Held(message.id(), MessageState.DEFERRED, defer.until(), verdicts));
          case Decision.Suppress suppress -> suppress(message, suppress.reason(), verdicts, now);
        }
      } catch (IllegalStateException unreadable) {
        LOG.errorf("Message %s cannot be judged: %s", message.id(), unreadable.getMessage());
        messages.end(message.id(), MessageState.FAILED, message.verdicts(), "contact-unreadable");
        count("failed", null);
      }
    }
    messages.hold(held);
    messages.sending(claims.stream().map(Claim::message).toList(), now);
    return new Batch(due.size(), claims);
  }

  /** What the guards would say about a message now. */
  @Transactional
  public Judgement simulate(String customerId, Purpose purpose) {
    return guards.judge(facts.about(customerId, purpose, clock.instant()).facts());
  }

  /** Keeps the answer of the provider to one attempt. An answer that is kept already is ignored. */
  @Transactional
  public void keep(Claim claim, Carrier.Result result) {
    Message message = claim.message();
    Instant now = clock.instant();
    switch (result) {
      case Carrier.Result.Taken taken -> {
        if (messages.taken(message.id(), claim.attempt(), taken.reference(), now)) {
          announceSent(claim, now);
          settle(message, true, now);
          count("sent", claim.channel());
        }
      }
      case Carrier.Result.Refused refused -> {
        boolean again = refused.again() && claim.attempt() < attempts;
        Duration pause = backoff.after(claim.attempt(), message.id().getLeastSignificantBits());
        MessageState state = again ? MessageState.PLANNED : MessageState.FAILED;
        if (messages.notTaken(
                message.id(), claim.attempt(), state, now.plus(pause), refused.reason())
            && !again) {
          settle(message, false, now);
          LOG.warnf("Message %s is FAILED: %s", message.id(), refused.reason());
          count("failed", claim.channel());
        }
      }
      case Carrier.Result.Unclear unclear -> {
        if (messages.notTaken(
            message.id(), claim.attempt(), MessageState.UNKNOWN, now, unclear.reason())) {
          LOG.warnf(
              "Message %s is UNKNOWN: %s; support may resend it", message.id(), unclear.reason());
          count("unknown", claim.channel());
        }
      }
    }
  }

  /** Gives up on messages whose worker is gone; returns how many. */
  @Transactional
  public int sweep(Duration limit) {
    int lost = messages.lost(clock.instant().minus(limit));
    if (lost > 0) {
      LOG.warnf("%d messages were being sent when their worker ended; they are UNKNOWN", lost);
    }
    return lost;
  }

  private static Claim claim(
      Message message, @Nullable Contact contact, Channel channel, List<Verdict> verdicts) {
    if (contact == null) {
      throw new IllegalStateException("no contact to send to");
    }
    return new Claim(with(message, channel, verdicts), contact, channel, message.attempts() + 1);
  }

  private void suppress(Message message, String reason, List<Verdict> verdicts, Instant now) {
    messages.end(message.id(), MessageState.SUPPRESSED, verdicts, reason);
    announceSuppressed(message, reason, now);
    settle(message, false, now);
    count("suppressed", null);
  }

  private void settle(Message message, boolean sent, Instant now) {
    String runKey = message.runKey();
    if (runKey != null) {
      settled.fire(new MessageSettled(runKey, message.step(), sent, now));
    }
  }

  private void announceSent(Claim claim, Instant now) {
    Message message = claim.message();
    outbox.append(
        MessageSent.TYPE,
        message.id().toString(),
        new MessageSent(
            message.id().toString(),
            message.customerId(),
            message.purpose().code(),
            message.template(),
            claim.channel().code(),
            now));
  }

  private void announceSuppressed(Message message, String reason, Instant now) {
    outbox.append(
        MessageSuppressed.TYPE,
        message.id().toString(),
        new MessageSuppressed(
            message.id().toString(),
            message.customerId(),
            message.purpose().code(),
            message.template(),
            reason,
            now));
  }

  private void count(String outcome, @Nullable Channel channel) {
    metrics
        .counter(
            "goodword.notification.messages",
            "outcome",
            outcome,
            "channel",
            channel == null ? "none" : channel.code())
        .increment();
  }

  private static Message with(Message message, Channel channel, List<Verdict> verdicts) {
    return new Message(
        message.id(),
        message.customerId(),
        message.purpose(),
        message.template(),
        message.data(),
        message.runKey(),
        message.step(),
        message.stopReason(),
        message.state(),
        message.dueAt(),
        message.attempts(),
        channel,
        verdicts,
        message.failure(),
        message.createdAt(),
        message.sentAt(),
        message.deliveredAt());
  }
}
