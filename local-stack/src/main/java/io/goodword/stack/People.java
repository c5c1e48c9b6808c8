package io.goodword.stack;

import java.util.List;
import java.util.Optional;

/** Who can log in on a developer's machine. Each person's password is their name. */
final class People {

  /** Client of the shop's own systems. */
  static final String SHOP = "shop";

  /** Role of the shop. */
  static final String SYSTEM = "system";

  static final String SHOP_SECRET = "shop-secret";
  static final String CUSTOMER = "customer";

  /** Whoever begins like this is a customer too, so that a demo can bring new people each time. */
  static final String CUSTOMER_PREFIX = "customer-";

  static final List<Person> ALL =
      List.of(
          new Person("mei", "marketer"),
          new Person("mo", "moderator"),
          new Person("su", "support"),
          new Person("sa", "sales"),
          new Person("fei", "finance"),
          new Person("lin", "finance"),
          new Person("an", "auditor"),
          new Person("alice", CUSTOMER),
          new Person("bob", CUSTOMER),
          new Person("carol", CUSTOMER),
          new Person("dave", CUSTOMER));

  private People() {}

  /**
   * @param name user name, subject of the token and password
   * @param role the one role, claim {@code groups}
   */
  record Person(String name, String role) {}

  static Optional<Person> find(String name) {
    if (name.startsWith(CUSTOMER_PREFIX) && name.length() > CUSTOMER_PREFIX.length()) {
      return Optional.of(new Person(name, CUSTOMER));
    }
    return ALL.stream().filter(person -> person.name().equals(name)).findFirst();
  }
}
