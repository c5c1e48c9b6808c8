package io.goodword.reward.audit;

import io.agroal.api.AgroalDataSource;
import io.goodword.kit.problem.Problem;
import io.goodword.kit.sql.SqlFailure;
import io.goodword.reward.ledger.Books;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Recomputes the chain for whoever asks. */
@ApplicationScoped
public class Verifying {

  /** Journals of one answer over HTTP; {@code next} leads on. */
  private static final long ENOUGH = 20_000;

  private static final int MOST_SHOWN = 100;
  private static final int COUNTED = 100_000;

  private final AgroalDataSource dataSource;
  private final Books books;

  Verifying(AgroalDataSource dataSource, Books books) {
    this.dataSource = dataSource;
    this.books = books;
  }

  /**
   * What a verification came to.
   *
   * @param verifies whether everything is as it was sealed
   * @param from first block that was recomputed
   * @param to last block that was recomputed
   * @param journals journals that were recomputed with their entries
   * @param next block to go on with, null when the range is done
   * @param hash hash of block {@code to}: note it, and ask later whether it is still the same
   * @param found number of findings
   * @param findings the first 100 of them
   */
  public record Report(
      boolean verifies,
      long from,
      long to,
      long journals,
      @Nullable Long next,
      String hash,
      int found,
      List<Finding> findings) {}

  /**
   * The end of the chain.
   *
   * @param height number of the last block, 0 when nothing was sealed yet
   * @param hash its hash
   * @param sealed journals in the chain
   * @param waiting journals that are not sealed yet, counted up to 100,000
   * @param verifies whether the last block is as it was sealed
   */
  public record Head(long height, String hash, long sealed, long waiting, boolean verifies) {}

  /** Every law of the books, and the chain. */
  public record Proof(
      boolean balanced,
      List<Books.Invariant> invariants,
      long journals,
      long entries,
      Instant checkedAt,
      Head chain) {}

  /**
   * Verifies blocks, at most some 20,000 journals in one go.
   *
   * @param from first block, null for 1
   * @param to last block, null for the last one there is
   * @param noted hash that the caller noted earlier for block {@code to}, or null
   * @throws Problem 422 when there is no such range
   */
  public Report verify(@Nullable Long from, @Nullable Long to, @Nullable String noted) {
    try (Connection connection = dataSource.getConnection()) {
      var check = new RangeCheck(connection);
      long head = check.head();
      long first = from == null ? 1 : from;
      long last = to == null ? head : to;
      if (first < 1 || first > Math.max(head, 1)) {
        throw Problem.invalid("from", "must be a block, 1 to " + head, from);
      }
      if (to != null && (to < first || to > head)) {
        throw Problem.invalid("to", "must be a block, from to " + head, to);
      }
      RangeCheck.Result result = check.run(first, last, ENOUGH);
      var findings = new ArrayList<>(result.findings());
      Finding other = noted == null ? null : check.compare(last, noted);
      if (other != null) {
        findings.add(other);
      }
      return new Report(
          findings.isEmpty(),
          result.from(),
          result.to(),
          result.journals(),
          result.next(),
          result.hash(),
          findings.size(),
          findings.stream().limit(MOST_SHOWN).toList());
    } catch (SQLException e) {
      throw new SqlFailure(e);
    }
  }

  /** Checks every law of the books against every row, and the last block of the chain. */
  public Proof proof() {
    Books.Proof proof = books.proof();
    return new Proof(
        proof.balanced(),
        proof.invariants(),
        proof.journals(),
        proof.entries(),
        proof.checkedAt(),
        head());
  }

  private Head head() {
    try (Connection connection = dataSource.getConnection()) {
      var store = new ChainStore(connection);
      Block head = store.head();
      boolean verifies =
          head.height() == 0
              || new RangeCheck(connection)
                  .run(head.height(), head.height(), ENOUGH)
                  .findings()
                  .isEmpty();
      return new Head(
          head.height(),
          HexFormat.of().formatHex(head.hash()),
          head.total(),
          store.waiting(head, COUNTED),
          verifies);
    } catch (SQLException e) {
      throw new SqlFailure(e);
    }
  }
}
