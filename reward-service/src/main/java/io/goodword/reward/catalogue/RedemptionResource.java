package io.goodword.reward.catalogue;

import io.goodword.kit.caller.Caller;
import io.goodword.kit.idempotency.Answer;
import io.goodword.kit.paging.Cursor.Page;
import io.goodword.kit.problem.Problem;
import io.goodword.reward.catalogue.Fulfilling.Asker;
import io.goodword.reward.catalogue.Redemptions.Step;
import io.goodword.reward.http.Answers;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Gifts on their way to customers. */
@Path("/v1/redemptions")
class RedemptionResource {

  private final Redeeming redeeming;
  private final Fulfilling fulfilling;
  private final Caller caller;

  RedemptionResource(Redeeming redeeming, Fulfilling fulfilling, Caller caller) {
    this.redeeming = redeeming;
    this.fulfilling = fulfilling;
    this.caller = caller;
  }

  /**
   * What became of a redemption when.
   *
   * @param by who took the step; only staff and systems see it
   * @param note reason of a cancellation, or reference of a shipment
   */
  record StepView(String state, Instant at, @Nullable String by, @Nullable String note) {
    static StepView of(Step step, boolean staff) {
      return new StepView(
          step.state().code(), step.takenAt(), staff ? step.takenBy() : null, step.note());
    }
  }

  /** A redemption with its steps in their order. */
  record Story(RedemptionView redemption, List<StepView> steps) {}

  /**
   * A hand-over to whoever ships.
   *
   * @param shipment reference there, at most 100 characters; never an address
   */
  record HandOver(@Nullable String shipment) {}

  /**
   * A cancellation.
   *
   * @param reason customer-wish, not-deliverable, damaged, lost, fraud or other; a customer needs
   *     none
   * @param returnStock whether the unit is in stock again; required once it was handed over
   */
  record Cancel(@Nullable String reason, @Nullable Boolean returnStock) {}

  @POST
  @RolesAllowed({"customer", "system"})
  @Operation(
      summary = "Redeems a gift",
      description =
          "Sets price and gift aside, both or neither. A material gift then waits for its"
              + " confirmation, others are confirmed by themselves.")
  @APIResponse(responseCode = "201", description = "Set aside")
  @APIResponse(responseCode = "409", description = "price-changed")
  @APIResponse(
      responseCode = "422",
      description =
          "insufficient-balance, out-of-stock, not-available, tier-required or limit-reached")
  @RequestBody(
      content =
          @Content(
              examples = {
                @ExampleObject(
                    name = "A customer",
                    value = "{\"sku\": \"TEA-SET\", \"expectedPrice\": 500}"),
                @ExampleObject(
                    name = "The shop for a customer",
                    value = "{\"sku\": \"TEA-SET\", \"customerId\": \"alice\"}")
              }))
  public RestResponse<Redeeming.Receipt> redeem(
      @HeaderParam("Idempotency-Key") @Nullable String key, @NotNull Redeeming.Wish wish) {
    Answer<Redeeming.Receipt> answer =
        redeeming.redeem(caller.key("redemption.request", key), own(wish), caller.id());
    return Answers.of(RestResponse.Status.CREATED, answer);
  }

  @GET
  @RolesAllowed({"support", "finance", "system"})
  @Operation(summary = "Lists redemptions, newest first, for those who fulfil them")
  public Page<RedemptionView> list(
      @Parameter(description = "requested, confirmed, handed-over, delivered or cancelled")
          @QueryParam("state")
          @Nullable String state,
      @QueryParam("after") @Nullable String after,
      @QueryParam("limit") @Nullable Integer limit) {
    return fulfilling.list(null, state, after, limit);
  }

  @GET
  @Path("/{id}")
  @RolesAllowed({"customer", "support", "finance", "system"})
  @Operation(summary = "Reads a redemption with its steps")
  public Story read(@PathParam("id") UUID id) {
    Asker asker = asker();
    Fulfilling.Story story = fulfilling.read(id, asker);
    return new Story(
        story.redemption(),
        story.steps().stream().map(step -> StepView.of(step, !asker.customer())).toList());
  }

