package io.goodword.proper.campaign;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

@Entity
class Campaign {
  @Id private long id;
  private final String title = "Spring";

  long id() {
    return id;
  }

  String title() {
    return title;
  }
}
