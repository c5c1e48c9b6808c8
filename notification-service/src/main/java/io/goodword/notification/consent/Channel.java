package io.goodword.notification.consent;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Ways to reach a customer, in the order in which a message tries them. */
public enum Channel {
  EMAIL,
  SMS,
  CALL;

  /** The name on the wire: email, sms or call. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The channel of a code, if there is one. */
  public static Optional<Channel> of(String code) {
    return Arrays.stream(values()).filter(channel -> channel.code().equals(code)).findFirst();
  }
}
