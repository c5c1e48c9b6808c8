package io.goodword.reward.coupon;

import static io.goodword.reward.Api.fresh;
import static io.goodword.reward.coupon.Shop.terms;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.goodword.kit.idempotency.Answer;
import io.goodword.kit.idempotency.IdempotencyKey;
import io.goodword.kit.problem.Problem;
import io.goodword.kit.sql.Sql;
import io.goodword.reward.Api;
import io.goodword.reward.lane.Turn;
import io.goodword.stack.testing.TestStack;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Orders that redeem one code in one transaction. */
@QuarkusTest
@WithTestResource(
    value = TestStack.class,
    initArgs = @ResourceArg(name = "database", value = "reward"))
@Tag("RWD-05")
class RedeemingIT {

  @Inject Redeeming redeeming;
  @Inject Sql sql;

  private final String run = fresh("run");

  @AfterEach
  void booksAreInOrder() {
    Api.assertBooksAreInOrder();
  }

  @Test
  void shouldGrantAndRefuseEachByItselfWhenOrdersGoTogether() {
    UUID coupon = coupon("usesPerCode", 3, "usesPerCustomer", 1);
    Redeeming.Work first = work(coupon, "order-0", "alice");
    Checkout.Receipt before = redeeming.once(first, true).value();

    List<Turn<Answer<Checkout.Receipt>>> turns =
        redeeming.batch(
            List.of(
                first,
                work(coupon, "order-1", "alice"),
                work(coupon, "order-2", "bob"),
                work(coupon, "order-3", "carol"),
                work(coupon, "order-4", "dave")));

    assertThat(turns.get(0)).isInstanceOf(Turn.Alone.class);
    assertThat(code(turns.get(1))).isEqualTo("coupon-customer-limit");
    assertThat(turns.get(2)).isInstanceOf(Turn.Done.class);
    assertThat(turns.get(3)).isInstanceOf(Turn.Done.class);
    assertThat(code(turns.get(4))).isEqualTo("coupon-used-up");
    assertThat(redeeming.once(first, true)).isEqualTo(new Answer<>(before, true));
    assertThat(
            sql.query(
                "select uses || ' ' || redeemed from coupons where id = ?",
                row -> row.getString(1),
                coupon))
        .containsExactly("3 3");
    assertThat(
            sql.query(
                "select sequence from outbox where aggregatetype = 'coupon' and aggregateid = ?"
                    + " order by seq",
                row -> row.getLong(1),
                coupon.toString()))
        .containsExactly(1L, 2L, 3L);
  }

  @Test
  void shouldAnswerAsBeforeWhenTheKeyOfAnOrderThatWentAlongIsSentAgain() {
    UUID coupon = coupon("unlimitedUses", true);
    Redeeming.Work along = work(coupon, "order-1", "alice");

    var turns = redeeming.batch(List.of(work(coupon, "order-0", "bob"), along));

    var given = (Turn.Done<Answer<Checkout.Receipt>>) turns.get(1);
    assertThat(given.value().replayed()).isFalse();
    assertThat(redeeming.once(along, true)).isEqualTo(new Answer<>(given.value().value(), true));
  }

  @Test
  void shouldVoidAllOfItWhenAKeyBelongsToAnotherOrder() {
    UUID coupon = coupon("unlimitedUses", true);
    Redeeming.Work first = work(coupon, "order-0", "alice");
    redeeming.once(first, true);
    Redeeming.Work other = work(coupon, "order-1", "bob");
    var reused = new Redeeming.Work(first.key(), other.claim(), other.actor());

    assertThatThrownBy(() -> redeeming.batch(List.of(work(coupon, "order-2", "carol"), reused)))
        .isInstanceOf(RuntimeException.class);

    assertThat(
            sql.query(
                "select order_id from coupon_uses where coupon_id = ?",
                row -> row.getString(1),
                coupon))
        .containsExactly(run + "order-0");
  }

  private static String code(Turn<?> turn) {
    return ((Problem) ((Turn.Refused<?>) turn).why()).code();
  }

  private UUID coupon(Object... terms) {
    String pool = Shop.pool(terms(terms));
    Shop.codes(pool, 1);
    return sql.first(
            "select id from coupons where pool = ?", row -> row.getObject(1, UUID.class), pool)
        .orElseThrow();
  }

  private Redeeming.Work work(UUID coupon, String order, String customer) {
    return new Redeeming.Work(
        new IdempotencyKey("test", "coupon.redeem", run + order),
        new Claiming.Claim(coupon, run + customer, run + order, Samples.basket(500)),
        "shop");
  }
}
