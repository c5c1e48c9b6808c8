package io.goodword.reward.catalogue;

import io.goodword.kit.idempotency.Answer;
import io.goodword.kit.idempotency.Idempotency;
import io.goodword.kit.idempotency.IdempotencyKey;
import io.goodword.kit.paging.Cursor;
import io.goodword.kit.paging.Cursor.Page;
import io.goodword.kit.problem.Problem;
import io.goodword.reward.catalogue.GiftRules.RequiredTier;
import io.goodword.reward.http.EntityTag;
import io.goodword.reward.ledger.AccountClass;
import io.goodword.reward.ledger.AccountRef;
import io.goodword.reward.ledger.Assets;
import io.goodword.reward.ledger.Attempts;
import io.goodword.reward.ledger.Ledger;
import io.goodword.reward.ledger.Leg;
import io.goodword.reward.ledger.Operation;
import io.goodword.reward.ledger.Outcome;
import io.goodword.reward.ledger.Purpose;
import io.goodword.reward.tier.Tiers;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** The gifts and what there is of them. */
@ApplicationScoped
@RegisterForReflection(
    targets = {
      GiftKind.class,
      GiftRules.class,
      GiftRules.Text.class,
      GiftRules.Price.class,
      GiftRules.Limits.class,
      GiftRules.RequiredTier.class
    })
class Catalogue {

