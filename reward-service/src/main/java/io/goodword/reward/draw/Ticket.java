package io.goodword.reward.draw;

import java.util.Comparator;

/**
 * A ticket of a draw. Its id is the number of the account that its chance lay in, a dot and its
 * number within that account; tickets are ordered by these numbers.
 *
 * @param account ledger account of one person for one draw, so it links nobody across draws
 * @param number from 1 within the account
 * @param holder salted hash of the person, the same for all tickets of the person
 */
record Ticket(long account, int number, String holder) implements Comparable<Ticket> {

  private static final Comparator<Ticket> BY_ID =
      Comparator.comparingLong(Ticket::account).thenComparingInt(Ticket::number);

  Ticket {
    if (account < 1 || number < 1) {
      throw new IllegalArgumentException(
          "ticket id is " + account + "." + number + ", both numbers begin at 1");
    }
  }

  /**
   * Reads a ticket id.
   *
   * @throws IllegalArgumentException when it has another form than we write
   */
  static Ticket of(String id, String holder) {
    int dot = id.indexOf('.');
    if (dot < 1) {
      throw new IllegalArgumentException("ticket id is '" + id + "', it must be like 1204.1");
    }
    var ticket =
        new Ticket(
            Long.parseLong(id.substring(0, dot)), Integer.parseInt(id.substring(dot + 1)), holder);
    if (!ticket.id().equals(id)) {
      throw new IllegalArgumentException("ticket id is '" + id + "', it must be " + ticket.id());
    }
    return ticket;
  }

  /**
   * The hash that stands for a person in a draw; whoever has the salt can compute it.
   *
   * @param salt 32 hexadecimal digits that the person alone is given
   */
  static String holder(String salt, String draw, String customerId) {
    return Sha256.hex(salt + "|" + draw + "|" + customerId);
  }

  String id() {
    return account + "." + number;
  }

  /** Line of the canonical ticket list. */
  String line() {
    return id() + "|" + holder;
  }

  @Override
  public int compareTo(Ticket other) {
    return BY_ID.compare(this, other);
  }
}
