package io.goodword.stack;

import java.util.Arrays;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.SubmitSm;

/**
 * One submitted part of an SMS.
 *
 * @param reference number that the parts of one message share
 * @param part 1 to {@code parts}
 * @param parts how many there are, 1 for an ordinary message
 */
record SmsSegment(int reference, int part, int parts, byte[] octets) {

  private static final int CONCATENATED_8_BIT = 0x00;
  private static final int CONCATENATED_16_BIT = 0x08;

  /**
   * Reads the three ways there are: user data header, SAR parameters, or one message (also as
   * message_payload).
   */
  static SmsSegment of(SubmitSm submit) {
    byte[] octets = payload(submit);
    if (submit.isUdhi() && octets.length > 0) {
      return fromHeader(octets);
    }
    var reference = submit.getOptionalParameter(OptionalParameter.Sar_msg_ref_num.class);
    var total = submit.getOptionalParameter(OptionalParameter.Sar_total_segments.class);
    var part = submit.getOptionalParameter(OptionalParameter.Sar_segment_seqnum.class);
    if (reference != null && total != null && part != null) {
      return new SmsSegment(
          reference.getValue() & 0xffff, part.getValue() & 0xff, total.getValue() & 0xff, octets);
    }
    return new SmsSegment(0, 1, 1, octets);
  }

  private static byte[] payload(SubmitSm submit) {
    byte[] octets = submit.getShortMessage();
    if (octets != null && octets.length > 0) {
      return octets;
    }
    var payload = submit.getOptionalParameter(OptionalParameter.Message_payload.class);
    return payload == null ? new byte[0] : payload.getValue();
  }

  /** 3GPP TS 23.040, 9.2.3.24: length, then elements of identifier, length, data. */
  private static SmsSegment fromHeader(byte[] octets) {
    int end = Math.min(1 + (octets[0] & 0xff), octets.length);
    byte[] text = Arrays.copyOfRange(octets, end, octets.length);
    int at = 1;
    while (at + 1 < end) {
      int element = octets[at] & 0xff;
      int length = octets[at + 1] & 0xff;
      int data = at + 2;
      if (element == CONCATENATED_8_BIT && length == 3 && data + 3 <= end) {
        return new SmsSegment(
            octets[data] & 0xff, octets[data + 2] & 0xff, octets[data + 1] & 0xff, text);
      }
      if (element == CONCATENATED_16_BIT && length == 4 && data + 4 <= end) {
        int reference = (octets[data] & 0xff) << 8 | octets[data + 1] & 0xff;
        return new SmsSegment(reference, octets[data + 3] & 0xff, octets[data + 2] & 0xff, text);
      }
      at = data + length;
    }
    return new SmsSegment(0, 1, 1, text);
  }
}
