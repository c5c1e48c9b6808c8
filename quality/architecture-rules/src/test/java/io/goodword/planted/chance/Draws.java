package io.goodword.planted.chance;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

class Draws {
  Instant now() {
    return Instant.now();
  }

  LocalDate today() {
    return LocalDate.now(ZoneOffset.UTC);
  }

  LocalDate allowedToday(Clock clock) {
    return LocalDate.now(clock);
  }

  long millis() {
    return System.currentTimeMillis();
  }

  int pick() {
    return new Random().nextInt();
  }

  double share() {
    return Math.random();
  }

  int jitter() {
    return ThreadLocalRandom.current().nextInt();
  }

  Supplier<UUID> ids() {
    return UUID::randomUUID;
  }

  Clock clock() {
    return Clock.systemUTC();
  }
}
