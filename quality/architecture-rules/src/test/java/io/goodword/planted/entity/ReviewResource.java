package io.goodword.planted.entity;

import java.util.List;

class ReviewResource {
  public List<Review> all() {
    return List.of();
  }

  record Page(List<Review> items) {}

  record View(long id) {
    static View of(Review review) {
      return new View(review.id());
    }
  }
}
