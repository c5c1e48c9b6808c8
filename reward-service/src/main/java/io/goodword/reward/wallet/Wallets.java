package io.goodword.reward.wallet;

import io.goodword.kit.page.PageLanguage;
import io.goodword.kit.paging.Cursor.Page;
import io.goodword.kit.problem.Problem;
import io.goodword.kit.token.TokenRefused;
import io.goodword.reward.catalogue.CustomerGifts;
import io.goodword.reward.coupon.CustomerCoupons;
import io.goodword.reward.coupon.CustomerCoupons.Held;
import io.goodword.reward.ledger.Assets;
import io.goodword.reward.ledger.Assets.Asset;
import io.goodword.reward.ledger.CustomerAccounts;
import io.goodword.reward.ledger.CustomerAccounts.Purse;
import io.goodword.reward.points.Lots;
import io.goodword.reward.tier.Tiers;
import io.goodword.reward.tier.Tiers.CustomerTier;
import io.goodword.reward.wallet.Contents.Account;
import io.goodword.reward.wallet.Contents.Place;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What customers find when they look into their wallet. It reads, and changes nothing. */
@ApplicationScoped
public class Wallets {

  private static final int LONGEST_ID = 100;
  private static final int SOON_DAYS = 30;
  private static final int COUPONS = 20;
  private static final int PAST_COUPONS = 10;
  private static final int GIFTS = 5;
  private static final int MOVEMENTS = 20;

  /** What people have, in the order in which it is shown; coupons and gifts are shown apart. */
  private static final List<String> KINDS = List.of("points", "cash", "chance");

  private final WalletLinks links;
  private final CustomerAccounts accounts;
  private final Assets assets;
  private final Lots lots;
  private final CustomerCoupons coupons;
  private final Tiers tiers;
  private final CustomerGifts gifts;
  private final ZoneId zone;

  Wallets(
      WalletLinks links,
      CustomerAccounts accounts,
      Assets assets,
      Lots lots,
      CustomerCoupons coupons,
      Tiers tiers,
      CustomerGifts gifts,
      WalletSettings settings) {
    this.links = links;
    this.accounts = accounts;
    this.assets = assets;
    this.lots = lots;
    this.coupons = coupons;
    this.tiers = tiers;
    this.gifts = gifts;
    this.zone = settings.zone();
  }

  /**
   * A link that opens a wallet.
   *
   * @param expiresAt first moment at which it opens nothing
   */
  public record Link(String url, Instant expiresAt) {}

  /**
   * Makes a link to a customer's wallet.
   *
   * @param holder whether the customer asks, who alone sees codes of coupons
   * @param language language of the page, null for that of the browser
   * @param zoneId IANA zone of dates, null for the usual one
   * @throws Problem 422 that names the field
   */
  Link link(String customerId, boolean holder, @Nullable String language, @Nullable String zoneId) {
    if (customerId.isBlank() || customerId.length() > LONGEST_ID) {
      throw Problem.invalid("id", "must have 1 to 100 characters", customerId);
    }
    PageLanguage wished = PageLanguage.of(language);
    if (language != null && wished == null) {
      throw Problem.invalid("lang", "must be zh-CN, zh-TW or en", language);
    }
    return links.make(customerId, holder, wished, zoneId == null ? zone : parse(zoneId));
  }

  /**
   * Opens a link.
   *
   * @throws Problem 400 malformed-cursor
   */
  @Transactional
  Opening open(String token, Place place) {
    try {
      return new Opening.Open(contents(links.read(token), place));
    } catch (TokenRefused refused) {
      return refused.reason() == TokenRefused.Reason.EXPIRED
          ? new Opening.Expired()
          : new Opening.Unknown();
    }
  }

  private Contents contents(Pass pass, Place place) {
    String customer = pass.customerId();
    List<Purse> purses =
        accounts.purses(customer).stream()
            .filter(purse -> purse.asset().spendable() && KINDS.contains(purse.asset().kind()))
            .sorted(
                Comparator.<Purse>comparingInt(purse -> KINDS.indexOf(purse.asset().kind()))
                    .thenComparing(purse -> !purse.asset().code().equals("POINTS"))
                    .thenComparing(purse -> purse.asset().code()))
            .toList();
    Page<Held> usable = coupons.usable(customer, pass.holder(), place.coupons(), COUPONS);
    List<Held> past = coupons.past(customer, PAST_COUPONS);
    List<CustomerTier> levels =
        tiers.of(customer).stream()
            .filter(tier -> tier.since() != null || tier.qualifying() > 0)
            .toList();
    return new Contents(
        pass,
        place,
        purses,
        lots.soon(customer, SOON_DAYS),
        levels,
        usable,
        past,
        gifts.latest(customer, GIFTS),
        account(customer, purses, place),
        spokenOf(
            Stream.concat(
                Stream.concat(usable.items().stream(), past.stream()).map(Held::currency),
                levels.stream().map(CustomerTier::unit))));
  }

  /** Of the asset that was asked for when the customer has it, else of the first. */
  private @Nullable Account account(String customer, List<Purse> purses, Place place) {
    Optional<Asset> asked =
        purses.stream()
            .map(Purse::asset)
            .filter(asset -> asset.code().equals(place.asset()))
            .findFirst();
    return asked
        .or(() -> purses.stream().map(Purse::asset).findFirst())
        .map(
            asset ->
                new Account(
                    asset, accounts.latest(customer, asset.code(), place.before(), MOVEMENTS)))
        .orElse(null);
  }

  private Map<String, Asset> spokenOf(Stream<String> codes) {
    return codes
        .distinct()
        .flatMap(code -> assets.find(code).stream())
        .collect(Collectors.toUnmodifiableMap(Asset::code, asset -> asset));
  }

  private static ZoneId parse(String zoneId) {
    try {
      return ZoneId.of(zoneId);
    } catch (DateTimeException e) {
      throw Problem.invalid("zone", "must be a time zone such as Asia/Shanghai", zoneId);
    }
  }
}
