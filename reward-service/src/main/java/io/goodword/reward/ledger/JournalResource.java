package io.goodword.reward.ledger;

import io.goodword.kit.caller.Caller;
import io.goodword.kit.idempotency.Answer;
import io.goodword.reward.http.Answers;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
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

/** Journals over HTTP. */
@Path("/v1/journals")
class JournalResource {

  private final Journals journals;
  private final Caller caller;

  JournalResource(Journals journals, Caller caller) {
    this.journals = journals;
    this.caller = caller;
  }

  /**
   * How much is taken back.
   *
   * @param amount minor units of what the journal debited, absent for all that is left
   */
  record Part(@Nullable Long amount) {}

  // who waits for a hot account keeps no worker from reading
  @POST
  @RunOnVirtualThread
  @RolesAllowed({"finance", "system"})
  @Operation(
      summary = "Posts a balanced journal once",
      description =
          "The business key is unique for ever: sent again with the same legs it answers as the first time."
              + " Kind adjust is for people of finance, within their limit of a day; above it see"
              + " /v1/adjustments.")
  @APIResponse(responseCode = "201", description = "Posted, with the balances after it")
  @APIResponse(responseCode = "422", description = "Not balanced, or an account has less than that")
  @RequestBody(
      content =
          @Content(
              examples =
                  @ExampleObject(
                      name = "A customer spends 30 points",
                      value =
                          """
                          {"kind": "spend", "businessKey": "order-1001",
                           "legs": [{"account": {"class": "customer", "owner": "alice", "asset": "POINTS"}, "amount": -30},
                                    {"account": {"class": "redemption", "owner": "shop", "asset": "POINTS"}, "amount": 30}]}
                          """)))
  public RestResponse<Journals.Receipt> post(
      @HeaderParam("Idempotency-Key") @Nullable String key, @NotNull Journals.Command command) {
    return created(
        journals.post(caller.key("journal.post", key), command, caller.id(), caller.is("finance")));
  }

  @POST
  @Path("/{id}/reverse")
  @RolesAllowed("finance")
  @Operation(
      summary = "Takes a journal back, in full or in part",
      description = "What a customer no longer has becomes a debt that later rewards repay first.")
  @APIResponse(responseCode = "201", description = "The reversing journal")
  @APIResponse(responseCode = "409", description = "It was taken back in full before")
  public RestResponse<Journals.Receipt> reverse(
      @HeaderParam("Idempotency-Key") @Nullable String key,
      @PathParam("id") UUID id,
      @Nullable Part part) {
    return created(
        journals.reverse(
            caller.key("journal.reverse", key),
            new Journals.Return(id, part == null ? null : part.amount()),
            caller.id()));
  }

  private static RestResponse<Journals.Receipt> created(Answer<Journals.Receipt> answer) {
    return Answers.of(RestResponse.Status.CREATED, answer);
  }
}
