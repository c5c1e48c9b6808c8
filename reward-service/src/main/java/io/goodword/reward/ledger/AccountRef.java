package io.goodword.reward.ledger;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.goodword.kit.problem.Problem;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An account by what identifies it. Sorted in the lock order of the ledger.
 *
 * @param accountClass customer, debt, escrow, stock, budget, issuance, redemption or breakage
 * @param owner customer id, campaign or programme id, or a name such as {@code house}; 1 to 100
 *     characters
 * @param asset asset code such as POINTS or COUPON:SPRING20, at most 64 characters
 */
public record AccountRef(
    @JsonProperty("class") AccountClass accountClass, String owner, String asset)
    implements Comparable<AccountRef> {

  /** Owner of the issuance, stock and breakage account of each asset. */
  public static final String HOUSE = "house";

  private static final Pattern ASSET = Pattern.compile("[A-Z][A-Za-z0-9_.:-]{0,63}");
  private static final int LONGEST_OWNER = 100;
  private static final String SLOT = "slot/";
  private static final Comparator<AccountRef> LOCK_ORDER =
      Comparator.comparing(AccountRef::accountClass)
          .thenComparing(AccountRef::owner)
          .thenComparing(AccountRef::asset);

  /**
   * Refuses an account that cannot exist.
   *
   * @throws Problem 422 that names the field and the rule
   */
  public AccountRef {
    required("class", accountClass);
    required("owner", owner);
    required("asset", asset);
    if (owner.isBlank() || owner.length() > LONGEST_OWNER) {
      throw Problem.invalid("owner", "must have 1 to 100 characters", owner);
    }
    if (!ASSET.matcher(asset).matches()) {
      throw Problem.invalid(
          "asset",
          "must begin with a capital letter and have at most 64 of A-Z a-z 0-9 _ . : -",
          asset);
    }
  }

  /** What a customer has of an asset. */
  public static AccountRef customer(String customerId, String asset) {
    return new AccountRef(AccountClass.CUSTOMER, customerId, asset);
  }

  /** What a campaign or programme may still give of an asset. */
  public static AccountRef budget(String campaignId, String asset) {
    return new AccountRef(AccountClass.BUDGET, campaignId, asset);
  }

  /** What is set apart under a name, for instance for a draw. */
  public static AccountRef escrow(String name, String asset) {
    return new AccountRef(AccountClass.ESCROW, name, asset);
  }

  /** What a hot budget has leased to one of its slots, numbered from 1. */
  static AccountRef slot(AccountRef budget, int number) {
    return escrow(SLOT + number + "/" + budget.owner(), budget.asset());
  }

  /** The budget that this account is, or is a slot of; empty for other accounts. */
  public Optional<AccountRef> asBudget() {
    if (accountClass == AccountClass.BUDGET) {
      return Optional.of(this);
    }
    if (accountClass == AccountClass.ESCROW && owner.startsWith(SLOT)) {
      return Optional.of(budget(owner.substring(owner.indexOf('/', SLOT.length()) + 1), asset));
    }
    return Optional.empty();
  }

  /** What is there of a gift. */
  public static AccountRef stock(String asset) {
    return new AccountRef(AccountClass.STOCK, HOUSE, asset);
  }

  /** Where an asset goes when it is spent at a place, for instance the shop. */
  public static AccountRef redemption(String place, String asset) {
    return new AccountRef(AccountClass.REDEMPTION, place, asset);
  }

  /** Where an asset goes when it expires. */
  public static AccountRef breakage(String asset) {
    return new AccountRef(AccountClass.BREAKAGE, HOUSE, asset);
  }

  /** Where an asset comes from. */
  public static AccountRef issuance(String asset) {
    return new AccountRef(AccountClass.ISSUANCE, HOUSE, asset);
  }

  /** Whether a code may be that of an asset. */
  static boolean isAssetCode(@Nullable String code) {
    return code != null && ASSET.matcher(code).matches();
  }

  @Override
  public int compareTo(AccountRef other) {
    return LOCK_ORDER.compare(this, other);
  }

  private static void required(String field, @Nullable Object value) {
    if (value == null) {
      throw Problem.invalid(field, "is required", null);
    }
  }
}
