package io.goodword.referral.commerce;

import io.goodword.contracts.Money;
import io.goodword.contracts.commerce.Claim;
import io.goodword.contracts.commerce.CustomerRegistered;
import io.goodword.contracts.commerce.CustomerSeen;
import io.goodword.contracts.commerce.Evidence;
import io.goodword.contracts.commerce.OrderCancelled;
import io.goodword.contracts.commerce.OrderDelivered;
import io.goodword.contracts.commerce.OrderItem;
import io.goodword.contracts.commerce.OrderPaid;
import io.goodword.contracts.commerce.OrderPlaced;
import io.goodword.contracts.commerce.OrderRefunded;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A fact of the contract that also fits our storage.
 *
 * @param id event id of the shop
 * @param type CloudEvents type
 * @param time time of the event
 * @param payload record of the contract
 */
record ReportedFact(String id, String type, Instant time, Record payload) {

  private static final int ID_LENGTH = 100;
  private static final int HASH_LENGTH = 128;
  private static final int CODE_LENGTH = 64;
  private static final int TOKEN_LENGTH = 2_000;
  private static final int MOST_ITEMS = 500;

  /** Ten million millions of minor units; sums of a thousand refunds stay far inside a long. */
  private static final long LARGEST_AMOUNT = 10_000_000_000_000L;

  private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");

  /** Clocks differ; more than this is a time zone gone wrong. */
  private static final Duration AHEAD = Duration.ofMinutes(5);

  /** A field that breaks a rule. */
  static final class Broken extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final String field;
    private final String rule;
    private final @Nullable String value;

    Broken(String field, String rule, @Nullable Object value) {
      super(field + " " + rule);
      this.field = field;
      this.rule = rule;
      this.value = value == null ? null : value.toString();
    }

    String field() {
      return field;
    }

    String rule() {
      return rule;
    }

    @Nullable String value() {
      return value;
    }
  }

  /** Whose fact it is. */
  String customerId() {
    return switch (payload) {
      case CustomerRegistered fact -> fact.customerId();
      case CustomerSeen fact -> fact.customerId();
      case OrderPlaced fact -> fact.customerId();
      case OrderPaid fact -> fact.customerId();
      case OrderDelivered fact -> fact.customerId();
      case OrderRefunded fact -> fact.customerId();
      case OrderCancelled fact -> fact.customerId();
      default -> throw new IllegalStateException("not a commerce fact: " + type);
    };
  }

  /** When it happened, as exactly as we store it: finer, it would lie after its own stored copy. */
  Instant occurredAt() {
    return told().truncatedTo(ChronoUnit.MICROS);
  }

  private Instant told() {
    return switch (payload) {
      case CustomerRegistered fact -> fact.occurredAt();
      case CustomerSeen fact -> fact.occurredAt();
      case OrderPlaced fact -> fact.occurredAt();
      case OrderPaid fact -> fact.occurredAt();
      case OrderDelivered fact -> fact.occurredAt();
      case OrderRefunded fact -> fact.occurredAt();
      case OrderCancelled fact -> fact.occurredAt();
      default -> throw new IllegalStateException("not a commerce fact: " + type);
    };
  }

  /** The order, null for facts about the customer alone. */
  @Nullable String orderId() {
    return switch (payload) {
      case OrderPlaced fact -> fact.orderId();
      case OrderPaid fact -> fact.orderId();
      case OrderDelivered fact -> fact.orderId();
      case OrderRefunded fact -> fact.orderId();
      case OrderCancelled fact -> fact.orderId();
      default -> null;
    };
  }

  /** The hashes that came with it. */
  @Nullable Evidence evidence() {
    return switch (payload) {
      case CustomerRegistered fact -> fact.evidence();
      case OrderPaid fact -> fact.evidence();
      default -> null;
    };
  }

  /** The conversion that it is, null for other facts. */
  @Nullable Conversion conversion() {
    return switch (payload) {
      case CustomerRegistered fact ->
          new Conversion(id, fact.customerId(), occurredAt(), null, fact.claim());
      case OrderPaid fact ->
          new Conversion(id, fact.customerId(), occurredAt(), fact.orderId(), fact.claim());
      default -> null;
    };
  }

  /**
   * Checks what the contract leaves open: lengths, printable ids, plausible times and amounts.
   *
   * @throws Broken naming the first field that breaks a rule
   */
  void check(Instant now) {
    id("data.customerId", customerId());
    if (orderId() != null) {
      id("data.orderId", orderId());
    }
    if (occurredAt().isBefore(EARLIEST) || occurredAt().isAfter(now.plus(AHEAD))) {
      throw new Broken(
          "data.occurredAt", "must be from 2000 on and at most 5 minutes ahead", occurredAt());
    }
    switch (payload) {
      case CustomerRegistered fact -> claimAndEvidence(fact.claim(), fact.evidence());
      case OrderPlaced fact -> {
        amount(fact.amount());
        items(fact.items());
      }
      case OrderPaid fact -> {
        amount(fact.amount());
        claimAndEvidence(fact.claim(), fact.evidence());
      }
      case OrderDelivered fact -> items(fact.items());
      case OrderRefunded fact -> {
        id("data.refundId", fact.refundId());
        amount(fact.amount());
      }
      default -> {}
    }
  }

  private static void id(String field, @Nullable String value) {
    if (value == null || value.length() > ID_LENGTH || !printable(value)) {
      throw new Broken(field, "must have 1 to 100 printable characters", value);
    }
  }

  private static void claimAndEvidence(@Nullable Claim claim, @Nullable Evidence evidence) {
    if (claim != null) {
      optional("data.claim.token", claim.token(), TOKEN_LENGTH);
      optional("data.claim.code", claim.code(), CODE_LENGTH);
      optional("data.claim.couponCode", claim.couponCode(), CODE_LENGTH);
    }
    if (evidence != null) {
      optional("data.evidence.deviceHash", evidence.deviceHash(), HASH_LENGTH);
      optional("data.evidence.ipHash", evidence.ipHash(), HASH_LENGTH);
      optional("data.evidence.paymentHash", evidence.paymentHash(), HASH_LENGTH);
      optional("data.evidence.addressHash", evidence.addressHash(), HASH_LENGTH);
    }
  }

  private static void optional(String field, @Nullable String value, int longest) {
    if (value != null && (value.length() > longest || !printable(value))) {
      throw new Broken(field, "must have at most " + longest + " printable characters", value);
    }
  }

  private static void amount(Money amount) {
    if (amount.amount() > LARGEST_AMOUNT) {
      throw new Broken("data.amount.amount", "must be at most " + LARGEST_AMOUNT, amount.amount());
    }
  }

  private static void items(List<OrderItem> items) {
    if (items.size() > MOST_ITEMS) {
      throw new Broken("data.items", "must have at most " + MOST_ITEMS + " lines", items.size());
    }
    items.forEach(item -> id("data.items.productId", item.productId()));
  }

  private static boolean printable(String value) {
    return value.codePoints().noneMatch(Character::isISOControl)
        && value.codePoints().noneMatch(point -> point >= 0xD800 && point <= 0xDFFF);
  }
}
