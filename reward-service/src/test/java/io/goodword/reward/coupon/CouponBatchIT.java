package io.goodword.reward.coupon;

import static io.goodword.reward.Api.as;
import static io.goodword.reward.Api.fresh;
import static io.goodword.reward.coupon.Shop.terms;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.goodword.kit.sql.Sql;
import io.goodword.reward.Api;
import io.goodword.stack.testing.TestStack;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(
    value = TestStack.class,
    initArgs = @ResourceArg(name = "database", value = "reward"))
@Tag("RWD-05")
class CouponBatchIT {

  @Inject Sql sql;
  @Inject Batches batches;
  @Inject StoredBatches stored;
  @Inject CodeVault vault;

  private final Shop shop = new Shop();

  @AfterEach
  void booksAreInOrder() {
    Api.assertBooksAreInOrder();
  }

  @Test
  void shouldMakeAHundredThousandCodesInTheBackgroundAndShowThemOnce() {
    String pool = Shop.pool(terms("prefix", "PRINT"));
    JsonPath ordered = Shop.batch(pool, 100_000);
    String batch = ordered.getString("batchId");
    assertThat(ordered.getInt("requested")).isEqualTo(100_000);

    awaitReady(pool, batch);

    JsonPath ready = Shop.progress(pool, batch);
    assertThat(ready.getInt("made")).isEqualTo(100_000);
    assertThat(ready.getInt("collisions")).isZero();
    assertThat(ready.getInt("entropyBits")).isEqualTo(78);
    Response csv = Shop.download(pool, batch);
    csv.then().statusCode(200).contentType("text/csv").header("Cache-Control", "no-store");
    List<String> lines = csv.asString().lines().toList();
    assertThat(lines).hasSize(100_001).startsWith("number,code");
    assertThat(new HashSet<>(lines)).hasSize(100_001);
    assertThat(lines.subList(1, lines.size()))
        .allMatch(line -> line.matches("\\d+,PRINT(-[2-9A-HJKMNP-TV-Z]{4}){4}"));
    Shop.download(pool, batch)
        .then()
        .statusCode(409)
        .body("code", equalTo("coupon-batch-downloaded"));
    assertThat(
            sql.first(
                "select seed is null from coupon_batches where id = ?::uuid",
                row -> row.getBoolean(1),
                batch))
        .contains(true);
    String code = lines.get(77_777).substring(lines.get(77_777).indexOf(',') + 1);
    shop.redeem(code, fresh("bob"), fresh("order"), 900)
        .then()
        .statusCode(201)
        .body("discount", equalTo(500));
  }

  /** What is not committed when a service is killed is made again, the same. */
  @Test
  void shouldGoOnWhereItStoppedAndReplaceCodesThatAreThere() {
    String pool = Shop.pool(terms());
    byte[] seed = new byte[CodeSeries.SEED_BYTES];
    seed[0] = 42;
    String early = CodeSeries.random(seed, 7, 16);
    UUID taken = plant(pool, CodeSeries.random(seed, 2, 16));
    UUID other = plant(pool, early);

    UUID batch = interrupted(pool, seed, 12);
    assertThatThrownBy(() -> QuarkusTransaction.requiringNew().run(() -> dieAfterAChunk(batch)))
        .hasMessage("killed");
    awaitReady(pool, batch.toString());

    JsonPath ready = Shop.progress(pool, batch.toString());
    assertThat(ready.getInt("made")).isEqualTo(12);
    assertThat(ready.getInt("collisions")).isEqualTo(2);
    List<String> lines = Shop.download(pool, batch.toString()).asString().lines().toList();
    assertThat(lines).hasSize(13).noneMatch(line -> line.endsWith(CodeText.shown("", early)));
    assertThat(lines).noneMatch(line -> line.startsWith("3,") || line.startsWith("8,"));
    assertThat(lines.getLast()).startsWith("14,");
    sql.update("delete from coupons where id in (?, ?)", taken, other);
  }

