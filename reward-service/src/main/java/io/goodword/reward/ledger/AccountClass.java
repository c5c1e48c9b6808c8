package io.goodword.reward.ledger;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Kinds of accounts, in the order in which they are locked: people first, hot accounts last. */
public enum AccountClass {
  /** What a customer has; never below zero. */
  CUSTOMER,
  /** What a customer owes after spending what was taken back; zero or negative. */
  DEBT,
  /** What is set apart, for a draw or as a share of a hot budget; never below zero. */
  ESCROW,
  /** Gifts that are there to be redeemed; never below zero. */
  STOCK,
  /** What a campaign or programme may still give; never below zero. */
  BUDGET,
  /** Where value comes from; negative by what is in circulation. */
  ISSUANCE,
  /** Where value goes when it is spent; never below zero. */
  REDEMPTION,
  /** What expired unspent; never below zero. */
  BREAKAGE;

  /** Name in JSON, events and tables. */
  @JsonValue
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The class of a name.
   *
   * @throws IllegalArgumentException when there is none; the message lists the names
   */
  @JsonCreator
  public static AccountClass of(String code) {
    return Arrays.stream(values())
        .filter(value -> value.code().equals(code))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "class must be one of "
                        + Arrays.stream(values())
                            .map(AccountClass::code)
                            .collect(Collectors.joining(", "))));
  }
}
