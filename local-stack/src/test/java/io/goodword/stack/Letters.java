package io.goodword.stack;

import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.util.Properties;

/** Sends e-mails to a port of this machine, as a service would. */
final class Letters {

  private Letters() {}

  static void send(int port, String to, String subject, String text, String html)
      throws MessagingException {
    var settings = new Properties();
    settings.setProperty("mail.smtp.host", "localhost");
    settings.setProperty("mail.smtp.port", Integer.toString(port));
    var mime = new MimeMessage(Session.getInstance(settings));
    mime.setFrom(new InternetAddress("hello@goodword.example"));
    mime.setRecipient(RecipientType.TO, new InternetAddress(to));
    mime.setSubject(subject, "UTF-8");
    mime.setHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
    var plain = new MimeBodyPart();
    plain.setText(text, "UTF-8");
    var rich = new MimeBodyPart();
    rich.setText(html, "UTF-8", "html");
    mime.setContent(new MimeMultipart("alternative", plain, rich));
    Transport.send(mime);
  }
}
