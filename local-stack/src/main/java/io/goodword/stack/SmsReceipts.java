package io.goodword.stack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jsmpp.InvalidResponseException;
import org.jsmpp.PDUException;
import org.jsmpp.bean.DeliveryReceipt;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.GeneralDataCoding;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.SubmitSm;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.ResponseTimeoutException;
import org.jsmpp.session.SMPPServerSession;
import org.jsmpp.util.DeliveryReceiptState;

/** Tells senders that a phone has their message: DELIVRD, a moment after it was accepted. */
final class SmsReceipts implements AutoCloseable {

  /** Long enough for the sender to have stored the message number it got in the response. */
  private static final long DELAY_MILLIS = 100;

  private static final byte DELIVERED = 2;

  private final ScheduledExecutorService later =
      Executors.newScheduledThreadPool(
          2, Thread.ofPlatform().daemon().name("smsc-receipts").factory());
  private final Map<SMPPServerSession, Boolean> canReceive = new ConcurrentHashMap<>();

  void bound(SMPPServerSession session, boolean receives) {
    canReceive.put(session, receives);
  }

  void delivered(SMPPServerSession session, SubmitSm submit, String number) {
    var moment = new Date();
    var receipt =
        new DeliveryReceipt(number, 1, 1, moment, moment, DeliveryReceiptState.DELIVRD, "000", "");
    later.schedule(
        () -> send(session, submit, number, receipt), DELAY_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void send(
      SMPPServerSession session, SubmitSm submit, String number, DeliveryReceipt receipt) {
    try {
      var target = receiver(session);
      if (target.isEmpty()) {
        return;
      }
      target
          .get()
          .deliverShortMessage(
              "mc",
              TypeOfNumber.valueOf(submit.getDestAddrTon()),
              NumberingPlanIndicator.valueOf(submit.getDestAddrNpi()),
              submit.getDestAddress(),
              TypeOfNumber.valueOf(submit.getSourceAddrTon()),
              NumberingPlanIndicator.valueOf(submit.getSourceAddrNpi()),
              submit.getSourceAddr(),
              new ESMClass((byte) 0x04),
              (byte) 0,
              (byte) 0,
              new RegisteredDelivery(0),
              new GeneralDataCoding(),
              receipt.toString().getBytes(StandardCharsets.US_ASCII),
              new OptionalParameter.Receipted_message_id(number),
              new OptionalParameter.Message_state(DELIVERED));
    } catch (PDUException
        | ResponseTimeoutException
        | InvalidResponseException
        | NegativeResponseException
        | IOException
        | RuntimeException e) {
      // a real centre would try again; a sender must live with a receipt that never comes
      System.err.println("SMS centre: no receipt for " + number + ": " + e.getMessage());
    }
  }

  /** The session itself, or, when it only transmits, another one that receives. */
  private Optional<SMPPServerSession> receiver(SMPPServerSession session) {
    canReceive.keySet().removeIf(one -> !one.getSessionState().isBound());
    if (canReceive.getOrDefault(session, false)) {
      return Optional.of(session);
    }
    return canReceive.entrySet().stream()
        .filter(Map.Entry::getValue)
        .map(Map.Entry::getKey)
        .findFirst();
  }

  @Override
  public void close() {
    later.shutdownNow();
  }
}
