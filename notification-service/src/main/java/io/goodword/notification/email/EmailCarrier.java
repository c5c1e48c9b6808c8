package io.goodword.notification.email;

import io.goodword.notification.consent.Channel;
import io.goodword.notification.dispatch.Carrier;
import io.goodword.notification.dispatch.Letter;
import io.quarkus.mailer.Mail;
import io.quarkus.mailer.Mailer;
import jakarta.inject.Singleton;
import java.net.URI;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Hands messages to the mail server of {@code quarkus.mailer}. */
@Singleton
class EmailCarrier implements Carrier {

  private final Mailer mailer;
  private final String domain;

  EmailCarrier(Mailer mailer, @ConfigProperty(name = "quarkus.mailer.from") String from) {
    this.mailer = mailer;
    this.domain = from.substring(from.lastIndexOf('@') + 1).replace(">", "").strip();
  }

  @Override
  public Channel channel() {
    return Channel.EMAIL;
  }

  @Override
  public boolean isConfigured() {
    return true;
  }

  @Override
  public Result carry(Letter letter) {
    String messageId = "<" + letter.messageId() + "@" + domain + ">";
    try {
      mailer.send(mail(letter, messageId));
      return new Result.Taken(messageId);
    } catch (RuntimeException e) {
      return SmtpFailure.judge(e);
    }
  }

  private static Mail mail(Letter letter, String messageId) {
    Mail mail =
        Mail.withText(letter.to(), letter.content().subject(), letter.content().text())
            .setHtml(letter.content().html())
            .addHeader("Message-ID", messageId)
            .addHeader("X-Goodword-Message", letter.messageId().toString())
            .addHeader("Content-Language", letter.content().language().tag())
            .addHeader("Auto-Submitted", "auto-generated");
    URI unsubscribe = letter.unsubscribe();
    if (unsubscribe != null) {
      mail.addHeader("List-Unsubscribe", "<" + unsubscribe + ">")
          .addHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
    }
    return mail;
  }
}
