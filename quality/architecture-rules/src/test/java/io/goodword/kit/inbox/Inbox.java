package io.goodword.kit.inbox;

/** Stand-in for the kit's inbox, which this module may not depend on. */
public class Inbox {
  public void receive(Object wire, Object reactions) {}
}
