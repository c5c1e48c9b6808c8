package io.goodword.reward.coupon;

import io.goodword.kit.caller.Caller;
import io.goodword.kit.idempotency.Answer;
import io.goodword.reward.http.Answers;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Codes without a holder, many at once. */
@Path("/v1/coupon-pools/{pool}/batches")
class CouponBatchResource {

  private static final String CSV = "text/csv";

  private final Batches batches;
  private final Caller caller;

  CouponBatchResource(Batches batches, Caller caller) {
    this.batches = batches;
    this.caller = caller;
  }

  /**
   * How many.
   *
   * @param count 1 to 1,000,000; for gift cards at most 10,000
   */
  record Count(@Nullable Integer count) {}

  @POST
  @RolesAllowed("marketer")
  @Operation(
      summary = "Orders codes that whoever knows them may use",
      description = "They are made in the background; the count is exact.")
  @APIResponse(responseCode = "202", description = "The batch and how far it is")
  @APIResponse(
      responseCode = "422",
      description = "A wrong count, coupon-batch-needs-an-end or coupon-pool-has-ended")
  @RequestBody(
      content =
          @Content(
              examples = @ExampleObject(name = "For a print run", value = "{\"count\": 50000}")))
  public RestResponse<Batches.Progress> order(
      @HeaderParam("Idempotency-Key") @Nullable String key,
      @PathParam("pool") String pool,
      @NotNull Count wanted) {
    Answer<Batches.Progress> answer =
        batches.order(
            caller.key("coupon.batch", key), new Batches.Wanted(pool, wanted.count()), caller.id());
    return Answers.of(RestResponse.Status.ACCEPTED, answer);
  }

  @GET
  @Path("/{batchId}")
  @RolesAllowed({"marketer", "finance"})
  @Operation(summary = "How far a batch is")
  public Batches.Progress progress(
      @PathParam("pool") String pool, @PathParam("batchId") UUID batchId) {
    return batches.progress(pool, batchId);
  }

  @POST
  @Path("/{batchId}/download")
  @Produces(CSV)
  @RolesAllowed({"marketer", "finance"})
  @Operation(
      summary = "Downloads the codes of a batch, once",
      description =
          "When the last line was sent the codes are forgotten for good. A download that breaks off"
              + " can be repeated. It is no GET because it can be had once.")
  @APIResponse(
      responseCode = "200",
      description = "The codes, one a line",
      content =
          @Content(
              mediaType = CSV,
              schema = @Schema(type = SchemaType.STRING),
              examples =
                  @ExampleObject(
                      name = "Two codes",
                      value =
                          "number,code\n1,SPRING-7KQ2-M9XA-4HTD-R6WP\n2,SPRING-B3VN-8EYJ-2ZGC-F5SK\n")))
  @APIResponse(
      responseCode = "409",
      description =
          "coupon-batch-not-ready, coupon-batch-being-downloaded or coupon-batch-downloaded")
  public Response codes(@PathParam("pool") String pool, @PathParam("batchId") UUID batchId) {
    CodeDownload download = batches.download(pool, batchId, caller.id());
    StreamingOutput body = download::writeTo;
    return Response.ok(body, CSV)
        .header("Cache-Control", "no-store")
        .header("Content-Disposition", "attachment; filename=\"" + pool + "-" + batchId + ".csv\"")
        .build();
  }
}
