package io.goodword.reward.coupon;

import io.goodword.kit.idempotency.Answer;
import io.goodword.kit.idempotency.Idempotency;
import io.goodword.kit.idempotency.IdempotencyKey;
import io.goodword.kit.problem.Problem;
import io.goodword.kit.source.Ids;
import io.goodword.reward.ledger.AccountRef;
import io.goodword.reward.ledger.Attempts;
import io.goodword.reward.ledger.Ledger;
import io.goodword.reward.ledger.Outcome;
import io.goodword.reward.ledger.Purpose;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Codes by the hundred thousand, for print and mail. They have no holder: whoever knows one may use
 * it. They are made in chunks, each its own transaction, so that a crash costs one chunk and the
 * memory stays flat; codes that are there already are replaced, so that the count is exact.
 */
@ApplicationScoped
public class Batches {

  private static final int MOST_CODES = 1_000_000;

  /** Each card has an account of its own. */
  private static final int MOST_CARDS = 10_000;

  private static final int CHUNK = 5_000;
  private static final int CARD_CHUNK = 100;

  private final StoredPools pools;
  private final StoredBatches batches;
  private final CodeVault vault;
  private final Ledger ledger;
  private final Idempotency idempotency;
  private final Attempts attempts;
  private final Ids ids;
  private final Clock clock;

  Batches(
      StoredPools pools,
      StoredBatches batches,
      CodeVault vault,
      Ledger ledger,
      Idempotency idempotency,
      Attempts attempts,
      Ids ids,
      Clock clock) {
    this.pools = pools;
    this.batches = batches;
    this.vault = vault;
    this.ledger = ledger;
    this.idempotency = idempotency;
    this.attempts = attempts;
    this.ids = ids;
    this.clock = clock;
  }

  /** How many codes are ordered, as it is sent. */
  @RegisterForReflection
  record Wanted(String pool, @Nullable Integer count) {}

  /**
   * How a batch stands.
   *
   * @param made codes that are there
   * @param collisions codes that were there already and were replaced
   * @param state queued, running, ready or downloaded
   * @param entropyBits entropy of a code, rounded down
   */
  @RegisterForReflection
  record Progress(
      UUID batchId,
      String pool,
      int requested,
      int made,
      int collisions,
      String state,
      int entropyBits,
      Instant createdAt,
      @Nullable Instant finishedAt,
      @Nullable Instant downloadedAt,
      @Nullable String downloadedBy) {
    static Progress of(Batch batch, Pool pool) {
      return new Progress(
          batch.id(),
          batch.pool(),
          batch.requested(),
          batch.made(),
          batch.collisions(),
          batch.state(),
          pool.terms().pattern().entropyBits(),
          batch.createdAt(),
          batch.finishedAt(),
          batch.downloadedAt(),
          batch.downloadedBy());
    }
  }

  /**
   * Orders a batch once for a key.
   *
   * @throws Problem 404; 422 for a wrong count, coupon-batch-needs-an-end or coupon-pool-has-ended
   */
  Answer<Progress> order(IdempotencyKey key, Wanted wanted, String actor) {
    Integer count = wanted.count();
    if (count == null || count < 1 || count > MOST_CODES) {
      throw Problem.invalid("count", "must be 1 to 1000000", count);
    }
    String reference = "batch/" + key.principal() + "/" + key.value();
    return attempts.inTransaction(
        () ->
            idempotency.once(
                key,
                wanted,
                Progress.class,
                () -> ordered(wanted.pool(), count, reference, actor)));
  }

  private Progress ordered(String name, int count, String reference, String actor) {
    Optional<Batch> before = batches.byReference(reference);
    if (before.isPresent()) {
      return Progress.of(before.get(), pools.get(before.get().pool()));
    }
    Instant now = StoredTime.now(clock);
    Pool pool = pools.opened(name);
    Terms terms = pool.terms();
    if (terms.giftCard() && count > MOST_CARDS) {
      throw Problem.invalid("count", "must be at most 10000 for gift cards", count);
    }
    if (terms.validFor() != null && terms.validUntil() == null) {
      throw Problem.unprocessable(
          "coupon-batch-needs-an-end",
          "validFor counts from when a customer gets a code, and nobody gets these; set validUntil.");
    }
    if (terms.validUntil() != null && !now.isBefore(terms.validUntil())) {
      throw Problem.unprocessable(
          "coupon-pool-has-ended", "The pool was valid until " + terms.validUntil() + ".");
    }
    UUID id = ids.next();
    var batch =
        new Batch(id, name, count, 0, 0, 0, vault.newSeed(id), now, actor, null, null, null, null);
    batches.insert(batch, reference);
    return Progress.of(batch, pool);
  }

