package io.goodword.stack;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Identifiers that tell the time of arrival and sort by it. */
final class MessageIds {

  private static final DateTimeFormatter FORM =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssSSSSSS").withZone(ZoneOffset.UTC);

  private final Clock clock;
  private final AtomicLong last = new AtomicLong();

  MessageIds(Clock clock) {
    this.clock = clock;
  }

  /** A moment in microseconds that no message had before. */
  Instant next() {
    long now = ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
    return at(last.updateAndGet(before -> Math.max(before + 1, now)));
  }

  private static Instant at(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  static String of(Instant moment) {
    return FORM.format(moment);
  }

  /**
   * @throws java.time.DateTimeException when the text is no identifier
   */
  static Instant moment(String id) {
    return FORM.parse(id, Instant::from);
  }
}
