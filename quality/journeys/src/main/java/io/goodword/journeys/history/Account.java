package io.goodword.journeys.history;

/**
 * An account of POINTS.
 *
 * @param kind customer, budget or redemption
 * @param owner who or what it belongs to
 */
record Account(String kind, String owner) {

  @Override
  public String toString() {
    return kind + "/" + owner;
  }
}
