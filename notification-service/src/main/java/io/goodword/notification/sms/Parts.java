package io.goodword.notification.sms;

import io.goodword.notification.template.SmsText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The octets of an SMS, part by part. Parts of a long one begin with a user data header (3GPP TS
 * 23.040, 9.2.3.24.8: concatenation with 16-bit reference).
 */
record Parts(SmsText.Encoding encoding, boolean headed, List<byte[]> octets) {

  private static final byte[] HEADER = {0x06, 0x08, 0x04};
  private static final int HEADER_OCTETS = 7;

  /**
   * Encodes a text.
   *
   * @param reference number that the parts share; the lower 16 bits count
   */
  static Parts of(String text, int reference) {
    SmsText cut = SmsText.of(text);
    int count = cut.segments().size();
    List<byte[]> octets = new ArrayList<>(count);
    for (String segment : cut.segments()) {
      byte[] body =
          switch (cut.encoding()) {
            case GSM_7 -> SmsText.gsmOctets(segment);
            case UCS_2 -> segment.getBytes(StandardCharsets.UTF_16BE);
          };
      octets.add(count == 1 ? body : headed(body, reference, count, octets.size() + 1));
    }
    return new Parts(cut.encoding(), count > 1, octets);
  }

  private static byte[] headed(byte[] body, int reference, int count, int number) {
    byte[] part = new byte[HEADER_OCTETS + body.length];
    System.arraycopy(HEADER, 0, part, 0, HEADER.length);
    part[3] = (byte) (reference >> 8);
    part[4] = (byte) reference;
    part[5] = (byte) count;
    part[6] = (byte) number;
    System.arraycopy(body, 0, part, HEADER_OCTETS, body.length);
    return part;
  }
}
