package io.goodword.review.testing;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;

/** Files that people and attackers upload. */
public final class Files {

  /** What the camera noted in {@link #fromCamera()}. */
  public static final String PLACE = "31.2304N121.4737E";

  private Files() {}

  /** A JPEG or PNG that is red on the left half and blue on the right. */
  public static byte[] picture(String format, int width, int height) {
    var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    var pen = image.createGraphics();
    pen.setColor(Color.RED);
    pen.fillRect(0, 0, width / 2, height);
    pen.setColor(Color.BLUE);
    pen.fillRect(width / 2, 0, width, height);
    pen.dispose();
    var bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, format, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** A JPEG of 64 x 32 pixels with Exif: turned by 90 degrees (orientation 6), and the place. */
  public static byte[] fromCamera() {
    byte[] plain = picture("jpeg", 64, 32);
    byte[] place = PLACE.getBytes(StandardCharsets.US_ASCII);
    ByteBuffer tiff = ByteBuffer.allocate(26 + place.length).order(ByteOrder.LITTLE_ENDIAN);
    tiff.put((byte) 'I').put((byte) 'I').putShort((short) 42).putInt(8);
    tiff.putShort((short) 1).putShort((short) 0x0112).putShort((short) 3).putInt(1);
    tiff.putShort((short) 6).putShort((short) 0).putInt(0).put(place);
    var exif = ByteBuffer.allocate(10 + tiff.capacity());
    exif.putShort((short) 0xFFE1).putShort((short) (8 + tiff.capacity()));
    exif.put("Exif\0\0".getBytes(StandardCharsets.US_ASCII)).put(tiff.array());
    return ByteBuffer.allocate(plain.length + exif.capacity())
        .put(plain, 0, 2)
        .put(exif.array())
        .put(plain, 2, plain.length - 2)
        .array();
  }

  /** A picture of one pixel, lossy WebP. */
  public static byte[] webp() {
    return Base64.getDecoder().decode("UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA");
  }

  /** A drawing with a script. */
  public static byte[] svg() {
    return "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"
        .getBytes(StandardCharsets.US_ASCII);
  }

  /** Begins like a JPEG, goes on as a page with a script. */
  public static byte[] polyglot() {
    return ByteBuffer.allocate(64)
        .putInt(0xFFD8FFE0)
        .put("<html><script>alert(1)</script></html>".getBytes(StandardCharsets.US_ASCII))
        .array();
  }

  /** A PNG of a few bytes that claims 30,000 x 30,000 pixels. */
  public static byte[] bomb() {
    ByteBuffer header = ByteBuffer.allocate(17);
    header.put("IHDR".getBytes(StandardCharsets.US_ASCII)).putInt(30_000).putInt(30_000);
    header.put((byte) 8).put((byte) 2).put((byte) 0).put((byte) 0).put((byte) 0);
    var crc = new CRC32();
    crc.update(header.array());
    ByteBuffer png = ByteBuffer.allocate(8 + 4 + 17 + 4);
    png.putLong(0x89504E470D0A1A0AL).putInt(13).put(header.array()).putInt((int) crc.getValue());
    return png.array();
  }
}
