package io.goodword.planted.persistence;

import io.quarkus.hibernate.orm.panache.PanacheRepository;

class CodeResource {
  public long count() {
    return new Codes().count();
  }

  static class Codes implements PanacheRepository<String> {}
}
