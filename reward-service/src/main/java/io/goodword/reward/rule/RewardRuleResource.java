package io.goodword.reward.rule;

import io.goodword.kit.caller.Caller;
import io.goodword.kit.idempotency.Answer;
import io.goodword.kit.paging.Cursor;
import io.goodword.reward.http.Answers;
import io.goodword.reward.http.EntityTag;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/** Rules on any event of the suite or the shop. */
@Path("/v1/reward-rules")
class RewardRuleResource {

  private static final String EXAMPLE =
      """
      {"id": "third-order", "name": "Every third of your first orders", "zone": "Asia/Shanghai",
       "eventType": "io.goodword.commerce.order.paid.v1",
       "when": "event.amount.currency == 'CNY' && event.amount.amount >= 10000",
       "grants": [{"role": "customer", "beneficiary": "event.customerId", "asset": "POINTS",
                   "steps": [{"at": 1, "amount": 50}, {"at": 3, "amount": 200}],
                   "holdingPeriod": "P14D", "budget": "campaign-1"}],
       "limits": {"perPersonPerDay": 1, "perDay": 1000}}
      """;

  private final RewardRules rules;
  private final RuleSimulation simulation;
  private final RuleFailures failures;
  private final Caller caller;

  RewardRuleResource(
      RewardRules rules, RuleSimulation simulation, RuleFailures failures, Caller caller) {
    this.rules = rules;
    this.simulation = simulation;
    this.failures = failures;
    this.caller = caller;
  }

  /** What is activated: the version of this fingerprint, as its simulation told it. */
  record Activation(@Nullable String hash) {}

  @POST
  @RolesAllowed("marketer")
  @Operation(
      summary = "Writes a rule: who gets what when an event of a type happens",
      description =
          "It is a draft until it was simulated and activated. Expressions are CEL over event; what"
              + " is wrong with one is told with line and column.")
  @APIResponse(responseCode = "201", description = "The draft; ETag is set")
  @APIResponse(responseCode = "409", description = "rule-exists")
  @APIResponse(responseCode = "422", description = "invalid-request, violations name each fault")
  public RestResponse<RewardRules.View> create(
      @Parameter(description = "8 to 100 characters, a new one for each intent")
          @HeaderParam("Idempotency-Key")
          @Nullable String key,
      @RequestBody(
              content =
                  @Content(
                      examples = @ExampleObject(name = "first and third order", value = EXAMPLE)))
          @NotNull
          RuleDraft draft) {
    Answer<RewardRules.View> answer =
        rules.create(caller.key("reward-rule.create", key), caller.id(), draft);
    return Answers.with(RestResponse.Status.CREATED, answer)
        .header("ETag", tag(answer.value()))
        .build();
  }

  @GET
  @RolesAllowed({"marketer", "finance", "auditor"})
  @Operation(summary = "Lists rules with their versions, by id")
  public Cursor.Page<RewardRules.View> list(
      @QueryParam("after") @Nullable String after, @QueryParam("limit") @Nullable Integer limit) {
    return rules.list(after, Cursor.limit(limit));
  }

  @GET
  @Path("/{id}")
  @RolesAllowed({"marketer", "finance", "auditor"})
  @Operation(
      summary = "Reads a rule with its versions",
      description = "The ETag is what a change must send back.")
  public RestResponse<RewardRules.View> read(@PathParam("id") String id) {
    return answer(rules.read(id));
  }

  @PUT
  @Path("/{id}")
  @RolesAllowed("marketer")
  @Operation(
      summary = "Writes a new version of a rule",
      description =
          "The version in force stays so until the new one is activated; a draft that was not"
              + " activated is given up.")
  @APIResponse(responseCode = "200", description = "The rule with its new ETag")
  @APIResponse(responseCode = "412", description = "changed-meanwhile")
  @APIResponse(responseCode = "428", description = "if-match-required")
  public RestResponse<RewardRules.View> revise(
      @PathParam("id") String id,
      @HeaderParam("If-Match") @Nullable String match,
      @NotNull RuleDraft draft) {
    return answer(rules.revise(id, revision(match), caller.id(), draft));
  }

  @POST
  @Path("/{id}/simulate")
  @RolesAllowed("marketer")
  @Operation(
      summary = "Tries a version on past events: who would have got what, and what it would cost",
      description =
          "Uses the decisions of the live path; counting begins at zero at the start of the period."
              + " Nothing is given. A draft may be activated afterwards.")
  @RequestBody(
      content =
          @Content(
              examples =
                  @ExampleObject(
                      name = "a month",
                      value =
                          """
                          {"from": "2026-10-01T00:00:00Z", "to": "2026-11-01T00:00:00Z", "limit": 50000}
                          """)))
  public RuleSimulation.Report simulate(
      @PathParam("id") String id, @NotNull RuleSimulation.Period period) {
    return simulation.simulate(id, period);
  }

  @POST
  @Path("/{id}/activate")
  @RolesAllowed("marketer")
  @Operation(
      summary = "Brings the latest version into force",
      description = "It must have been simulated, and its budgets funded. The old version ends.")
  @APIResponse(responseCode = "200", description = "The rule with its new ETag")
  @APIResponse(
      responseCode = "409",
      description = "not-simulated, already-active, rule-retired, other-hash or budget-not-funded")
  @APIResponse(responseCode = "412", description = "changed-meanwhile")
  @APIResponse(responseCode = "428", description = "if-match-required")
  public RestResponse<RewardRules.View> activate(
      @PathParam("id") String id,
      @HeaderParam("If-Match") @Nullable String match,
      @NotNull Activation activation) {
    return answer(rules.activate(id, revision(match), activation.hash(), caller.id()));
  }

  @POST
  @Path("/{id}/retire")
  @RolesAllowed("marketer")
  @Operation(summary = "Ends a rule; what it gave stays given")
  @APIResponse(responseCode = "200", description = "The rule with its new ETag")
  @APIResponse(responseCode = "412", description = "changed-meanwhile")
  @APIResponse(responseCode = "428", description = "if-match-required")
  public RestResponse<RewardRules.View> retire(
      @PathParam("id") String id, @HeaderParam("If-Match") @Nullable String match) {
    return answer(rules.retire(id, revision(match)));
  }

  @GET
  @Path("/{id}/failures")
  @RolesAllowed({"marketer", "finance", "auditor"})
  @Operation(
      summary = "Events that the rule could not decide, newest first",
      description = "Nothing was paid for them.")
  public Cursor.Page<RuleFailures.Failure> failures(
      @PathParam("id") String id,
      @QueryParam("after") @Nullable String after,
      @QueryParam("limit") @Nullable Integer limit) {
    return failures.of(id, after, limit);
  }

  private static RestResponse<RewardRules.View> answer(RewardRules.View view) {
    return ResponseBuilder.ok(view).header("ETag", tag(view)).build();
  }

  private static String revision(@Nullable String match) {
    return EntityTag.required(match, "rule");
  }

  private static String tag(RewardRules.View view) {
    return '"' + view.revision() + '"';
  }
}
