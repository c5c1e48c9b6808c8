package io.goodword.reward.audit;

import io.agroal.api.AgroalDataSource;
import io.goodword.kit.sql.SqlFailure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/**
 * Seals committed journals into the chain. It takes no lock that a posting could meet: it reads
 * rows that no longer change and writes tables that nobody else writes.
 */
@ApplicationScoped
public class Sealing {

  /** Waiting journals are counted up to here. */
  private static final int COUNTED = 100_000;

  private final AgroalDataSource dataSource;
  private final Clock clock;

  Sealing(AgroalDataSource dataSource, Clock clock) {
    this.dataSource = dataSource;
    this.clock = clock;
  }

  /**
   * Seals one block of at most 1,000 journals, unless another replica is at it.
   *
   * @return journals that were sealed
   */
  @Transactional
  public int seal() {
    try (Connection connection = dataSource.getConnection()) {
      var store = new ChainStore(connection);
      if (!store.lock()) {
        return 0;
      }
      Block head = store.head();
      List<JournalImage> journals = store.sealable(head, Block.MOST_JOURNALS);
      if (journals.isEmpty()) {
        return 0;
      }
      Block block = head.next(journals, clock.instant());
      var links = new ArrayList<Link>(journals.size());
      for (JournalImage journal : journals) {
        links.add(Link.seal(journal, block.height(), links.size()));
      }
      store.append(block, links);
      return journals.size();
    } catch (SQLException e) {
      throw new SqlFailure(e);
    }
  }

  /** Journals that are not sealed yet, counted up to 100,000. */
  @Transactional
  public long waiting() {
    try (Connection connection = dataSource.getConnection()) {
      var store = new ChainStore(connection);
      return store.waiting(store.head(), COUNTED);
    } catch (SQLException e) {
      throw new SqlFailure(e);
    }
  }
}
