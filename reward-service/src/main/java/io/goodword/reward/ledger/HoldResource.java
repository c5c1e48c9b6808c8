package io.goodword.reward.ledger;

import io.goodword.kit.caller.Caller;
import io.goodword.reward.http.Answers;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Holds over HTTP. */
@Path("/v1/holds")
@RolesAllowed({"system", "finance"})
class HoldResource {

  private final Holds holds;
  private final Caller caller;

  HoldResource(Holds holds, Caller caller) {
    this.holds = holds;
    this.caller = caller;
  }

  /**
   * How much is posted.
   *
   * @param amount minor units of what is on hold, absent for all; the rest goes back
   */
  record Part(@Nullable Long amount) {}

  @POST
  @Operation(
      summary = "Sets an amount aside until it is posted or given back",
      description =
          "What is on hold counts as spent wherever a balance is checked. With expiresAt it goes back"
              + " by itself at that moment and can no longer be posted.")
  @APIResponse(responseCode = "201", description = "The hold, and both accounts after it")
  @APIResponse(responseCode = "422", description = "The account has less than that")
  @RequestBody(
      content =
          @Content(
              examples =
                  @ExampleObject(
                      name = "30 points at a checkout",
                      value =
                          """
                          {"businessKey": "checkout-1001", "amount": 30, "cause": "order-1001",
                           "expiresAt": "2027-01-01T00:15:00Z",
                           "account": {"class": "customer", "owner": "alice", "asset": "POINTS"},
                           "counter": {"class": "redemption", "owner": "shop", "asset": "POINTS"}}
                          """)))
  public RestResponse<Holds.Receipt> open(
      @HeaderParam("Idempotency-Key") @Nullable String key, @NotNull Holds.Command command) {
    return Answers.of(
        RestResponse.Status.CREATED,
        holds.open(caller.key("hold.open", key), command, caller.id()));
  }

  @GET
  @Path("/{id}")
  @Operation(summary = "A hold as it is")
  @APIResponse(responseCode = "404", description = "There is no such hold")
  public Holds.Receipt read(@PathParam("id") UUID id) {
    return holds.read(id);
  }

  @POST
  @Path("/{id}/post")
  @Operation(
      summary = "Posts a hold, in full or in part; the rest goes back",
      description = "A hold has one outcome: a second one is refused and told the first.")
  @APIResponse(responseCode = "200", description = "The hold, and the accounts after it")
  @APIResponse(responseCode = "409", description = "It was posted or given back before")
  @APIResponse(responseCode = "422", description = "More than is on hold")
  public RestResponse<Holds.Receipt> post(
      @HeaderParam("Idempotency-Key") @Nullable String key,
      @PathParam("id") UUID id,
      @Nullable Part part) {
    return Answers.of(
        RestResponse.Status.OK,
        holds.post(
            caller.key("hold.post", key),
            new Holds.Settlement(id, part == null ? null : part.amount()),
            caller.id()));
  }

  @POST
  @Path("/{id}/void")
  @Operation(summary = "Gives all of a hold back")
  @APIResponse(responseCode = "200", description = "The hold, and the accounts after it")
  @APIResponse(responseCode = "409", description = "It was posted or given back before")
  public RestResponse<Holds.Receipt> release(
      @HeaderParam("Idempotency-Key") @Nullable String key, @PathParam("id") UUID id) {
    return Answers.of(RestResponse.Status.OK, holds.release(caller.key("hold.void", key), id));
  }
}
