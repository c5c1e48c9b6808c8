package io.goodword.notification.sms;

import io.goodword.notification.dispatch.Ticker;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jsmpp.bean.BindType;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.session.BindParameter;
import org.jsmpp.session.SMPPSession;
import org.jspecify.annotations.Nullable;

/** Keeps one session bound as transceiver, so that receipts come in also when nothing is sent. */
@ApplicationScoped
class SmppLink {

  private static final Logger LOG = Logger.getLogger(SmppLink.class);
  private static final Duration WATCH = Duration.ofMillis(500);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
  private static final long BIND_MILLIS = 5_000;
  private static final int RECEIPT_THREADS = 3;

  private final SmsSettings.Smpp settings;
  private final ReceiptListener receipts;
  private final Ticker ticker = new Ticker("smpp-link", this::round);
  private volatile @Nullable SMPPSession session;
  private Duration pause = FIRST_PAUSE;

  SmppLink(SmsSettings settings, ReceiptListener receipts) {
    this.settings = settings.smpp();
    this.receipts = receipts;
  }

  void start(@Observes StartupEvent event) {
    if (isConfigured()) {
      ticker.start();
    }
  }

  void stop(@Observes ShutdownEvent event) {
    ticker.stop();
    SMPPSession current = session;
    if (current != null) {
      current.unbindAndClose();
    }
  }

  boolean isConfigured() {
    return settings.host().isPresent();
  }

  /** The session if it is bound. */
  Optional<SMPPSession> bound() {
    return Optional.ofNullable(session).filter(open -> open.getSessionState().isTransmittable());
  }

  private Duration round() {
    if (bound().isPresent()) {
      pause = FIRST_PAUSE;
      return WATCH;
    }
    SMPPSession fresh = new SMPPSession();
    fresh.setTransactionTimer(settings.responseLimit().toMillis());
    fresh.setEnquireLinkTimer((int) settings.enquireLink().toMillis());
    fresh.setPduProcessorDegree(RECEIPT_THREADS);
    fresh.setMessageReceiverListener(receipts);
    try {
      fresh.connectAndBind(
          settings.host().orElseThrow(),
          settings.port(),
          new BindParameter(
              BindType.BIND_TRX,
              settings.systemId(),
              settings.password().orElse(""),
              settings.systemType().orElse(null),
              TypeOfNumber.UNKNOWN,
              NumberingPlanIndicator.UNKNOWN,
              null),
          BIND_MILLIS);
      fresh.addSessionStateListener(
          (state, before, source) -> LOG.infof("The session is %s, it was %s", state, before));
      session = fresh;
      LOG.info("Bound to the message centre");
      return WATCH;
    } catch (IOException e) {
      fresh.close();
      Duration wait = pause;
      pause = min(pause.multipliedBy(2), LONGEST_PAUSE);
      LOG.infof("The message centre cannot be bound: %s", e.getMessage());
      long jitter = Math.floorMod(fresh.getSessionId().hashCode(), wait.toMillis() / 4 + 1);
      return wait.minusMillis(jitter);
    }
  }

  private static Duration min(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
