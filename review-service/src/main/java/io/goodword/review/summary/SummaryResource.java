package io.goodword.review.summary;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.math.BigDecimal;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Product summaries, public. */
@Path("/v1/products/{productId}/summary")
@PermitAll
class SummaryResource {

  private final ProductSummaries summaries;
  private final BayesianMean bayesian;

  SummaryResource(ProductSummaries summaries, SummarySettings settings) {
    this.summaries = summaries;
    this.bayesian = new BayesianMean(settings.prior(), settings.weight());
  }

  /**
   * The published facts.
   *
   * @param average plain mean of stars, null without a review
   * @param bayesian mean drawn towards the prior, for ordering only
   */
  record View(
      String productId,
      long count,
      @Nullable BigDecimal average,
      BigDecimal bayesian,
      Map<String, Long> distribution,
      long incentivisedCount) {}

  @GET
  @Operation(
      summary = "What is published about a product, exact at this moment",
      description =
          "All stars count alike. 'average' is the plain mean; 'bayesian' only orders products.")
  public View of(@PathParam("productId") String productId) {
    ProductSummary summary = summaries.of(productId);
    return new View(
        productId,
        summary.count(),
        summary.average(),
        bayesian.of(summary.count(), summary.sum()),
        summary.distribution(),
        summary.incentivisedCount());
  }
}
