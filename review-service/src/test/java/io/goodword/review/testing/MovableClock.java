package io.goodword.review.testing;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The clock of the service under test: real time plus what a test has moved it by. */
@Singleton
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
