package io.goodword.referral.link;

import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * A QR code (ISO/IEC 18004, error correction M) as PNG and SVG. Both are written here: a picture of
 * squares needs no graphics toolkit, and native executables have none.
 */
final class QrCode {

  /** Light modules around the code that readers need. */
  private static final int QUIET = 4;

  private static final int PIXELS = 12;
  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

  private final ByteMatrix modules;

  private QrCode(ByteMatrix modules) {
    this.modules = modules;
  }

  /** The code of a text of at most some hundred characters. */
  static QrCode of(String text) {
    try {
      return new QrCode(Encoder.encode(text, ErrorCorrectionLevel.M).getMatrix());
    } catch (WriterException e) {
      throw new IllegalArgumentException("too long for a QR code: " + text.length(), e);
    }
  }

  /** Black on white, 12 pixels a module. */
  byte[] png() {
    int side = (modules.getWidth() + 2 * QUIET) * PIXELS;
    var file = new ByteArrayOutputStream();
    file.writeBytes(SIGNATURE);
    // 1 bit grey scale, deflate, no filter, no interlace
    chunk(file, "IHDR", ByteBuffer.allocate(13).putInt(side).putInt(side).put((byte) 1).array());
    chunk(file, "IDAT", deflated(rows(side)));
    chunk(file, "IEND", new byte[0]);
    return file.toByteArray();
  }

  /** The same as one path, for print at any size. */
  String svg() {
    int side = modules.getWidth() + 2 * QUIET;
    var path = new StringBuilder();
    for (int y = 0; y < modules.getHeight(); y++) {
      for (int x = 0; x < modules.getWidth(); x++) {
        if (modules.get(x, y) == 1) {
          path.append('M').append(x + QUIET).append(' ').append(y + QUIET).append("h1v1h-1z");
        }
      }
    }
    return """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" shape-rendering="crispEdges">\
        <path fill="#fff" d="M0 0h%dv%dH0z"/><path d="%s"/></svg>
        """
        .formatted(side, side, side, side, path);
  }

  private byte[] rows(int side) {
    int stride = 1 + (side + 7) / 8;
    byte[] rows = new byte[stride * side];
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        if (!dark(x / PIXELS - QUIET, y / PIXELS - QUIET)) {
          rows[y * stride + 1 + x / 8] |= (byte) (0x80 >>> (x % 8));
        }
      }
    }
    return rows;
  }

  private boolean dark(int x, int y) {
    boolean inside = x >= 0 && y >= 0 && x < modules.getWidth() && y < modules.getHeight();
    return inside && modules.get(x, y) == 1;
  }

  private static byte[] deflated(byte[] data) {
    try (var deflater = new Deflater(Deflater.BEST_COMPRESSION)) {
      deflater.setInput(data);
      deflater.finish();
      var out = new ByteArrayOutputStream();
      byte[] buffer = new byte[4096];
      while (!deflater.finished()) {
        out.write(buffer, 0, deflater.deflate(buffer));
      }
      return out.toByteArray();
    }
  }

  private static void chunk(ByteArrayOutputStream file, String type, byte[] data) {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    var sum = new CRC32();
    sum.update(name);
    sum.update(data);
    file.writeBytes(ByteBuffer.allocate(4).putInt(data.length).array());
    file.writeBytes(name);
    file.writeBytes(data);
    file.writeBytes(ByteBuffer.allocate(4).putInt((int) sum.getValue()).array());
  }
}
