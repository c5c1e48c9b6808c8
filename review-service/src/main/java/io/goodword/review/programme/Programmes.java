package io.goodword.review.programme;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The programmes of all markets. */
@ApplicationScoped
class Programmes implements PanacheRepositoryBase<Programme, UUID> {

  Optional<Programme> activeIn(String market) {
    return find("market = ?1 and state = ?2", market, Programme.State.ACTIVE).firstResultOptional();
  }

  /** Newest first, beginning behind a programme. */
  List<Programme> listedAfter(@Nullable UUID after, int rows) {
    return after == null
        ? find("order by id desc").range(0, rows - 1).list()
        : find("id < ?1 order by id desc", after).range(0, rows - 1).list();
  }
}
