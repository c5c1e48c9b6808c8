package io.goodword.reward.draw;

import io.goodword.kit.event.EventJson;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The published rules of a draw. Their canonical text is this record as JSON: fields in this order,
 * languages sorted, no white space, nothing that is absent; it is stored as it was hashed.
 *
 * @param method how winners are computed, {@link Drawing#METHOD}
 * @param caps version of the prize caps that it was checked by
 * @param draw id of the draw
 * @param market market code
 * @param texts what participants are told, by language tag
 * @param prizes in the order in which they are won
 * @param tickets how tickets are had
 * @param onePrizePerPerson whether a person wins at most once
 * @param opensAt first instant at which tickets are given
 * @param closesAt first instant at which none are given any more
 * @param witnessWithin how long after the tickets are fixed a witness may open its seed; later the
 *     seed of the service draws alone
 */
@RegisterForReflection(
    targets = {
      Rules.class,
      Rules.Notice.class,
      Rules.Prize.class,
      Rules.Value.class,
      Rules.Ticketing.class
    })
record Rules(
    String method,
    String caps,
    UUID draw,
    String market,
    Map<String, Notice> texts,
    List<Prize> prizes,
    Ticketing tickets,
    boolean onePrizePerPerson,
    Instant opensAt,
    Instant closesAt,
    Duration witnessWithin) {

  Rules {
    texts = sorted(texts);
    prizes = List.copyOf(prizes);
  }

  /**
   * What participants are told in one language; which of it must be there is a matter of the
   * market.
   *
   * @param conditions who may take part, and how
   * @param award when, how and by when a prize is handed over
   * @param forfeit when a prize is forfeited
   * @param organiser who runs the draw, and how to reach them
   */
  record Notice(
      String title,
      @Nullable String conditions,
      @Nullable String award,
      @Nullable String forfeit,
      @Nullable String organiser) {}

  /**
   * A prize.
   *
   * @param name by language tag
   * @param asset asset code of what the winner gets
   * @param amount minor units of the asset, positive
   * @param quantity how many there are
   * @param value market price of one
   */
  record Prize(Map<String, String> name, String asset, long amount, int quantity, Value value) {
    Prize {
      name = sorted(name);
    }
  }

  /**
   * A price.
   *
   * @param currency ISO 4217 code
   * @param amount minor units, positive
   */
  record Value(String currency, long amount) {}

  /**
   * How tickets are had.
   *
   * @param asset asset that a ticket is paid in, absent when tickets are only granted
   * @param price minor units for one ticket, absent when tickets are only granted
   * @param maxPerPerson most tickets of a person that take part
   */
  record Ticketing(@Nullable String asset, @Nullable Long price, int maxPerPerson) {}

  /** The canonical text. */
  String text() {
    return EventJson.write(this);
  }

  /** Reads a canonical text that this service wrote. */
  static Rules of(String text) {
    return EventJson.readOwn(text, Rules.class);
  }

  /** How many of each prize there are, in order. */
  List<Integer> quantities() {
    return prizes.stream().map(Prize::quantity).toList();
  }

  int prizeCount() {
    return prizes.stream().mapToInt(Prize::quantity).sum();
  }

  /** Minor units of each asset that all prizes together need. */
  Map<String, Long> needed() {
    var needed = new TreeMap<String, Long>();
    prizes.forEach(
        prize ->
            needed.merge(
                prize.asset(),
                Math.multiplyExact(prize.amount(), prize.quantity()),
                Math::addExact));
    return needed;
  }

  private static <V> Map<String, V> sorted(Map<String, V> map) {
    return Collections.unmodifiableMap(new TreeMap<>(map));
  }
}
