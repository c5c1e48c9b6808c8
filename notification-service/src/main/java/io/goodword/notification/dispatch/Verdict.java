package io.goodword.notification.dispatch;

/**
 * What one guard said about one message.
 *
 * @param guard run, contact, address, suppression, consent, quiet-hours or frequency-cap
 * @param verdict pass, wait, defer or stop
 * @param reason code of the reason, or what is allowed
 */
public record Verdict(String guard, String verdict, String reason) {

  static final String PASS = "pass";
  static final String WAIT = "wait";
  static final String DEFER = "defer";
  static final String STOP = "stop";
}