  @POST
  @Path("/{id}/confirm")
  @RolesAllowed({"support", "system"})
  @Operation(summary = "Confirms a redemption: price and gift are posted")
  @APIResponse(responseCode = "200", description = "Confirmed")
  @APIResponse(responseCode = "409", description = "It is not requested; the code names its state")
  public RestResponse<RedemptionView> confirm(
      @HeaderParam("Idempotency-Key") @Nullable String key, @PathParam("id") UUID id) {
    return Answers.of(
        RestResponse.Status.OK,
        fulfilling.confirm(caller.key("redemption.confirm", key), id, asker()));
  }

  @POST
  @Path("/{id}/hand-over")
  @RolesAllowed({"support", "system"})
  @Operation(
      summary = "Tells that the parcel was handed over to whoever ships it",
      description = "The event redemption.shipped carries the id; the shop knows the address.")
  @APIResponse(responseCode = "200", description = "Handed over")
  @APIResponse(
      responseCode = "409",
      description = "nothing-to-ship, or it is not confirmed; the code names its state")
  public RestResponse<RedemptionView> handOver(
      @HeaderParam("Idempotency-Key") @Nullable String key,
      @PathParam("id") UUID id,
      @Nullable HandOver parcel) {
    return Answers.of(
        RestResponse.Status.OK,
        fulfilling.handOver(
            caller.key("redemption.hand-over", key),
            id,
            parcel == null ? null : parcel.shipment(),
            asker()));
  }

  @POST
  @Path("/{id}/delivered")
  @RolesAllowed({"support", "system"})
  @Operation(summary = "Notes that the customer has the gift")
  @APIResponse(responseCode = "200", description = "Delivered")
  @APIResponse(responseCode = "409", description = "It is not on its way; the code names its state")
  public RestResponse<RedemptionView> delivered(
      @HeaderParam("Idempotency-Key") @Nullable String key, @PathParam("id") UUID id) {
    return Answers.of(
        RestResponse.Status.OK,
        fulfilling.deliver(caller.key("redemption.delivered", key), id, asker()));
  }

  @POST
  @Path("/{id}/cancel")
  @RolesAllowed({"customer", "support", "system"})
  @Operation(
      summary = "Cancels a redemption and gives the payment back",
      description =
          "Customers cancel while it is requested; staff and the shop until it is delivered. What"
              + " was paid comes back, whatever the gift costs now.")
  @APIResponse(responseCode = "200", description = "Cancelled")
  @APIResponse(
      responseCode = "409",
      description = "coupon-used, or it is too late; the code names its state")
  @RequestBody(
      content =
          @Content(
              examples =
                  @ExampleObject(
                      name = "Lost on its way",
                      value = "{\"reason\": \"lost\", \"returnStock\": false}")))
  public RestResponse<RedemptionView> cancel(
      @HeaderParam("Idempotency-Key") @Nullable String key,
      @PathParam("id") UUID id,
      @Nullable Cancel cancel) {
    return Answers.of(
        RestResponse.Status.OK,
        fulfilling.cancel(
            caller.key("redemption.cancel", key),
            id,
            cancel == null ? null : cancel.reason(),
            cancel == null ? null : cancel.returnStock(),
            asker()));
  }

  /** A customer redeems for nobody else. */
  private Redeeming.Wish own(Redeeming.Wish wish) {
    if (!caller.is("customer")) {
      return wish;
    }
    if (wish.customerId() != null && !wish.customerId().equals(caller.id())) {
      throw Problem.notFound("customer");
    }
    return new Redeeming.Wish(wish.sku(), caller.id(), wish.expectedPrice());
  }

  private Asker asker() {
    return new Asker(caller.id(), caller.is("customer"));
  }
}
