package io.goodword.referral.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("REF-02")
class LinkCacheTest {

  private static final LinkRef LINK = new LinkRef("id", "campaign", "alice", "K7MQ2XWD");

  private final AtomicLong nanos = new AtomicLong();
  private final AtomicInteger loads = new AtomicInteger();
  private final AtomicReference<Optional<LinkRef>> stored =
      new AtomicReference<>(Optional.of(LINK));
  private final Queue<Runnable> work = new ArrayDeque<>();

  private final LinkCache cache =
      new LinkCache(
          code -> {
            loads.incrementAndGet();
            return stored.get();
          },
          Duration.ofSeconds(30),
          100,
          work::add,
          nanos::get);

  @Test
  void shouldReadAgainAfterThirtySecondsHoweverHotTheLinkIs() {
    get();
    for (int second = 1; second < 30; second++) {
      nanos.set(Duration.ofSeconds(second).toNanos());
      get();
    }
    assertThat(loads).hasValue(1);

    nanos.set(Duration.ofSeconds(30).toNanos());
    get();
    assertThat(loads).hasValue(2);
  }

  @Test
  void shouldRememberThatACodeIsUnknown() {
    stored.set(Optional.empty());
    assertThat(get()).isEmpty();
    assertThat(get()).isEmpty();
    assertThat(loads).hasValue(1);

    stored.set(Optional.of(LINK));
    nanos.set(Duration.ofSeconds(31).toNanos());
    assertThat(get()).contains(LINK);
  }

  @Test
  void shouldAskOnceWhenManyAskAtTheSameTime() {
    List<CompletableFuture<Optional<LinkRef>>> asked = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      asked.add(cache.get("K7MQ2XWD"));
    }
    run();
    assertThat(asked)
        .allSatisfy(answer -> assertThat(answer).isCompletedWithValue(Optional.of(LINK)));
    assertThat(loads).hasValue(1);
  }

  @Test
  void shouldTellWhatItRemembersWithoutLooking() {
    assertThat(cache.ifPresent("K7MQ2XWD")).isEmpty();
    cache.get("K7MQ2XWD");
    assertThat(cache.ifPresent("K7MQ2XWD")).isEmpty();
    run();
    assertThat(cache.ifPresent("K7MQ2XWD")).contains(LINK);
    assertThat(loads).hasValue(1);

    nanos.set(Duration.ofSeconds(30).toNanos());
    assertThat(cache.ifPresent("K7MQ2XWD")).isEmpty();
  }

  private Optional<LinkRef> get() {
    CompletableFuture<Optional<LinkRef>> answer = cache.get("K7MQ2XWD");
    run();
    return answer.join();
  }

  private void run() {
    for (Runnable task = work.poll(); task != null; task = work.poll()) {
      task.run();
    }
  }
}
