package io.goodword.planted.persistence;

import jakarta.persistence.EntityManager;

class LinkResource {
  private final EntityManager entities;

  LinkResource(EntityManager entities) {
    this.entities = entities;
  }

  public boolean open() {
    return entities.isOpen();
  }
}
