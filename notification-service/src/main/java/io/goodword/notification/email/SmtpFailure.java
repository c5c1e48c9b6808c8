package io.goodword.notification.email;

import io.goodword.notification.dispatch.Carrier.Result;
import io.vertx.ext.mail.SMTPException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import org.jspecify.annotations.Nullable;

/**
 * What a failed attempt means (RFC 5321, 4.2.1): a 4yz reply or no connection is worth another
 * attempt, a 5yz reply is final, and a connection that ends in the middle tells nothing.
 */
final class SmtpFailure {

  private static final int PERMANENT = 500;

  private SmtpFailure() {}

  static Result judge(Throwable thrown) {
    for (@Nullable Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      switch (cause) {
        case SMTPException reply -> {
          return new Result.Refused(
              "smtp-" + reply.getReplyCode(), reply.getReplyCode() < PERMANENT);
        }
        case ConnectException e -> {
          return new Result.Refused("smtp-unreachable", true);
        }
        case NoRouteToHostException e -> {
          return new Result.Refused("smtp-unreachable", true);
        }
        case UnknownHostException e -> {
          return new Result.Refused("smtp-unreachable", true);
        }
        case UnresolvedAddressException e -> {
          return new Result.Refused("smtp-unreachable", true);
        }
        default -> {
          // the cause below may tell more
        }
      }
    }
    return new Result.Unclear("smtp-interrupted");
  }
}
