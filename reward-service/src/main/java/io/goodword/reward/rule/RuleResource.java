package io.goodword.reward.rule;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** Promises of review programmes; those of campaigns arrive as events. */
@Path("/v1/rules")
class RuleResource {

  private final Rules rules;

  RuleResource(Rules rules) {
    this.rules = rules;
  }

  /** A stored promise. */
  record View(
      String id,
      String on,
      String programmeId,
      String beneficiary,
      String asset,
      long amount,
      java.time.Duration holdingPeriod) {
    static View of(Rule rule) {
      return new View(
          rule.ruleId(),
          rule.occasion(),
          rule.campaignId(),
          rule.beneficiary(),
          rule.asset(),
          rule.amount(),
          rule.holdingPeriod());
    }
  }

  @POST
  @RolesAllowed("marketer")
  @Operation(
      summary = "Promises a reward for a published review, the same for good and bad ones",
      description = "The same promise under the same id changes nothing; another one is refused.")
  @APIResponse(responseCode = "201", description = "Promised")
  @APIResponse(responseCode = "409", description = "The id has another promise")
  @RequestBody(
      content =
          @Content(
              examples =
                  @ExampleObject(
                      name = "50 points at once",
                      value =
                          """
                          {"id": "spring-reviews", "on": "review.published", "programmeId": "programme-1",
                           "beneficiary": "reviewer", "asset": "POINTS", "amount": 50, "holdingPeriod": "PT0S"}
                          """)))
  public RestResponse<View> promise(@NotNull Rules.Promise promise) {
    return ResponseBuilder.create(RestResponse.Status.CREATED, View.of(rules.promise(promise)))
        .build();
  }
}
