package io.goodword.notification.email;

import io.goodword.notification.consent.Channel;
import io.goodword.notification.dispatch.Carrier;
import io.goodword.notification.dispatch.Letter;
import io.quarkus.mailer.Mail;
import io.quarkus.mailer.reactive.ReactiveMailer;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Hands messages to the mail server of {@code quarkus.mailer}.
 *
 * <p>The client of Vert.x listens to a new connection only after it was told of it. What the server
 * says in between is lost when that happens on another thread: the rest of a greeting is taken for
 * an error, and a conversation whose greeting is lost altogether hangs until the timeout and leaves
 * a message that nobody knows about. So every conversation begins on one event loop, which cannot
 * read before it listens.
 */
@Singleton
class EmailCarrier implements Carrier {

  private final ReactiveMailer mailer;
  private final Context loop;
  private final Duration timeout;
  private final String domain;

  EmailCarrier(
      ReactiveMailer mailer,
      Vertx vertx,
      @ConfigProperty(name = "quarkus.mailer.timeout") Duration timeout,
      @ConfigProperty(name = "quarkus.mailer.from") String from) {
    this.mailer = mailer;
    this.loop = vertx.getOrCreateContext();
    this.timeout = timeout;
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
      mailer
          .send(mail(letter, messageId))
          .runSubscriptionOn(conversation -> loop.runOnContext(any -> conversation.run()))
          .await()
          .atMost(timeout);
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
