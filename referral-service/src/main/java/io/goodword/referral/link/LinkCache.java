package io.goodword.referral.link;

import com.github.benmanes.caffeine.cache.AsyncLoadingCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * Links by code in memory. Unknown codes are remembered too, many callers of one code share one
 * look-up, and an entry lives a fixed time after it was read however hot it is; a failed look-up is
 * not remembered.
 */
final class LinkCache {

  private final AsyncLoadingCache<String, Optional<LinkRef>> links;

  LinkCache(
      Function<String, Optional<LinkRef>> source,
      Duration ttl,
      long entries,
      Executor executor,
      Ticker ticker) {
    this.links =
        Caffeine.newBuilder()
            .expireAfterWrite(ttl)
            .maximumSize(entries)
            .ticker(ticker)
            .executor(executor)
            .buildAsync(source::apply);
  }

  /** The link of a normal code; done at once when it is remembered. */
  CompletableFuture<Optional<LinkRef>> get(String code) {
    return links.get(code);
  }

  /** The link of a normal code if it is remembered; nothing otherwise, without a look-up. */
  Optional<LinkRef> ifPresent(String code) {
    CompletableFuture<Optional<LinkRef>> known = links.getIfPresent(code);
    return known != null && known.isDone() && !known.isCompletedExceptionally()
        ? known.join()
        : Optional.empty();
  }
}
