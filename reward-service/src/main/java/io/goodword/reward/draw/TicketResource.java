package io.goodword.reward.draw;

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
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Tickets of customers in a draw. */
@Path("/v1/draws/{id}/tickets")
class TicketResource {

  private final TicketOffice office;
  private final Caller caller;

  TicketResource(TicketOffice office, Caller caller) {
    this.office = office;
    this.caller = caller;
  }

  /**
   * How many tickets.
   *
   * @param quantity 1 to the maximum for one person
   */
  record Quantity(@Nullable Integer quantity) {}

  /**
   * Who is given tickets, and how many.
   *
   * @param quantity 1 to the maximum for one person
   */
  record Gift(@Nullable String customerId, @Nullable Integer quantity) {}

  @POST
  @RolesAllowed("customer")
  @Operation(
      summary = "Buys tickets with the caller's own points",
      description = "The receipt names the commitment and the rules that the draw is bound to.")
  @APIResponse(responseCode = "201", description = "The receipt")
  @APIResponse(
      responseCode = "409",
      description = "draw-not-open, draw-closed, draw-cancelled or tickets-not-sold")
  @APIResponse(
      responseCode = "422",
      description = "too-many-tickets, draw-full or insufficient-balance")
  @RequestBody(
      content =
          @Content(examples = @ExampleObject(name = "Two tickets", value = "{\"quantity\": 2}")))
  public RestResponse<TicketOffice.Receipt> buy(
      @HeaderParam("Idempotency-Key") @Nullable String key,
      @PathParam("id") UUID id,
      @NotNull Quantity quantity) {
    Answer<TicketOffice.Receipt> answer =
        office.buy(
            caller.key("draw.buy", key),
            new TicketOffice.Order(id, caller.id(), quantity.quantity()));
    return created(answer);
  }

  @POST
  @Path("/given")
  @RolesAllowed("system")
  @Operation(
      summary = "Gives a customer tickets at no price",
      description =
          "For a shop that rewards an order or a sign-up with chances. They count like bought ones, up to the maximum for one person.")
  @APIResponse(responseCode = "201", description = "What the customer has now")
  @APIResponse(responseCode = "409", description = "draw-not-open, draw-closed or draw-cancelled")
  @APIResponse(responseCode = "422", description = "too-many-tickets or draw-full")
  @RequestBody(
      content =
          @Content(
              examples =
                  @ExampleObject(
                      name = "One ticket for an order",
                      value = "{\"customerId\": \"alice\", \"quantity\": 1}")))
  public RestResponse<TicketOffice.Given> give(
      @HeaderParam("Idempotency-Key") @Nullable String key,
      @PathParam("id") UUID id,
      @NotNull Gift gift) {
    String customer = gift.customerId() == null ? "" : gift.customerId();
    return created(
        office.give(
            caller.key("draw.give", key), new TicketOffice.Order(id, customer, gift.quantity())));
  }

  @GET
  @RolesAllowed("customer")
  @Operation(
      summary = "The caller's own tickets",
      description =
          "When the tickets are fixed also the salt that makes the caller's hash, and for each ticket the hashes that prove it is in the list.")
  public TicketOffice.OwnTickets tickets(@PathParam("id") UUID id) {
    return office.of(id, caller.id());
  }

  private static <T> RestResponse<T> created(Answer<T> answer) {
    return Answers.of(RestResponse.Status.CREATED, answer);
  }
}
