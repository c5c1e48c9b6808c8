package io.goodword.stack;

import jakarta.mail.BodyPart;
import jakarta.mail.Header;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UnsupportedEncodingException;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** The readable side of a raw e-mail: decoded subject, first plain and first HTML part. */
final class MimeReading {

  /** One for all: to make one searches the class path. */
  private static final Session SESSION = Session.getInstance(new Properties());

  private final StringBuilder text = new StringBuilder();
  private final StringBuilder html = new StringBuilder();

  private MimeReading() {}

  static Message read(String id, Instant receivedAt, String to, byte[] source)
      throws MessagingException, IOException {
    var mime = new MimeMessage(SESSION, (InputStream) new ByteArrayInputStream(source));
    var reading = new MimeReading();
    reading.walk(mime);
    String from = mime.getHeader("From", ", ");
    String subject = mime.getSubject();
    return new Message(
        id,
        Message.EMAIL,
        to,
        from == null ? "" : decoded(from),
        subject == null ? "" : subject,
        reading.text.toString(),
        reading.html.toString(),
        Links.in(reading.text.toString(), reading.html.toString()),
        receivedAt,
        headers(mime));
  }

  private static Map<String, String> headers(MimeMessage mime) throws MessagingException {
    var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
    for (Header header : Collections.list(mime.getAllHeaders())) {
      headers.merge(
          header.getName(), decoded(header.getValue()), (one, other) -> one + "\n" + other);
    }
    return new LinkedHashMap<>(headers);
  }

  private static String decoded(String value) {
    try {
      return MimeUtility.decodeText(MimeUtility.unfold(value));
    } catch (UnsupportedEncodingException e) {
      return value;
    }
  }

  private void walk(Part part) throws MessagingException, IOException {
    if (Part.ATTACHMENT.equalsIgnoreCase(part.getDisposition())) {
      return;
    }
    if (part.isMimeType("multipart/*") && part.getContent() instanceof Multipart parts) {
      for (int i = 0; i < parts.getCount(); i++) {
        BodyPart inner = parts.getBodyPart(i);
        walk(inner);
      }
    } else if (part.isMimeType("text/html") && html.isEmpty()) {
      html.append(part.getContent());
    } else if (part.isMimeType("text/plain") && text.isEmpty()) {
      text.append(part.getContent());
    }
  }
}
