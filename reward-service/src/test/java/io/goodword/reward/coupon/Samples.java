package io.goodword.reward.coupon;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Terms and baskets that differ in what a test is about. */
final class Samples {

  static final String CNY = "CASH:CNY";

  private Samples() {}

  /** A draft of which single fields can be changed. */
  static Draft value(long amount) {
    return new Draft("value").amount(amount);
  }

  static Draft percent(int basisPoints) {
    return new Draft("percent").basisPoints(basisPoints);
  }

  static Draft card(long amount) {
    return new Draft("gift-card").amount(amount);
  }

  /** A basket of one line for each amount, products p0, p1 and so on. */
  static Basket basket(long... amounts) {
    var lines = new java.util.ArrayList<Basket.Line>();
    for (int i = 0; i < amounts.length; i++) {
      lines.add(new Basket.Line("p" + i, amounts[i]));
    }
    return new Basket(CNY, null, lines);
  }

  static final class Draft {
    private final String kind;
    private String currency = CNY;
    private @Nullable Long amount;
    private @Nullable Integer basisPoints;
    private @Nullable Long cap;
    private @Nullable Long minimumSpend;
    private @Nullable List<@Nullable String> included;
    private @Nullable List<@Nullable String> excluded;
    private @Nullable Instant from;
    private @Nullable Instant until;
    private @Nullable Duration validFor;
    private @Nullable Integer uses;
    private @Nullable Boolean unlimited;
    private @Nullable Integer perCustomer;
    private @Nullable Duration ttl;
    private @Nullable String market;
    private @Nullable String prefix;
    private @Nullable Integer length;

    private Draft(String kind) {
      this.kind = kind;
    }

    Draft currency(String value) {
      currency = value;
      return this;
    }

    Draft amount(@Nullable Long value) {
      amount = value;
      return this;
    }

    Draft amount(long value) {
      amount = value;
      return this;
    }

    Draft basisPoints(@Nullable Integer value) {
      basisPoints = value;
      return this;
    }

    Draft cap(@Nullable Long value) {
      cap = value;
      return this;
    }

    Draft minimum(@Nullable Long value) {
      minimumSpend = value;
      return this;
    }

    Draft included(String... products) {
      included = List.of(products);
      return this;
    }

    Draft excluded(String... products) {
      excluded = List.of(products);
      return this;
    }

    Draft from(@Nullable Instant value) {
      from = value;
      return this;
    }

    Draft until(@Nullable Instant value) {
      until = value;
      return this;
    }

    Draft validFor(@Nullable Duration value) {
      validFor = value;
      return this;
    }

    Draft uses(@Nullable Integer value) {
      uses = value;
      return this;
    }

    Draft unlimited() {
      unlimited = true;
      return this;
    }

    Draft perCustomer(@Nullable Integer value) {
      perCustomer = value;
      return this;
    }

    Draft ttl(@Nullable Duration value) {
      ttl = value;
      return this;
    }

    Draft market(@Nullable String value) {
      market = value;
      return this;
    }

    Draft prefix(@Nullable String value) {
      prefix = value;
      return this;
    }

    Draft length(@Nullable Integer value) {
      length = value;
      return this;
    }

    TermsDraft draft() {
      return new TermsDraft(
          kind,
          currency,
          amount,
          basisPoints,
          cap,
          minimumSpend,
          included,
          excluded,
          from,
          until,
          validFor,
          uses,
          unlimited,
          perCustomer,
          ttl,
          market,
          prefix,
          length);
    }

    Terms terms() {
      return draft().checked();
    }
  }
}
