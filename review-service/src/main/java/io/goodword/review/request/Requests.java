package io.goodword.review.request;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The review requests of all orders. */
@ApplicationScoped
class Requests implements PanacheRepositoryBase<ReviewRequest, UUID> {

  Optional<ReviewRequest> ofOrder(String orderId) {
    return find("orderId", orderId).withLock(LockModeType.PESSIMISTIC_WRITE).firstResultOptional();
  }

  /** The request, locked until the transaction ends, so that one of two submissions waits. */
  @Nullable ReviewRequest locked(UUID id) {
    return findById(id, LockModeType.PESSIMISTIC_WRITE);
  }
}
