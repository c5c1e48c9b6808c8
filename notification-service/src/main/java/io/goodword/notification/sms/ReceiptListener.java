package io.goodword.notification.sms;

import jakarta.inject.Singleton;
import org.jboss.logging.Logger;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.AlertNotification;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.bean.DeliveryReceipt;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.session.DataSmResult;
import org.jsmpp.session.MessageReceiverListener;
import org.jsmpp.session.Session;
import org.jsmpp.util.DeliveryReceiptState;
import org.jsmpp.util.InvalidDeliveryReceiptException;
import org.jspecify.annotations.Nullable;

/**
 * Reads delivery receipts (SMPP 3.4, 5.2.12 and appendix B), from the parameters where the centre
 * sends them, else from the text.
 */
@Singleton
class ReceiptListener implements MessageReceiverListener {

  private static final Logger LOG = Logger.getLogger(ReceiptListener.class);
  private static final int DELIVERED = 2;
  private static final int EXPIRED = 3;
  private static final int DELETED = 4;
  private static final int UNDELIVERABLE = 5;
  private static final int REJECTED = 8;

  private final SmsParts parts;

  ReceiptListener(SmsParts parts) {
    this.parts = parts;
  }

  @Override
  public void onAcceptDeliverSm(DeliverSm request) throws ProcessRequestException {
    if (!request.isSmscDeliveryReceipt()) {
      return;
    }
    var id = request.getOptionalParameter(OptionalParameter.Receipted_message_id.class);
    var state = request.getOptionalParameter(OptionalParameter.Message_state.class);
    if (id != null && state != null) {
      keep(id.getValueAsString(), state.getValue() & 0xff);
      return;
    }
    try {
      DeliveryReceipt text = request.getShortMessageAsDeliveryReceipt();
      keep(text.getId(), code(text.getFinalStatus()));
    } catch (InvalidDeliveryReceiptException e) {
      LOG.warn("A delivery receipt cannot be read");
    }
  }

  @Override
  public void onAcceptAlertNotification(AlertNotification alert) {
    // says that a phone is back; the centre tries again by itself
  }

  @Override
  public DataSmResult onAcceptDataSm(DataSm request, Session source)
      throws ProcessRequestException {
    throw new ProcessRequestException("data_sm is not used", SMPPConstant.STAT_ESME_RINVCMDID);
  }

  /** A receipt that cannot be kept is refused, so that the centre sends it again. */
  private void keep(String reference, int state) throws ProcessRequestException {
    try {
      switch (state) {
        case DELIVERED -> parts.receipt(reference, true);
        case EXPIRED, DELETED, UNDELIVERABLE, REJECTED -> parts.receipt(reference, false);
        default -> LOG.debugf("Part %s is on its way (state %d)", reference, state);
      }
    } catch (RuntimeException e) {
      LOG.warnf("The receipt of part %s could not be kept: %s", reference, e.getMessage());
      throw new ProcessRequestException("try again", SMPPConstant.STAT_ESME_RSYSERR);
    }
  }

  private static int code(@Nullable DeliveryReceiptState state) {
    return switch (state) {
      case DELIVRD -> DELIVERED;
      case EXPIRED -> EXPIRED;
      case DELETED -> DELETED;
      case UNDELIV -> UNDELIVERABLE;
      case REJECTD -> REJECTED;
      case null, default -> 0;
    };
  }
}
