package io.goodword.reward.ledger;

import java.util.Arrays;

/** The ledger once more, as a few numbers in memory: three customers, two budgets, any holds. */
final class BookOracle {

  final long[] posted = new long[3];
  final long[] debt = new long[3];
  final long[] budget = new long[2];
  final long[] held = new long[2];

  BookOracle(long funded) {
    Arrays.fill(budget, funded);
  }

  boolean earn(int customer, int from, long amount) {
    if (budget[from] - held[from] < amount) {
      return false;
    }
    budget[from] -= amount;
    credit(customer, amount);
    return true;
  }

  boolean spend(int customer, long amount) {
    if (posted[customer] < amount) {
      return false;
    }
    posted[customer] -= amount;
    return true;
  }

  boolean takeBack(int customer, int to, long amount) {
    long taken = Math.min(amount, posted[customer]);
    posted[customer] -= taken;
    debt[customer] += amount - taken;
    budget[to] += amount;
    return true;
  }

  boolean hold(int from, long amount) {
    if (budget[from] - held[from] < amount) {
      return false;
    }
    held[from] += amount;
    return true;
  }

  void settle(int customer, int from, long remaining, long part) {
    held[from] -= remaining;
    budget[from] -= part;
    credit(customer, part);
  }

  void free(int from, long part) {
    held[from] -= part;
  }

  private void credit(int customer, long amount) {
    long repaid = Math.min(amount, debt[customer]);
    debt[customer] -= repaid;
    posted[customer] += amount - repaid;
  }
}
