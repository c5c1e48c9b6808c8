package io.goodword.kit.event;

/** A record on a topic that is not an event of the contract; it will never become one. */
public class MalformedEvent extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Says which rule the record breaks. */
  public MalformedEvent(String rule) {
    super(rule);
  }
}
