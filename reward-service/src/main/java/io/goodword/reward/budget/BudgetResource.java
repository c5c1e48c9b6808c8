package io.goodword.reward.budget;

import io.goodword.kit.caller.Caller;
import io.goodword.kit.idempotency.Answer;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/** Budgets of campaigns and review programmes. */
@Path("/v1/budgets/{campaignId}")
class BudgetResource {

  private final Budgets budgets;
  private final Caller caller;

  BudgetResource(Budgets budgets, Caller caller) {
    this.budgets = budgets;
    this.caller = caller;
  }

  /**
   * What is added.
   *
   * @param amount positive minor units, at most 10^15
   */
  record Amount(@Nullable String asset, @Nullable Long amount) {}

  record Items(List<Budgets.Budget> items) {}

  @POST
  @Path("/fundings")
  @RolesAllowed({"finance", "marketer"})
  @Operation(summary = "Adds to the budget of a campaign or programme")
  @APIResponse(responseCode = "201", description = "The budget after it")
  @RequestBody(
      content =
          @Content(
              examples =
                  @ExampleObject(
                      name = "10,000 points",
                      value = "{\"asset\": \"POINTS\", \"amount\": 10000}")))
  public RestResponse<Budgets.Receipt> fund(
      @HeaderParam("Idempotency-Key") @Nullable String key,
      @PathParam("campaignId") String campaignId,
      @NotNull Amount amount) {
    Answer<Budgets.Receipt> answer =
        budgets.fund(
            caller.key("budget.fund", key),
            new Budgets.Funding(campaignId, amount.asset(), amount.amount()),
            caller.id());
    ResponseBuilder<Budgets.Receipt> response =
        ResponseBuilder.create(RestResponse.Status.CREATED, answer.value());
    if (answer.replayed()) {
      response.header("Idempotency-Replayed", "true");
    }
    return response.build();
  }

  @GET
  @RolesAllowed({"finance", "marketer", "auditor"})
  @Operation(summary = "What was funded, spent, is held and available, for each asset")
  public Items budgets(@PathParam("campaignId") String campaignId) {
    return new Items(budgets.of(campaignId));
  }
}
