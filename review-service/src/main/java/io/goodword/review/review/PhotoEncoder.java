package io.goodword.review.review;

import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import io.goodword.review.review.PhotoRefused.Why;
import jakarta.enterprise.context.ApplicationScoped;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.concurrent.Semaphore;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Makes our own JPEG of an uploaded photo. Only the pixels survive: metadata such as the place
 * where it was taken, and anything hidden behind the picture, are left behind. This is the one
 * class that needs java.desktop.
 */
@ApplicationScoped
class PhotoEncoder {

  /** Bytes of the largest upload. */
  static final int MOST_BYTES = 8 * 1024 * 1024;

  private static final long MOST_PIXELS = 50_000_000;
  private static final long MOST_PIXELS_AT_ONCE = 16_000_000;
  private static final int LONGEST_SIDE = 1_600;
  private static final float QUALITY = 0.85f;

  /** A decoded photo takes up to 60 MB, so that only two are worked on at a time. */
  private final Semaphore desks = new Semaphore(2);

  /**
   * Encodes anew.
   *
   * @param upload bytes as they came, whatever their name or declared type
   * @throws PhotoRefused when they are not a JPEG, PNG or WebP picture within the limits
   */
  Photo encode(byte[] upload) throws PhotoRefused {
    if (upload.length > MOST_BYTES) {
      throw new PhotoRefused(Why.TOO_LARGE);
    }
    Format format = Format.of(upload);
    if (format == null) {
      throw new PhotoRefused(Why.NOT_A_PHOTO);
    }
    desks.acquireUninterruptibly();
    try {
      BufferedImage decoded = decode(upload, format);
      int orientation = format == Format.JPEG ? ExifOrientation.of(upload) : 1;
      BufferedImage shown = upright(smaller(decoded), orientation);
      return new Photo(shown.getWidth(), shown.getHeight(), jpeg(shown));
    } catch (IOException | RuntimeException broken) {
      // decoders answer hostile bytes with any unchecked exception
      throw new PhotoRefused(Why.DAMAGED);
    } finally {
      desks.release();
    }
  }

  private enum Format {
    JPEG,
    PNG,
    WEBP;

    static @Nullable Format of(byte[] file) {
      if (begins(file, 0, 0xFF, 0xD8, 0xFF)) {
        return JPEG;
      }
      if (begins(file, 0, 0x89, 'P', 'N', 'G', 0x0D, 0x0A, 0x1A, 0x0A)) {
        return PNG;
      }
      return begins(file, 0, 'R', 'I', 'F', 'F') && begins(file, 8, 'W', 'E', 'B', 'P')
          ? WEBP
          : null;
    }

    private static boolean begins(byte[] file, int at, int... magic) {
      for (int i = 0; i < magic.length; i++) {
        if (file.length <= at + i || Byte.toUnsignedInt(file[at + i]) != magic[i]) {
          return false;
        }
      }
      return true;
    }

    ImageReader reader() throws IOException {
      return switch (this) {
        case JPEG -> ImageIO.getImageReadersByFormatName("jpeg").next();
        case PNG -> ImageIO.getImageReadersByFormatName("png").next();
        case WEBP -> new WebPImageReaderSpi().createReaderInstance(null);
      };
    }

    /** The WebP decoder cannot leave out rows, so its pictures must fit as a whole. */
    long mostPixels() {
      return this == WEBP ? MOST_PIXELS_AT_ONCE : MOST_PIXELS;
    }
  }

  private static BufferedImage decode(byte[] upload, Format format)
      throws IOException, PhotoRefused {
    ImageReader reader = format.reader();
    try (var stream = new MemoryCacheImageInputStream(new ByteArrayInputStream(upload))) {
      reader.setInput(stream, true, true);
      long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
      if (pixels > format.mostPixels()) {
        throw new PhotoRefused(Why.TOO_MANY_PIXELS);
      }
      ImageReadParam parameters = reader.getDefaultReadParam();
      int step = (int) Math.ceil(Math.sqrt((double) pixels / MOST_PIXELS_AT_ONCE));
      parameters.setSourceSubsampling(Math.max(1, step), Math.max(1, step), 0, 0);
      return reader.read(0, parameters);
    } finally {
      reader.dispose();
    }
  }

  /** Halves while it can, then takes the last step, so that nothing flickers. */
  private static BufferedImage smaller(BufferedImage image) {
    BufferedImage current = image;
    while (longest(current) > 2 * LONGEST_SIDE) {
      current = scaled(current, current.getWidth() / 2, current.getHeight() / 2);
    }
    double scale = Math.min(1.0, (double) LONGEST_SIDE / longest(current));
    return scaled(
        current,
        Math.max(1, (int) Math.round(current.getWidth() * scale)),
        Math.max(1, (int) Math.round(current.getHeight() * scale)));
  }

  private static int longest(BufferedImage image) {
    return Math.max(image.getWidth(), image.getHeight());
  }

  private static BufferedImage scaled(BufferedImage image, int width, int height) {
    var target =
        new BufferedImage(Math.max(1, width), Math.max(1, height), BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = target.createGraphics();
    pen.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    pen.drawImage(image, 0, 0, target.getWidth(), target.getHeight(), Color.WHITE, null);
    pen.dispose();
    return target;
  }

  private static BufferedImage upright(BufferedImage image, int orientation) {
    if (orientation == 1) {
      return image;
    }
    int width = image.getWidth();
    int height = image.getHeight();
    AffineTransform turn =
        switch (orientation) {
          case 2 -> new AffineTransform(-1, 0, 0, 1, width, 0);
          case 3 -> new AffineTransform(-1, 0, 0, -1, width, height);
          case 4 -> new AffineTransform(1, 0, 0, -1, 0, height);
          case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
          case 6 -> new AffineTransform(0, 1, -1, 0, height, 0);
          case 7 -> new AffineTransform(0, -1, -1, 0, height, width);
          default -> new AffineTransform(0, -1, 1, 0, 0, width);
        };
    boolean sideways = orientation >= 5;
    var target =
        new BufferedImage(
            sideways ? height : width, sideways ? width : height, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = target.createGraphics();
    pen.drawImage(image, turn, null);
    pen.dispose();
    return target;
  }

  private static byte[] jpeg(BufferedImage image) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    var bytes = new ByteArrayOutputStream();
    try (var stream = new MemoryCacheImageOutputStream(bytes)) {
      ImageWriteParam parameters = writer.getDefaultWriteParam();
      parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      parameters.setCompressionQuality(QUALITY);
      writer.setOutput(stream);
      writer.write(null, new IIOImage(image, null, null), parameters);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }
}
