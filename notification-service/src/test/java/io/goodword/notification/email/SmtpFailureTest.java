package io.goodword.notification.email;

import static org.assertj.core.api.Assertions.assertThat;

import io.goodword.notification.dispatch.Carrier.Result;
import io.vertx.ext.mail.SMTPException;
import java.io.IOException;
import java.net.ConnectException;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class SmtpFailureTest {

  @Test
  @Tag("NOT-02")
  void shouldTryAgainOnlyWhenTheServerCertainlyDidNotTakeIt() {
    assertThat(SmtpFailure.judge(new CompletionException(new ConnectException())))
        .isEqualTo(new Result.Refused("smtp-unreachable", true));
    assertThat(SmtpFailure.judge(reply(451))).isEqualTo(new Result.Refused("smtp-451", true));
    assertThat(SmtpFailure.judge(reply(550))).isEqualTo(new Result.Refused("smtp-550", false));
    assertThat(SmtpFailure.judge(new CompletionException(new IOException("reset"))))
        .isEqualTo(new Result.Unclear("smtp-interrupted"));
    assertThat(SmtpFailure.judge(new CompletionException(new TimeoutException())))
        .isEqualTo(new Result.Unclear("smtp-interrupted"));
  }

  private static Throwable reply(int code) {
    return new CompletionException(
        new SMTPException("refused", code, List.of(code + " <a@b.example> no"), false));
  }
}
