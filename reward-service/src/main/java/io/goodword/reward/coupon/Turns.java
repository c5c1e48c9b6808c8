package io.goodword.reward.coupon;

import jakarta.inject.Singleton;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Lets requests for the same code wait for each other here, where they hold no connection; the row
 * lock in the database decides, this only keeps a hot code from emptying the pool of connections.
 */
@Singleton
class Turns {

  private static final int STRIPES = 64;

  private final ReentrantLock[] locks =
      Stream.generate(() -> new ReentrantLock(true)).limit(STRIPES).toArray(ReentrantLock[]::new);

  <T> T inTurn(UUID coupon, Supplier<T> work) {
    ReentrantLock lock = locks[Math.floorMod(coupon.hashCode(), STRIPES)];
    lock.lock();
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }
}
