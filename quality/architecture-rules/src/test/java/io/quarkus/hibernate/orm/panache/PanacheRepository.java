package io.quarkus.hibernate.orm.panache;

/** Stand-in for Panache. */
public interface PanacheRepository<T> {
  default long count() {
    return 0;
  }
}
