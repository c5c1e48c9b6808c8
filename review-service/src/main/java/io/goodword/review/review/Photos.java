package io.goodword.review.review;

import io.goodword.kit.source.Ids;
import io.goodword.kit.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The photos of reviews, in the database; plain SQL, so that listings never load their bytes. */
@ApplicationScoped
class Photos {

  private final Sql sql;
  private final Ids ids;

  Photos(Sql sql, Ids ids) {
    this.sql = sql;
    this.ids = ids;
  }

  /** A stored photo without its bytes. */
  record Stored(UUID id, int width, int height) {}

  /** The bytes of a photo, with the state of its review. */
  record Content(byte[] jpeg, ReviewState state) {}

  private record OfReview(UUID review, Stored photo) {}

  void add(UUID reviewId, List<Photo> photos) {
    var rows = new ArrayList<@Nullable Object[]>();
    for (Photo photo : photos) {
      rows.add(
          new @Nullable Object[] {
            ids.next(), reviewId, rows.size() + 1, photo.width(), photo.height(), photo.jpeg()
          });
    }
    sql.batch(
        "insert into photos (id, review_id, position, width, height, jpeg) values (?, ?, ?, ?, ?, ?)",
        rows);
  }

  /** The photos of each review, in the order of the form; reviews without any are missing. */
  Map<UUID, List<Stored>> of(List<Review> reviews) {
    var byReview = new HashMap<UUID, List<Stored>>();
    if (!reviews.isEmpty()) {
      sql.query(
              "select id, review_id, width, height from photos where review_id = any(?)"
                  + " order by review_id, position",
              row ->
                  new OfReview(
                      row.getObject("review_id", UUID.class),
                      new Stored(
                          row.getObject("id", UUID.class),
                          row.getInt("width"),
                          row.getInt("height"))),
              reviews.stream().map(Review::id).toList())
          .forEach(
              found ->
                  byReview
                      .computeIfAbsent(found.review(), none -> new ArrayList<>())
                      .add(found.photo()));
    }
    return byReview;
  }

  Optional<Content> content(UUID id) {
    return sql.first(
        "select p.jpeg, r.state from photos p join reviews r on r.id = p.review_id where p.id = ?",
        row -> new Content(row.getBytes("jpeg"), ReviewState.valueOf(row.getString("state"))),
        id);
  }
}
