package io.goodword.referral.link;

import com.github.benmanes.caffeine.cache.Ticker;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The links that this instance knows, read from the database on a worker thread. */
@Singleton
class KnownLinks {

  private final LinkCache cache;

  KnownLinks(Links links, LinkSettings settings) {
    this.cache =
        new LinkCache(
            links::byCode,
            settings.cache().ttl(),
            settings.cache().entries(),
            Infrastructure.getDefaultWorkerPool(),
            Ticker.systemTicker());
  }

  /** The link of a code as it stands in an address; never blocks. */
  CompletableFuture<Optional<LinkRef>> find(String typed) {
    Optional<String> code = Codes.code(typed);
    return code.isPresent()
        ? cache.get(code.get())
        : CompletableFuture.completedFuture(Optional.empty());
  }

  /** The link of a code if it was looked up lately and exists. */
  Optional<LinkRef> remembered(String typed) {
    return Codes.code(typed).flatMap(cache::ifPresent);
  }
}
