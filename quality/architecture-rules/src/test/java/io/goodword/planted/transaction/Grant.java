package io.goodword.planted.transaction;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.transaction.Transactional;

@Entity
class Grant {
  @Id private long id;

  @Transactional
  public long confirm() {
    return id;
  }
}