  @Test
  void shouldLetADownloadBeRepeatedWhenItBreaksOff() {
    String pool = Shop.pool(terms());
    String batch = Shop.batch(pool, 10).getString("batchId");
    awaitReady(pool, batch);
    CodeDownload broken = batches.download(pool, UUID.fromString(batch), "mei");

    Shop.download(pool, batch)
        .then()
        .statusCode(409)
        .body("code", equalTo("coupon-batch-being-downloaded"));
    assertThatThrownBy(() -> broken.writeTo(new GoesAway())).isInstanceOf(IOException.class);

    assertThat(Shop.download(pool, batch).asString().lines()).hasSize(11);
  }

  @Test
  void shouldFillGiftCardsOfABatchWithMoney() {
    String pool = Shop.pool(terms("kind", "gift-card", "amount", 1_000));
    List<String> cards = Shop.codes(pool, 150);

    shop.redeem(cards.get(149), fresh("bob"), fresh("order"), 300)
        .then()
        .statusCode(201)
        .body("discount", equalTo(300));
    shop.validate(cards.get(149), fresh("carol"), 5_000).then().body("left", equalTo(700));
  }

  @Test
  void shouldAnswerTheSameKeyWithTheSameBatch() {
    String pool = Shop.pool(terms());
    String key = fresh("key");
    Response first = order(pool, key, 3);
    Response second = order(pool, key, 3);
    sql.update("delete from idempotency where key = ?", key);
    String later = order(pool, key, 3).path("batchId");

    assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
    assertThat(second.asString()).isEqualTo(first.asString());
    assertThat(later).isEqualTo(first.path("batchId"));
    awaitReady(pool, later);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 1_000_001})
  void shouldRefuseACountOutOfRange(int count) {
    order(Shop.pool(terms()), fresh("key"), count)
        .then()
        .statusCode(422)
        .body("violations[0].field", equalTo("count"));
  }

  @Test
  void shouldRefuseWhatHasNoEndOrIsNotThere() {
    order(Shop.pool(terms("validFor", "P30D")), fresh("key"), 1)
        .then()
        .statusCode(422)
        .body("code", equalTo("coupon-batch-needs-an-end"));
    order(Shop.pool(terms("kind", "gift-card")), fresh("key"), 10_001).then().statusCode(422);
    order("NOWHERE", fresh("key"), 1).then().statusCode(404);
    Shop.download(Shop.pool(terms()), UUID.randomUUID().toString()).then().statusCode(404);
  }

  private void dieAfterAChunk(UUID batch) {
    batches.chunk(batch);
    throw new IllegalStateException("killed");
  }

  private UUID interrupted(String pool, byte[] seed, int count) {
    var id = UUID.randomUUID();
    sql.update("update coupon_pools set codes_out = true where name = ?", pool);
    stored.insert(
        new Batch(
            id,
            pool,
            count,
            0,
            0,
            0,
            vault.sealSeed(id, seed),
            Instant.now(),
            "mei",
            null,
            null,
            null,
            null),
        fresh("test"));
    return id;
  }

  /** A code that somebody has already. */
  private UUID plant(String pool, String code) {
    var id = UUID.randomUUID();
    sql.update(
        "insert into coupons (id, pool, code_mac, last4, issued_at)"
            + " values (?, ?, decode(?, 'hex'), ?, now())",
        id,
        pool,
        vault.mac(code),
        CodeText.last4(code));
    return id;
  }

  private static Response order(String pool, String key, int count) {
    return as("mei", "marketer")
        .header("Idempotency-Key", key)
        .body(Map.of("count", count))
        .post("/v1/coupon-pools/" + pool + "/batches");
  }

  private static void awaitReady(String pool, String batch) {
    await()
        .atMost(Duration.ofMinutes(2))
        .until(() -> Shop.progress(pool, batch).getString("state").equals("ready"));
  }

  /** A reader that leaves after the header. */
  private static final class GoesAway extends OutputStream {
    private int written;

    @Override
    public void write(int one) throws IOException {
      if (++written > 20) {
        throw new IOException("gone");
      }
    }
  }
}
