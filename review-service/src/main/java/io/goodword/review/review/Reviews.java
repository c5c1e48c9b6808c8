package io.goodword.review.review;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** All reviews. */
@ApplicationScoped
class Reviews implements PanacheRepositoryBase<Review, UUID> {

  private static final String LOCK_TIMEOUT = "jakarta.persistence.lock.timeout";
  private static final int SKIP_LOCKED = -2;

  /** One product's reviews, or all, in a state, newest first, behind a review. */
  List<Review> listed(
      @Nullable String productId, ReviewState state, @Nullable UUID after, int rows) {
    var where = new StringBuilder("state = :state");
    var values = new HashMap<String, Object>();
    values.put("state", state);
    if (productId != null) {
      where.append(" and productId = :product");
      values.put("product", productId);
    }
    if (after != null) {
      where.append(" and id < :after");
      values.put("after", after);
    }
    return find(where + " order by id desc", values).range(0, rows - 1).list();
  }

  /** Held reviews, the longest waiting first, behind a review. */
  List<Review> waiting(@Nullable UUID after, int rows) {
    return after == null
        ? find("state = ?1 order by id", ReviewState.HELD).range(0, rows - 1).list()
        : find("state = ?1 and id > ?2 order by id", ReviewState.HELD, after)
            .range(0, rows - 1)
            .list();
  }

  /**
   * Held since that time or longer, locked, without those another replica works on; by product, in
   * which order summaries are counted.
   */
  List<Review> heldSince(Instant since, int rows) {
    return find("state = ?1 and decidedAt <= ?2 order by productId, id", ReviewState.HELD, since)
        .range(0, rows - 1)
        .withLock(LockModeType.PESSIMISTIC_WRITE)
        .withHint(LOCK_TIMEOUT, SKIP_LOCKED)
        .list();
  }

  List<Review> ofRequest(UUID requestId) {
    return list("requestId = ?1 order by id", requestId);
  }

  Optional<Review> locked(UUID id) {
    return findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE);
  }
}
