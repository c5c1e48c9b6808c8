package io.goodword.reward.draw;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The ordered tickets of a draw and their hash: the root of a Merkle tree as in RFC 6962, section
 * 2.1, with SHA-256 over the line of each ticket. Whoever holds a ticket proves it with a few
 * hashes. Pure and immutable.
 */
final class TicketList {

  private static final byte[] LEAF = {0};
  private static final byte[] NODE = {1};

  private final List<Ticket> tickets;
  // levels of the tree from the leaves to the root; a node without a partner moves up unchanged,
  // which gives the same tree as splitting at the largest power of two
  private final List<byte[][]> levels = new ArrayList<>();

  /**
   * Orders the tickets.
   *
   * @throws IllegalArgumentException when an id occurs twice
   */
  TicketList(Collection<Ticket> tickets) {
    this.tickets = tickets.stream().sorted().toList();
    for (int i = 1; i < this.tickets.size(); i++) {
      if (this.tickets.get(i - 1).compareTo(this.tickets.get(i)) == 0) {
        throw new IllegalArgumentException("two tickets are " + this.tickets.get(i).id());
      }
    }
    byte[][] level = this.tickets.stream().map(TicketList::leaf).toArray(byte[][]::new);
    levels.add(level);
    while (level.length > 1) {
      level = above(level);
      levels.add(level);
    }
  }

  /**
   * A hash beside the way from a ticket to the root.
   *
   * @param side left or right: on which side of the way it stands
   * @param hash 64 hexadecimal digits
   */
  record Step(String side, String hash) {}

  List<Ticket> tickets() {
    return tickets;
  }

  /** The ticket hash E; of no tickets at all it is the SHA-256 of nothing. */
  String hash() {
    byte[][] top = levels.getLast();
    return Sha256.hex(top.length == 0 ? Sha256.of() : top[0]);
  }

  /** Tickets of an account, in order. */
  List<Ticket> of(long account) {
    return tickets.stream().filter(ticket -> ticket.account() == account).toList();
  }

  /** What proves a ticket, from the leaf up; absent when it is not in the list. */
  Optional<List<Step>> proof(Ticket ticket) {
    int index = java.util.Collections.binarySearch(tickets, ticket);
    if (index < 0 || !tickets.get(index).equals(ticket)) {
      return Optional.empty();
    }
    var steps = new ArrayList<Step>();
    for (byte[][] level : levels.subList(0, levels.size() - 1)) {
      int partner = index ^ 1;
      if (partner < level.length) {
        steps.add(new Step(partner < index ? "left" : "right", Sha256.hex(level[partner])));
      }
      index /= 2;
    }
    return Optional.of(List.copyOf(steps));
  }

  /** Whether a proof leads from the ticket to the published hash. */
  static boolean proves(Ticket ticket, List<Step> steps, String hash) {
    byte[] node = leaf(ticket);
    for (Step step : steps) {
      if (!Sha256.isHex(step.hash())) {
        return false;
      }
      byte[] partner = Sha256.bytes(step.hash());
      node = step.side().equals("left") ? node(partner, node) : node(node, partner);
    }
    return Sha256.isHex(hash) && MessageDigest.isEqual(node, Sha256.bytes(hash));
  }

  private static byte[] leaf(Ticket ticket) {
    return Sha256.of(LEAF, Sha256.utf8(ticket.line()));
  }

  private static byte[] node(byte[] left, byte[] right) {
    return Sha256.of(NODE, left, right);
  }

  private static byte[][] above(byte[][] level) {
    byte[][] above = new byte[(level.length + 1) / 2][];
    for (int i = 0; i < above.length; i++) {
      above[i] = 2 * i + 1 < level.length ? node(level[2 * i], level[2 * i + 1]) : level[2 * i];
    }
    return above;
  }
}
