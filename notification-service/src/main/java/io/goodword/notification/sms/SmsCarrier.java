package io.goodword.notification.sms;

import io.goodword.notification.consent.Channel;
import io.goodword.notification.dispatch.Carrier;
import io.goodword.notification.dispatch.Letter;
import io.goodword.notification.template.SmsText;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jsmpp.InvalidResponseException;
import org.jsmpp.PDUException;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.Alphabet;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.GeneralDataCoding;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.SMSCDeliveryReceipt;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.ResponseTimeoutException;
import org.jsmpp.session.SMPPSession;

/**
 * Submits messages to the centre, part by part. The reference of the parts comes from the message,
 * so a phone that gets parts of two attempts shows one message.
 */
@Singleton
class SmsCarrier implements Carrier {

  private static final Logger LOG = Logger.getLogger(SmsCarrier.class);
  private static final int USER_DATA_HEADER = 0x40;
  private static final byte NORMAL = 0;

  private final SmppLink link;
  private final SmsParts parts;
  private final SmsSettings settings;
  private final Semaphore window;

  SmsCarrier(SmppLink link, SmsParts parts, SmsSettings settings) {
    this.link = link;
    this.parts = parts;
    this.settings = settings;
    this.window = new Semaphore(settings.smpp().window());
  }

  @Override
  public Channel channel() {
    return Channel.SMS;
  }

  @Override
  public boolean isConfigured() {
    return link.isConfigured();
  }

  @Override
  public Result carry(Letter letter) {
    Optional<SMPPSession> session = link.bound();
    if (session.isEmpty()) {
      return new Result.Refused("smpp-not-bound", true);
    }
    if (!enterWindow()) {
      return new Result.Refused("smpp-busy", true);
    }
    List<String> references = new ArrayList<>();
    try {
      Parts message = Parts.of(letter.content().sms(), letter.messageId().hashCode());
      for (byte[] octets : message.octets()) {
        references.add(submit(session.get(), letter.to(), message, octets));
      }
    } catch (NegativeResponseException e) {
      return new Result.Refused(
          "smpp-0x%02x".formatted(e.getCommandStatus()), isOfTheMoment(e.getCommandStatus()));
    } catch (PDUException e) {
      return new Result.Refused("smpp-not-sendable", false);
    } catch (ResponseTimeoutException | InvalidResponseException | IOException e) {
      return new Result.Unclear("smpp-no-response");
    } finally {
      window.release();
    }
    expectReceipts(letter, references);
    return new Result.Taken(references.getFirst());
  }

  /**
   * The centre has the message: without these numbers its receipts are lost, the message is not.
   */
  private void expectReceipts(Letter letter, List<String> references) {
    try {
      parts.submitted(letter.messageId(), references);
    } catch (RuntimeException e) {
      LOG.warnf("The parts of message %s could not be kept", letter.messageId());
    }
  }

  private String submit(SMPPSession session, String to, Parts message, byte[] octets)
      throws PDUException,
          ResponseTimeoutException,
          InvalidResponseException,
          NegativeResponseException,
          IOException {
    Alphabet alphabet =
        message.encoding() == SmsText.Encoding.UCS_2 ? Alphabet.ALPHA_UCS2 : Alphabet.ALPHA_DEFAULT;
    return session
        .submitShortMessage(
            "",
            TypeOfNumber.ALPHANUMERIC,
            NumberingPlanIndicator.UNKNOWN,
            settings.sender(),
            TypeOfNumber.INTERNATIONAL,
            NumberingPlanIndicator.ISDN,
            to.substring(1),
            new ESMClass(message.headed() ? USER_DATA_HEADER : 0),
            NORMAL,
            NORMAL,
            null,
            null,
            new RegisteredDelivery(SMSCDeliveryReceipt.SUCCESS_FAILURE),
            NORMAL,
            new GeneralDataCoding(alphabet),
            NORMAL,
            octets)
        .getMessageId();
  }

  private boolean enterWindow() {
    try {
      return window.tryAcquire(settings.smpp().responseLimit().toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static boolean isOfTheMoment(int status) {
    return status == SMPPConstant.STAT_ESME_RTHROTTLED
        || status == SMPPConstant.STAT_ESME_RMSGQFUL
        || status == SMPPConstant.STAT_ESME_RSYSERR
        || status == SMPPConstant.STAT_ESME_RSUBMITFAIL;
  }
}
