package io.goodword.reward.draw;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.crypto.Mac;

/**
 * Who wins, given the seed and the tickets. Every ticket gets a score that is a pseudo-random
 * number of 256 bits, the lowest scores win; no number is folded into a range, so no ticket is
 * favoured. Pure.
 */
final class Drawing {

  /** Name of this way to draw; it stands in the rules. */
  static final String METHOD = "goodword-draw-1";

  private static final Comparator<Scored> ORDER =
      Comparator.comparing(Scored::score, Arrays::compareUnsigned).thenComparing(Scored::ticket);

  private final byte[] key;
  private final String draw;

  private Drawing(byte[] key, String draw) {
    this.key = key;
    this.draw = draw;
  }

  /**
   * A ticket with its score.
   *
   * @param score 32 bytes, compared as an unsigned number
   */
  record Scored(Ticket ticket, byte[] score) {}

  /**
   * A ticket that won.
   *
   * @param rank place in the draw, from 1
   * @param prize number of the prize in the rules, from 1
   */
  record Win(int rank, int prize, Ticket ticket, byte[] score) {}

  /**
   * The drawing of a list of tickets. The key is HMAC-SHA-256 of the ticket hash under the seed, so
   * that somebody who came to know the seed too early still could not tell which ticket wins before
   * the list is complete.
   *
   * @param seed 32 bytes, see {@link Commitment#combined}
   * @param ticketsHash hash of the list that is drawn from, see {@link TicketList#hash}
   * @param draw id of the draw
   */
  static Drawing of(byte[] seed, String ticketsHash, String draw) {
    return withKey(Sha256.mac(seed).doFinal(Sha256.bytes(ticketsHash)), draw);
  }

  /** The drawing under a known key. */
  static Drawing withKey(byte[] key, String draw) {
    return new Drawing(key, draw);
  }

  byte[] key() {
    return key.clone();
  }

  /** Score of a ticket: HMAC-SHA-256 of draw id, a bar and ticket id under the key. */
  byte[] score(Ticket ticket) {
    return score(Sha256.mac(key), ticket);
  }

  /** All tickets, lowest score first; equal scores by ticket id. */
  List<Scored> ranking(Collection<Ticket> tickets) {
    Mac mac = Sha256.mac(key);
    return tickets.stream()
        .map(ticket -> new Scored(ticket, score(mac, ticket)))
        .sorted(ORDER)
        .toList();
  }

  /**
   * The winners: the first of the ranking get the prizes in their order until either is used up.
   *
   * @param quantities how many there are of each prize
   * @param onePrizePerPerson whether a person who has a prize is passed over
   */
  List<Win> winners(
      Collection<Ticket> tickets, List<Integer> quantities, boolean onePrizePerPerson) {
    List<Integer> prizes = prizes(quantities);
    Set<String> served = new HashSet<>();
    var wins = new ArrayList<Win>();
    for (Scored scored : ranking(tickets)) {
      if (wins.size() == prizes.size()) {
        break;
      }
      boolean first = served.add(scored.ticket().holder());
      if (first || !onePrizePerPerson) {
        wins.add(
            new Win(wins.size() + 1, prizes.get(wins.size()), scored.ticket(), scored.score()));
      }
    }
    return List.copyOf(wins);
  }

  private static List<Integer> prizes(List<Integer> quantities) {
    var prizes = new ArrayList<Integer>();
    for (int i = 0; i < quantities.size(); i++) {
      for (int n = 0; n < quantities.get(i); n++) {
        prizes.add(i + 1);
      }
    }
    return prizes;
  }

  private byte[] score(Mac mac, Ticket ticket) {
    return mac.doFinal(Sha256.utf8(draw + "|" + ticket.id()));
  }
}
