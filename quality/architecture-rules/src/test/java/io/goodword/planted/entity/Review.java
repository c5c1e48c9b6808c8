package io.goodword.planted.entity;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

@Entity
class Review {
  @Id private long id;

  long id() {
    return id;
  }
}