  private static final Pattern SKU = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,49}");
  private static final long LARGEST_DELIVERY = 1_000_000_000L;
  private static final int LONGEST_REASON = 200;

  private final Gifts gifts;
  private final Ledger ledger;
  private final Assets assets;
  private final Tiers tiers;
  private final Idempotency idempotency;
  private final Attempts attempts;
  private final Clock clock;
  private final Set<String> imageHosts;

  Catalogue(
      Gifts gifts,
      Ledger ledger,
      Assets assets,
      Tiers tiers,
      Idempotency idempotency,
      Attempts attempts,
      Clock clock,
      @ConfigProperty(name = "goodword.catalogue.image-hosts") Optional<List<String>> imageHosts) {
    this.gifts = gifts;
    this.ledger = ledger;
    this.assets = assets;
    this.tiers = tiers;
    this.idempotency = idempotency;
    this.attempts = attempts;
    this.clock = clock;
    this.imageHosts =
        imageHosts.orElse(List.of()).stream()
            .map(host -> host.toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * Stock that is received or written off.
   *
   * @param quantity units, positive for received, negative for written off
   * @param reason for instance the delivery note
   */
  @RegisterForReflection
  record StockChange(String sku, @Nullable Long quantity, @Nullable String reason) {}

  /**
   * What there is of a gift after a change.
   *
   * @param onHand units, reserved ones included
   * @param reserved units that are held for redemptions under way
   * @param free units that can still be redeemed
   */
  @RegisterForReflection
  record Stock(UUID journalId, long onHand, long reserved, long free) {}

  /**
   * Writes a gift.
   *
   * @param match entity tag as it was read, null for a new gift
   * @throws Problem 422 for a broken rule, unknown-asset, not-spendable or unknown-tier; 409
   *     gift-is-fixed when kind or coupon would change; 428 and 412 when somebody else's work would
   *     be lost
   */
  @Transactional
  Gift write(String sku, @Nullable String match, GiftDraft draft, String by) {
    if (!SKU.matcher(sku).matches()) {
      throw Problem.invalid("sku", "must have 1 to 50 of A-Z a-z 0-9 _ . -", sku);
    }
    Instant now = clock.instant();
    GiftRules rules = draft.accept(imageHosts, now);
    mustMakeSense(sku, rules);
    Optional<Integer> revision = gifts.lock(sku);
    mustMatch(revision, match);
    if (revision.isEmpty()) {
      if (!gifts.insert(sku, rules)) {
        throw EntityTag.changedMeanwhile("gift");
      }
      gifts.remember(sku, 1, rules, by, now);
    } else {
      GiftRules before = gifts.find(sku).orElseThrow().rules();
      if (before.kind() != rules.kind() || !before.stockAsset(sku).equals(rules.stockAsset(sku))) {
        throw Problem.conflict(
            "gift-is-fixed", "Kind and coupon of a gift are fixed; make another gift.");
      }
      gifts.update(sku, revision.get() + 1, rules);
      gifts.remember(sku, revision.get() + 1, rules, by, now);
    }
    return gifts.find(sku).orElseThrow();
  }

  /**
   * Reads a gift.
   *
   * @param customer whether only what customers see is there
   * @throws Problem 404
   */
  @Transactional
  Gift read(String sku, boolean customer) {
    return gifts
        .find(sku)
        .filter(gift -> !customer || gift.rules().visible(clock.instant()))
        .orElseThrow(() -> Problem.notFound("gift"));
  }

  /** A page of gifts by sku; for customers those that they see. */
  @Transactional
  Page<Gift> list(
      @Nullable String market, boolean customer, @Nullable String after, @Nullable Integer limit) {
    int size = Cursor.limit(limit);
    String cursor = Cursor.decode(after);
    return Cursor.page(
        gifts.list(
            market, customer ? clock.instant() : null, cursor == null ? "" : cursor, size + 1),
        size,
        Gift::sku);
  }

  /**
   * Receives or writes off stock, once.
   *
   * @throws Problem 404; 422 for a broken rule, or more-than-free when more would be written off
   *     than is neither redeemed nor reserved
   */
  Answer<Stock> change(IdempotencyKey key, StockChange change, String actor) {
    Long quantity = change.quantity();
    if (quantity == null
        || quantity == 0
        || quantity < -LARGEST_DELIVERY
        || quantity > LARGEST_DELIVERY) {
      throw Problem.invalid("quantity", "must be 1 to 10^9 units, or so many less", quantity);
    }
    String reason = change.reason();
    if (reason == null || reason.isBlank() || reason.length() > LONGEST_REASON) {
      throw Problem.invalid("reason", "must have 1 to 200 characters", reason);
    }
    return attempts.inTransaction(
        () ->
            idempotency.once(
                key,
                change,
                Stock.class,
                () -> changed(key, change.sku(), quantity, reason, actor)));
  }

  private Stock changed(
      IdempotencyKey key, String sku, long quantity, String reason, String actor) {
    Gift gift = gifts.find(sku).orElseThrow(() -> Problem.notFound("gift"));
    String asset = gift.stockAsset();
    Purpose purpose =
        Purpose.of(quantity > 0 ? "fund" : "adjust", actor).because(reason, "gift/" + sku);
    List<Leg> legs =
        List.of(
            Leg.of(AccountRef.issuance(asset), -quantity),
            Leg.of(AccountRef.stock(asset), quantity));
    String businessKey = "stock/" + key.principal() + "/" + key.value();
    Outcome outcome =
        ledger.apply(List.of(new Operation.Post(businessKey, purpose, legs))).getFirst();
    return switch (outcome) {
      case Outcome.Posted posted -> stock(posted);
      case Outcome.Refused refused when refused.reason() == Outcome.Reason.SHORT ->
          throw Problem.unprocessable(
                  "more-than-free", "Units that are reserved or not there cannot be written off.")
              .with("quantity", "must be at most " + gift.free() + " units less", quantity);
      case Outcome.Refused refused -> throw refused.problem();
      case Outcome other -> throw new IllegalStateException("the ledger answered " + other);
    };
  }

  private static Stock stock(Outcome.Posted posted) {
    Outcome.Book book =
        posted.books().stream()
            .filter(entry -> entry.accountClass() == AccountClass.STOCK)
            .findFirst()
            .orElseThrow();
    return new Stock(posted.journalId(), book.posted(), book.held(), book.posted() - book.held());
  }

  private void mustMakeSense(String sku, GiftRules rules) {
    assets.mustKnow(rules.price().asset());
    assets.mustBeSpendable(rules.price().asset());
    String coupon = rules.couponAsset();
    if (coupon == null) {
      assets.define(rules.stockAsset(sku), "gift", 0);
    } else {
      assets.mustKnow(coupon);
      if (coupon.equals(rules.price().asset())) {
        throw Problem.invalid("couponAsset", "must differ from the asset of the price", coupon);
      }
    }
    RequiredTier tier = rules.requiredTier();
    if (tier != null && !tiers.knows(tier.programmeId(), tier.level())) {
      throw Problem.unprocessable(
              "unknown-tier", "No tier programme in force has this level; activate it first.")
          .with("requiredTier", "must be a level of a programme in force", tier.level());
    }
  }

  private static void mustMatch(Optional<Integer> revision, @Nullable String match) {
    if (match == null && revision.isPresent()) {
      throw EntityTag.missing("gift");
    }
    if (match != null && !match.equals(revision.map(String::valueOf).orElse(null))) {
      throw EntityTag.changedMeanwhile("gift");
    }
  }
}
