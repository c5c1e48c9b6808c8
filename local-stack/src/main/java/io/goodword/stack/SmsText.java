package io.goodword.stack;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** The text of an SMS from its octets, by the data coding it came with (SMPP 3.4, 5.2.19). */
final class SmsText {

  /** GSM 03.38 default alphabet, one character per septet 0-127; ESC (27) stands as a blank. */
  private static final String GSM =
      "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ ÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
          + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

  private SmsText() {}

  /** Decodes; a coding we do not know is read as Latin 1, so that at least something shows. */
  static String of(byte dataCoding, byte[] octets) {
    return switch (dataCoding & 0x0c) {
      case 0x08 -> new String(octets, StandardCharsets.UTF_16BE);
      case 0x00 -> (dataCoding & 0x03) == 0 ? gsm(octets) : new String(octets, charset(dataCoding));
      default -> new String(octets, StandardCharsets.ISO_8859_1);
    };
  }

  private static Charset charset(byte dataCoding) {
    return (dataCoding & 0x03) == 1 ? StandardCharsets.US_ASCII : StandardCharsets.ISO_8859_1;
  }

  private static String gsm(byte[] octets) {
    var text = new StringBuilder(octets.length);
    for (int i = 0; i < octets.length; i++) {
      int septet = octets[i] & 0x7f;
      if (septet == 27 && i + 1 < octets.length) {
        text.append(extended(octets[++i] & 0x7f));
      } else {
        text.append(GSM.charAt(septet));
      }
    }
    return text.toString();
  }

  private static char extended(int septet) {
    return switch (septet) {
      case 0x0a -> '\f';
      case 0x14 -> '^';
      case 0x28 -> '{';
      case 0x29 -> '}';
      case 0x2f -> '\\';
      case 0x3c -> '[';
      case 0x3d -> '~';
      case 0x3e -> ']';
      case 0x40 -> '|';
      case 0x65 -> '€';
      default -> GSM.charAt(septet);
    };
  }
}
