package io.goodword.reward.wallet;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a QR code off a page. */
final class Camera {

  private static final int PIXELS = 8;
  private static final Pattern RUN = Pattern.compile("M(\\d+) (\\d+)\\.5h(\\d+)");

  private Camera() {}

  static String read(int side, String path) {
    int width = side * PIXELS;
    int[] pixels = new int[width * width];
    Arrays.fill(pixels, 0xffffff);
    Matcher run = RUN.matcher(path);
    while (run.find()) {
      int left = Integer.parseInt(run.group(1)) * PIXELS;
      int top = Integer.parseInt(run.group(2)) * PIXELS;
      int length = Integer.parseInt(run.group(3)) * PIXELS;
      for (int y = top; y < top + PIXELS; y++) {
        Arrays.fill(pixels, y * width + left, y * width + left + length, 0);
      }
    }
    var source = new RGBLuminanceSource(width, width, pixels);
    try {
      return new QRCodeReader().decode(new BinaryBitmap(new HybridBinarizer(source))).getText();
    } catch (ReaderException e) {
      throw new AssertionError("there is no QR code in the picture", e);
    }
  }
}
