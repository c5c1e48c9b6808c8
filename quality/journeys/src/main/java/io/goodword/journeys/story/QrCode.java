package io.goodword.journeys.story;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import io.goodword.journeys.client.StoryBroken;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import javax.imageio.ImageIO;

/**
 * A camera. Of the codes that stand quite straight, as none does before a camera, the reader does
 * not find 4 in 1,000; so it looks at them turned, too.
 */
final class QrCode {

  private static final double[] DEGREES = {0, 15, -20};
  private static final double AWAY = 0.6;

  private QrCode() {}

  static String read(byte[] png) {
    BufferedImage picture;
    try {
      picture = ImageIO.read(new ByteArrayInputStream(png));
    } catch (IOException e) {
      throw new StoryBroken("The QR code cannot be read: " + e, e);
    }
    if (picture == null) {
      throw new StoryBroken("The QR code is not a picture.");
    }
    return Arrays.stream(DEGREES)
        .mapToObj(degrees -> found(seen(picture, degrees)))
        .flatMap(Optional::stream)
        .findFirst()
        .orElseThrow(() -> new StoryBroken("There is no QR code in the picture."));
  }

  private static Optional<String> found(BufferedImage picture) {
    int width = picture.getWidth();
    int height = picture.getHeight();
    int[] pixels = picture.getRGB(0, 0, width, height, null, 0, width);
    var source = new RGBLuminanceSource(width, height, pixels);
    try {
      return Optional.of(
          new QRCodeReader().decode(new BinaryBitmap(new HybridBinarizer(source))).getText());
    } catch (ReaderException e) {
      return Optional.empty();
    }
  }

  private static BufferedImage seen(BufferedImage picture, double degrees) {
    if (degrees == 0) {
      return picture;
    }
    int width = picture.getWidth();
    int height = picture.getHeight();
    var seen = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D canvas = seen.createGraphics();
    canvas.setColor(Color.WHITE);
    canvas.fillRect(0, 0, width, height);
    canvas.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    canvas.rotate(Math.toRadians(degrees), width / 2.0, height / 2.0);
    canvas.translate(width * (1 - AWAY) / 2, height * (1 - AWAY) / 2);
    canvas.scale(AWAY, AWAY);
    canvas.drawImage(picture, 0, 0, null);
    canvas.dispose();
    return seen;
  }
}
