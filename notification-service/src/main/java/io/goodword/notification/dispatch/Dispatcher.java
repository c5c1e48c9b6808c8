package io.goodword.notification.dispatch;

import io.goodword.notification.consent.Channel;
import io.goodword.notification.consent.UnsubscribeLinks;
import io.goodword.notification.contact.Contact;
import io.goodword.notification.contact.EmailAddress;
import io.goodword.notification.contact.PhoneNumber;
import io.goodword.notification.dispatch.Desk.Claim;
import io.goodword.notification.template.Rendered;
import io.goodword.notification.template.Templates;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the workers busy: claims as many due messages as there are free workers, has each sent
 * outside any transaction, and keeps the answer.
 */
@ApplicationScoped
class Dispatcher {

  private static final Logger LOG = Logger.getLogger(Dispatcher.class);
  private static final Duration SWEEP_EVERY = Duration.ofSeconds(5);
  private static final Duration KEEP_PAUSE = Duration.ofMillis(500);
  private static final long DRAIN_SECONDS = 5;

  private final Desk desk;
  private final Templates templates;
  private final UnsubscribeLinks unsubscribe;
  private final Instance<Carrier> carriers;
  private final Clock clock;
  private final DispatchSettings settings;
  private final Semaphore free;
  private final ExecutorService workers;
  private final Ticker ticker = new Ticker("dispatch", this::round);
  private Instant nextSweep = Instant.EPOCH;
  private volatile boolean moreDue;

  Dispatcher(
      Desk desk,
      Templates templates,
      UnsubscribeLinks unsubscribe,
      @Any Instance<Carrier> carriers,
      Clock clock,
      DispatchSettings settings) {
    this.desk = desk;
    this.templates = templates;
    this.unsubscribe = unsubscribe;
    this.carriers = carriers;
    this.clock = clock;
    this.settings = settings;
    this.free = new Semaphore(settings.workers());
    this.workers =
        Executors.newFixedThreadPool(
            settings.workers(), Thread.ofPlatform().daemon().name("dispatch-", 0).factory());
  }

  void start(@Observes StartupEvent event) {
    ticker.start();
  }

  void stop(@Observes ShutdownEvent event) {
    ticker.stop();
    workers.shutdown();
    try {
      if (!workers.awaitTermination(DRAIN_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("Some messages are still at their provider; they will count as UNKNOWN");
        workers.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  void somethingDue(@Observes(during = TransactionPhase.AFTER_SUCCESS) Dispatch.SomethingDue due) {
    ticker.wake();
  }

  private Duration round() {
    Instant now = clock.instant();
    if (!now.isBefore(nextSweep)) {
      desk.sweep(settings.sendingLimit());
      nextSweep = now.plus(SWEEP_EVERY);
    }
    int places = free.availablePermits();
    moreDue = places == 0;
    if (moreDue) {
      return settings.poll();
    }
    Desk.Batch batch = desk.claim(places);
    moreDue = batch.looked() == places;
    for (Claim claim : batch.claims()) {
      free.acquireUninterruptibly();
      workers.execute(() -> work(claim));
    }
    return moreDue ? Duration.ZERO : settings.poll();
  }

  private void work(Claim claim) {
    try {
      keep(claim, send(claim));
    } finally {
      free.release();
      if (moreDue && free.availablePermits() * 2 >= settings.workers()) {
        ticker.wake();
      }
    }
  }

  private Carrier.Result send(Claim claim) {
    Letter letter;
    Carrier carrier;
    try {
      letter = letter(claim);
      carrier = carrier(claim.channel());
    } catch (RuntimeException e) {
      LOG.errorf(e, "Message %s cannot be written", claim.message().id());
      return new Carrier.Result.Refused("not-writable", false);
    }
    try {
      return carrier.carry(letter);
    } catch (RuntimeException e) {
      // what a library says may hold the address, so only its kind is kept
      LOG.errorf("Message %s: the carrier failed (%s)", letter.messageId(), e.getClass().getName());
      return new Carrier.Result.Unclear("carrier-failed");
    }
  }

  /** The provider has answered; that must be kept, however long the database takes to come back. */
  private void keep(Claim claim, Carrier.Result result) {
    Instant limit = clock.instant().plus(settings.sendingLimit());
    while (true) {
      try {
        desk.keep(claim, result);
        return;
      } catch (RuntimeException e) {
        if (clock.instant().isAfter(limit) || Thread.currentThread().isInterrupted()) {
          LOG.errorf(e, "The answer for message %s could not be kept", claim.message().id());
          return;
        }
        LockSupport.parkNanos(KEEP_PAUSE.toNanos());
      }
    }
  }

  private Letter letter(Claim claim) {
    Message message = claim.message();
    Contact contact = claim.contact();
    URI link = claim.channel() == Channel.EMAIL ? unsubscribeLink(message, contact) : null;
    Rendered content =
        templates.render(
            message.template(), contact.language(), contact.zone(), message.data(), link);
    return new Letter(message.id(), address(contact, claim.channel()), content, link);
  }

  private @Nullable URI unsubscribeLink(Message message, Contact contact) {
    String index = contact.emailIndex();
    if (index == null || !message.purpose().needsConsent()) {
      return null;
    }
    return unsubscribe.link(
        message.customerId(), message.purpose(), Channel.EMAIL, index, contact.language().tag());
  }

  private static String address(Contact contact, Channel channel) {
    EmailAddress email = contact.email();
    PhoneNumber phone = contact.phone();
    if (channel == Channel.EMAIL && email != null) {
      return email.value();
    }
    if (channel == Channel.SMS && phone != null) {
      return phone.value();
    }
    throw new IllegalStateException("there is no address for " + channel);
  }

  private Carrier carrier(Channel channel) {
    for (Carrier carrier : carriers) {
      if (carrier.channel() == channel) {
        return carrier;
      }
    }
    throw new IllegalStateException("there is no carrier for " + channel);
  }
}
