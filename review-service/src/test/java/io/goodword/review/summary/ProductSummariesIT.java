package io.goodword.review.summary;

import static org.assertj.core.api.Assertions.assertThat;

import io.goodword.review.testing.Shop;
import io.goodword.stack.testing.TestStack;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(
    value = TestStack.class,
    initArgs = @ResourceArg(name = "database", value = "review"))
@Tag("REV-06")
class ProductSummariesIT {

  @Inject ProductSummaries summaries;

  @Test
  void shouldCountExactlyWhenManyPublishAtOnceAndSomeRollBack() {
    String product = Shop.unique("p");
    try (var writers = Executors.newFixedThreadPool(8)) {
      List<CompletableFuture<Void>> writes =
          IntStream.range(0, 200)
              .mapToObj(i -> CompletableFuture.runAsync(() -> publish(product, i), writers))
              .toList();
      writes.forEach(CompletableFuture::join);
    }
    ProductSummary summary = summaries.of(product);
    // every tenth publication rolled back: those with i % 10 == 9 had five stars
    assertThat(summary.byStars()).containsExactly(40L, 40L, 40L, 40L, 20L);
    assertThat(summary.incentivisedCount()).isEqualTo(100);
  }

  private void publish(String product, int i) {
    try {
      QuarkusTransaction.requiringNew()
          .run(
              () -> {
                summaries.published(product, i % 5 + 1, i % 2 == 0);
                if (i % 10 == 9) {
                  throw new RolledBack();
                }
              });
    } catch (RolledBack intended) {
      assertThat(i % 10).isEqualTo(9);
    }
  }

  private static final class RolledBack extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
