package io.goodword.stack.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * The clock of a service under test: real time plus what a test has moved it by. A service's tests
 * make it a bean by a subclass of their own.
 */
public class MovableClock extends Clock {

  private volatile Duration ahead = Duration.ZERO;

  /** Moves time for the whole service; move it back at the end of the test. */
  public void setAhead(Duration ahead) {
    this.ahead = ahead;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }

  @Override
  public Instant instant() {
    return Clock.systemUTC().instant().plus(ahead);
  }
}
