package io.goodword.reward.points;

import io.goodword.kit.caller.Caller;
import io.goodword.reward.http.EntityTag;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/** Expiry policies of assets. */
@Path("/v1/assets/{code}/expiry")
class ExpiryPolicyResource {

  private final ExpiryPolicies policies;
  private final Caller caller;

  ExpiryPolicyResource(ExpiryPolicies policies, Caller caller) {
    this.policies = policies;
    this.caller = caller;
  }

  /**
   * A policy in force.
   *
   * @param validity how long an earning lives, ISO 8601; absent when nothing expires
   * @param zone IANA zone whose calendar counts
   * @param rounding day or none
   * @param grace how long value lives that is given back after it expired; absent for none
   * @param debt owe, floor or write-off: what becomes of value taken back after it was spent
   * @param switchedOnAt from when on earnings have lots
   * @param earnedNowExpiresAt when something earned at this moment would expire
   * @param version number of changes, from 1
   * @param history all versions with who made them, newest first
   */
  record View(
      String asset,
      @Nullable String validity,
      String zone,
      String rounding,
      @Nullable String grace,
      String debt,
      Instant switchedOnAt,
      @Nullable Instant earnedNowExpiresAt,
      int version,
      List<ExpiryPolicies.Version> history) {
    static View of(ExpiryPolicies.Policy policy) {
      ExpiryPolicies.Version current = policy.current();
      return new View(
          policy.asset(),
          current.validity(),
          current.zone(),
          current.rounding(),
          current.grace(),
          current.debt(),
          policy.switchedOnAt(),
          policy.earnedNowExpiresAt(),
          current.version(),
          policy.versions());
    }
  }

  @PUT
  @RolesAllowed("finance")
  @Operation(
      summary = "Sets how an asset expires",
      description =
          "It counts for what is earned from now on; lots that are there keep their dates. The first"
              + " policy makes each balance that is there a lot that lives one full validity.")
  @APIResponse(responseCode = "200", description = "The policy with its new ETag")
  @APIResponse(responseCode = "404", description = "There is no such asset")
  @APIResponse(responseCode = "412", description = "changed-meanwhile")
  @APIResponse(responseCode = "422", description = "invalid-request, the violations name the field")
  @APIResponse(responseCode = "428", description = "if-match-required, when there is a policy")
  @RequestBody(
      content =
          @Content(
              examples =
                  @ExampleObject(
                      name = "Points live a year, to the end of the day in Shanghai",
                      value =
                          """
                          {"validity": "P12M", "zone": "Asia/Shanghai", "rounding": "day",
                           "grace": "P14D", "debt": "owe"}
                          """)))
  public RestResponse<View> set(
      @PathParam("code") String code,
      @Parameter(description = "ETag of the policy as it was read, absent for the first")
          @HeaderParam("If-Match")
          @Nullable String match,
      @NotNull ExpiryPolicies.Draft draft) {
    return answer(policies.set(code, EntityTag.sent(match), draft, caller.id()));
  }

  @GET
  @RolesAllowed({"finance", "marketer", "support", "auditor"})
  @Operation(
      summary = "How an asset expires, and who said so when",
      description = "The ETag is what a change must send back.")
  @APIResponse(responseCode = "404", description = "The asset has no expiry policy")
  public RestResponse<View> read(@PathParam("code") String code) {
    return answer(policies.of(code));
  }

  private static RestResponse<View> answer(ExpiryPolicies.Policy policy) {
    return ResponseBuilder.ok(View.of(policy))
        .header("ETag", "\"" + policy.current().version() + "\"")
        .build();
  }
}
