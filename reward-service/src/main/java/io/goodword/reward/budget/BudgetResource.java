package io.goodword.reward.budget;

import io.goodword.kit.caller.Caller;
import io.goodword.kit.idempotency.Answer;
import io.goodword.reward.http.Answers;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Budgets of campaigns and review programmes. */
@Path("/v1/budgets/{campaignId}")
class BudgetResource {

  private final Budgets budgets;
  private final BudgetLimits limits;
  private final Caller caller;

  BudgetResource(Budgets budgets, BudgetLimits limits, Caller caller) {
    this.budgets = budgets;
    this.limits = limits;
    this.caller = caller;
  }

  /**
   * What is added.
   *
   * @param amount positive minor units, at most 10^15
   */
  record Amount(@Nullable String asset, @Nullable Long amount) {}

  /**
   * Into what a budget is divided.
   *
   * @param count slots, 0 to 16; 0 for a budget that is not divided
   */
  record Division(@Nullable String asset, @Nullable Integer count) {}

  record Items(List<Budgets.Budget> items) {}

  /**
   * Limits of one asset, in minor units; what is absent is not limited.
   *
   * @param zone by whose calendar days, weeks and months are counted
   */
  record Limits(
      @Nullable String asset,
      @Nullable String zone,
      @Nullable Long perPerson,
      @Nullable Long perPersonPerDay,
      @Nullable Long perPersonPerWeek,
      @Nullable Long perPersonPerMonth,
      @Nullable Long perDay,
      @Nullable Long perWeek,
      @Nullable Long perMonth) {

    LimitPlan plan() {
      return new LimitPlan(
          perPerson,
          perPersonPerDay,
          perPersonPerWeek,
          perPersonPerMonth,
          null,
          perDay,
          perWeek,
          perMonth);
    }

    static Limits of(BudgetLimits.Limits stored) {
      LimitPlan plan = stored.limits();
      return new Limits(
          stored.asset(),
          stored.zone().getId(),
          plan.perPerson(),
          plan.perPersonPerDay(),
          plan.perPersonPerWeek(),
          plan.perPersonPerMonth(),
          plan.perDay(),
          plan.perWeek(),
          plan.perMonth());
    }
  }

  record LimitItems(List<Limits> items) {}

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
    return Answers.of(RestResponse.Status.CREATED, answer);
  }

  @GET
  @RolesAllowed({"finance", "marketer", "auditor"})
  @Operation(summary = "What was funded, spent, is held and available, for each asset")
  public Items budgets(@PathParam("campaignId") String campaignId) {
    return new Items(budgets.of(campaignId));
  }

  @PUT
  @Path("/slots")
  @RolesAllowed({"finance", "marketer"})
  @Operation(
      summary = "Divides a hot budget, so that many who take from it at once do not wait",
      description =
          "Part of the budget is leased to as many accounts of its own, and each reward takes from"
              + " one that is free. What is available stays the sum, and is paid out to the last"
              + " unit. 0 brings everything back.")
  @RequestBody(
      content =
          @Content(
              examples =
                  @ExampleObject(
                      name = "eight slots",
                      value = "{\"asset\": \"POINTS\", \"count\": 8}")))
  public Budgets.Budget divide(
      @PathParam("campaignId") String campaignId, @NotNull Division request) {
    return budgets.divide(campaignId, request.asset(), request.count());
  }

  @PUT
  @Path("/limits")
  @RolesAllowed({"finance", "marketer"})
  @Operation(
      summary = "Limits what the budget gives to one person and in a day, a week, a month",
      description =
          "Replaces the limits of the asset; they count what is given from now on. A reward beyond"
              + " a limit is refused with the reason limit-reached. What is held counts too, what"
              + " is taken back counts no more.")
  @RequestBody(
      content =
          @Content(
              examples =
                  @ExampleObject(
                      name = "at most 500 points a person and 10,000 a day",
                      value =
                          """
                          {"asset": "POINTS", "zone": "Asia/Shanghai", "perPerson": 500, "perDay": 10000}
                          """)))
  public Limits limit(@PathParam("campaignId") String campaignId, @NotNull Limits request) {
    return Limits.of(
        limits.set(campaignId, request.asset(), request.zone(), request.plan(), caller.id()));
  }

  @GET
  @Path("/limits")
  @RolesAllowed({"finance", "marketer", "auditor"})
  @Operation(summary = "The limits of the budget, for each asset that has some")
  public LimitItems limits(@PathParam("campaignId") String campaignId) {
    return new LimitItems(limits.of(campaignId).stream().map(Limits::of).toList());
  }
}
