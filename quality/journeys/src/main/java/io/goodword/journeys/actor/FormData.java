package io.goodword.journeys.actor;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;
import javax.imageio.ImageIO;

/** What a browser sends for a form with files: multipart/form-data. */
public final class FormData {

  private final String boundary = "form" + UUID.randomUUID().toString().replace("-", "");
  private final ByteArrayOutputStream parts = new ByteArrayOutputStream();
  private final Set<String> names = new LinkedHashSet<>();

  /** With a field. */
  public FormData field(String name, String value) {
    names.add(name);
    write("--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n");
    write(value + "\r\n");
    return this;
  }

  /** With a file. */
  public FormData file(String name, String fileName, String type, byte[] content) {
    names.add(name);
    write(
        "--%s\r\nContent-Disposition: form-data; name=\"%s\"; filename=\"%s\"\r\nContent-Type: %s\r\n\r\n"
            .formatted(boundary, name, fileName, type));
    parts.writeBytes(content);
    write("\r\n");
    return this;
  }

  /** A small photo that is one. */
  public static byte[] photo() {
    var image = new BufferedImage(320, 240, BufferedImage.TYPE_INT_RGB);
    var pen = image.createGraphics();
    pen.setColor(new Color(0x15803d));
    pen.fillRect(0, 0, 320, 240);
    pen.setColor(new Color(0xfffdf9));
    pen.fillOval(90, 50, 140, 140);
    pen.dispose();
    var bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "jpeg", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  Set<String> names() {
    return new LinkedHashSet<>(names);
  }

  /** Its Content-Type. */
  public String contentType() {
    return "multipart/form-data; boundary=" + boundary;
  }

  /** Its body. */
  public byte[] bytes() {
    var whole = new ByteArrayOutputStream();
    whole.writeBytes(parts.toByteArray());
    whole.writeBytes(("--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
    return whole.toByteArray();
  }

  private void write(String text) {
    parts.writeBytes(text.getBytes(StandardCharsets.UTF_8));
  }
}
