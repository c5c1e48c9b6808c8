package io.goodword.reward.wallet;

import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;

/**
 * A QR code (ISO/IEC 18004, error correction M) for a page. Pure.
 *
 * @param side modules of a side, with the light border that readers need
 * @param path SVG path of its dark modules: strokes of width 1, one for each run in a row
 */
record QrCode(int side, String path) {

  private static final int QUIET = 4;

  /**
   * The code of a text.
   *
   * @throws IllegalArgumentException when the text is longer than a code can hold
   */
  static QrCode of(String text) {
    try {
      return of(Encoder.encode(text, ErrorCorrectionLevel.M).getMatrix());
    } catch (WriterException e) {
      throw new IllegalArgumentException("too long for a QR code: " + text.length(), e);
    }
  }

  private static QrCode of(ByteMatrix modules) {
    var path = new StringBuilder();
    for (int y = 0; y < modules.getHeight(); y++) {
      int x = 0;
      while (x < modules.getWidth()) {
        int begin = x;
        while (x < modules.getWidth() && modules.get(x, y) == 1) {
          x++;
        }
        if (x > begin) {
          path.append('M').append(begin + QUIET).append(' ').append(y + QUIET).append(".5h");
          path.append(x - begin);
        }
        x++;
      }
    }
    return new QrCode(modules.getWidth() + 2 * QUIET, path.toString());
  }
}
