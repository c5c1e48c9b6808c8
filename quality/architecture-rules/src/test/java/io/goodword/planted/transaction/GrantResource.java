package io.goodword.planted.transaction;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

@ApplicationScoped
class GrantResource {
  @Transactional
  public void grant() {}
}
