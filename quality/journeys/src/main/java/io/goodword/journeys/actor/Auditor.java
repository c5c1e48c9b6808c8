package io.goodword.journeys.actor;

import io.goodword.journeys.client.Reply;
import io.goodword.journeys.client.World;

/** An, the auditor: reads the books and believes nobody. */
public final class Auditor {

  private static final String NAME = "an";

  private final World world;

  /** An in one run. */
  public Auditor(World world) {
    this.world = world;
  }

  /** Reads the proof of the books. */
  public Reply proof() {
    return world.get(NAME, world.addresses().reward(), "/v1/ledger/proof");
  }

  /** Recomputes the hash chain over every journal. */
  public Reply verify() {
    return world.get(NAME, world.addresses().reward(), "/v1/ledger/verify");
  }

  /** Reads an adjustment with its trail. */
  public Reply adjustment(String id) {
    return world.get(NAME, world.addresses().reward(), "/v1/adjustments/" + id);
  }
}
