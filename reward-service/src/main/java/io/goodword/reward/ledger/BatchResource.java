package io.goodword.reward.ledger;

import io.goodword.kit.caller.Caller;
import io.goodword.kit.idempotency.Answer;
import io.goodword.reward.http.Answers;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Many journals over HTTP. */
@Path("/v1/journals/batch")
class BatchResource {

  private final Batches batches;
  private final Caller caller;

  BatchResource(Batches batches, Caller caller) {
    this.batches = batches;
    this.caller = caller;
  }

  @POST
  @RolesAllowed({"finance", "system"})
  @Operation(
      summary = "Posts up to 1,000 journals in their order",
      description =
          "atomic: all or none; the refusal names the items that stand in the way. per-item: each by"
              + " itself, with a result for each. One Idempotency-Key for the batch, one business key for"
              + " each journal: the result is that of single requests in the same order.")
  @APIResponse(responseCode = "200", description = "A result for each item, in their order")
  @APIResponse(responseCode = "422", description = "Malformed, or atomic and refused as a whole")
  @RequestBody(
      content =
          @Content(
              examples =
                  @ExampleObject(
                      name = "Two customers spend, each by itself",
                      value =
                          """
                          {"mode": "per-item", "items": [
                            {"kind": "spend", "businessKey": "order-1001",
                             "legs": [{"account": {"class": "customer", "owner": "alice", "asset": "POINTS"}, "amount": -30},
                                      {"account": {"class": "redemption", "owner": "shop", "asset": "POINTS"}, "amount": 30}]},
                            {"kind": "spend", "businessKey": "order-1002",
                             "legs": [{"account": {"class": "customer", "owner": "bob", "asset": "POINTS"}, "amount": -5},
                                      {"account": {"class": "redemption", "owner": "shop", "asset": "POINTS"}, "amount": 5}]}]}
                          """)))
  public RestResponse<Batches.Results> post(
      @HeaderParam("Idempotency-Key") @Nullable String key, @NotNull Batches.Batch batch) {
    Answer<Batches.Results> answer =
        batches.post(caller.key("journal.batch", key), batch, caller.id());
    return Answers.of(RestResponse.Status.OK, answer);
  }
}
