package io.goodword.referral.commerce;

import io.goodword.contracts.commerce.Evidence;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One hash that the shop made of what it knows about a customer.
 *
 * @param kind what was hashed
 * @param hash 1 to 128 characters
 */
public record Signal(Kind kind, String hash) {

  /** What was hashed. */
  public enum Kind {
    DEVICE,
    IP,
    PAYMENT,
    ADDRESS;

    /** Lower-case name. */
    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The hashes of a report. */
  static Set<Signal> of(@Nullable Evidence evidence) {
    Set<Signal> signals = new HashSet<>();
    if (evidence != null) {
      add(signals, Kind.DEVICE, evidence.deviceHash());
      add(signals, Kind.IP, evidence.ipHash());
      add(signals, Kind.PAYMENT, evidence.paymentHash());
      add(signals, Kind.ADDRESS, evidence.addressHash());
    }
    return signals;
  }

  private static void add(Set<Signal> signals, Kind kind, @Nullable String hash) {
    if (hash != null && !hash.isBlank()) {
      signals.add(new Signal(kind, hash));
    }
  }
}