  /**
   * How far a batch is.
   *
   * @throws Problem 404
   */
  @Transactional
  Progress progress(String pool, UUID id) {
    return Progress.of(get(pool, id), pools.get(pool));
  }

  /**
   * Begins the one download of a batch.
   *
   * @throws Problem 404; 409 coupon-batch-not-ready, coupon-batch-downloaded or
   *     coupon-batch-being-downloaded
   */
  @Transactional
  CodeDownload download(String pool, UUID id, String actor) {
    Instant now = StoredTime.now(clock);
    Optional<Batch> leased = batches.lease(pool, id, now, now.plus(CodeDownload.LEASE));
    if (leased.isEmpty()) {
      throw notNow(get(pool, id));
    }
    byte[] seed = vault.openSeed(id, Objects.requireNonNull(leased.get().seed()));
    return new CodeDownload(batches, clock, id, pools.get(pool).terms().pattern(), seed, actor);
  }

  /** Batches with codes still to make. */
  @Transactional
  public List<UUID> open() {
    return batches.open();
  }

  /**
   * Makes the next codes of a batch; replicas pass over what another works on.
   *
   * @return whether there may be more to make
   */
  @Transactional
  public boolean chunk(UUID id) {
    Optional<Batch> open = batches.work(id);
    if (open.isEmpty()) {
      return false;
    }
    Batch batch = open.get();
    Pool pool = pools.get(batch.pool());
    boolean cards = pool.terms().giftCard();
    Instant now = StoredTime.now(clock);
    int tried = Math.min(cards ? CARD_CHUNK : CHUNK, batch.requested() - batch.made());
    List<UUID> made =
        batches.insert(
            batch,
            codes(batch, pool.terms().pattern(), tried),
            cards ? Long.valueOf(pool.terms().cardValue()) : null,
            now);
    if (cards) {
      fill(made, pool, batch);
    }
    batches.progress(id, tried, made.size(), now);
    return batch.made() + made.size() < batch.requested();
  }

  private StoredBatches.Codes codes(Batch batch, CodePattern pattern, int count) {
    byte[] seed = vault.openSeed(batch.id(), Objects.requireNonNull(batch.seed()));
    var codes =
        new StoredBatches.Codes(
            new ArrayList<>(count),
            new ArrayList<>(count),
            new ArrayList<>(count),
            new ArrayList<>(count));
    for (int number = batch.nextNumber(); number < batch.nextNumber() + count; number++) {
      String random = CodeSeries.random(seed, number, pattern.length());
      codes.ids().add(ids.next());
      codes.numbers().add(number);
      codes
          .macs()
          .add(vault.mac(CodeText.normal(CodeText.shown(pattern.prefix(), random)).orElseThrow()));
      codes.last4().add(CodeText.last4(random));
    }
    return codes;
  }

  private void fill(List<UUID> cards, Pool pool, Batch batch) {
    Purpose purpose =
        Purpose.of("grant", batch.createdBy()).because(pool.name(), batch.id().toString());
    String currency = pool.terms().currency();
    for (Outcome outcome :
        ledger.apply(
            cards.stream()
                .map(card -> Movements.fill(card, pool, AccountRef.issuance(currency), purpose))
                .toList())) {
      if (outcome instanceof Outcome.Refused refused) {
        throw new IllegalStateException("a new card could not be filled: " + refused);
      }
    }
  }

  private Batch get(String pool, UUID id) {
    return batches.find(pool, id).orElseThrow(() -> Problem.notFound("coupon batch"));
  }

  private static Problem notNow(Batch batch) {
    return switch (batch.state()) {
      case "downloaded" ->
          Problem.conflict(
              "coupon-batch-downloaded",
              "The codes were downloaded before; they are kept nowhere and cannot be shown again.");
      case "ready" ->
          Problem.conflict(
                  "coupon-batch-being-downloaded", "Somebody downloads the codes at this moment.")
              .retryAfter((int) CodeDownload.LEASE.toSeconds());
      default ->
          Problem.conflict(
                  "coupon-batch-not-ready",
                  "%d of %d codes are made; wait until all are."
                      .formatted(batch.made(), batch.requested()))
              .retryAfter(5);
    };
  }
}
