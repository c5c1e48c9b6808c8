package io.goodword.review.summary;

import io.goodword.kit.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.List;

/** The counters of all products. */
@ApplicationScoped
public class ProductSummaries {

  private final Sql sql;

  ProductSummaries(Sql sql) {
    this.sql = sql;
  }

  /**
   * Counts a review in the transaction that publishes it. The row of the product stays locked until
   * then: count several products of one transaction in the order of their ids.
   *
   * @param stars 1 to 5
   * @param incentivised whether a reward was promised
   */
  @Transactional(TxType.MANDATORY)
  public void published(String productId, int stars, boolean incentivised) {
    if (stars < 1 || stars > 5) {
      throw new IllegalArgumentException("stars is " + stars + ", it must be 1 to 5");
    }
    sql.update(
        """
        insert into product_summaries as s (product_id, stars1, stars2, stars3, stars4, stars5, incentivised)
        values (?, ?, ?, ?, ?, ?, ?)
        on conflict (product_id) do update set
          stars1 = s.stars1 + excluded.stars1, stars2 = s.stars2 + excluded.stars2,
          stars3 = s.stars3 + excluded.stars3, stars4 = s.stars4 + excluded.stars4,
          stars5 = s.stars5 + excluded.stars5, incentivised = s.incentivised + excluded.incentivised
        """,
        productId,
        one(stars == 1),
        one(stars == 2),
        one(stars == 3),
        one(stars == 4),
        one(stars == 5),
        one(incentivised));
  }

  /** The summary of a product; all zero when nothing is published about it. */
  ProductSummary of(String productId) {
    return sql.first(
            """
            select product_id, stars1, stars2, stars3, stars4, stars5, incentivised
            from product_summaries where product_id = ?
            """,
            row ->
                new ProductSummary(
                    row.getString("product_id"),
                    List.of(
                        row.getLong("stars1"),
                        row.getLong("stars2"),
                        row.getLong("stars3"),
                        row.getLong("stars4"),
                        row.getLong("stars5")),
                    row.getLong("incentivised")),
            productId)
        .orElseGet(() -> new ProductSummary(productId, List.of(0L, 0L, 0L, 0L, 0L), 0));
  }

  private static long one(boolean counts) {
    return counts ? 1L : 0L;
  }
}
