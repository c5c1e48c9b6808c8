package io.goodword.reward.adjustment;

import io.goodword.kit.caller.Caller;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;

/** What one person may move without a second one. */
@Path("/v1/adjustment-limits/{asset}")
class AdjustmentLimitResource {

  private final Limits limits;
  private final Caller caller;

  AdjustmentLimitResource(Limits limits, Caller caller) {
    this.limits = limits;
    this.caller = caller;
  }

  @PUT
  @RolesAllowed("finance")
  @Operation(
      summary = "Sets what each role may move of an asset in 24 hours without a second person",
      description =
          "Counted for the maker and for the customer. Whoever sets a limit may lower their own by it, never"
              + " raise it: for them the newest limit of somebody else stays in force.")
  @RequestBody(
      content =
          @Content(
              examples =
                  @ExampleObject(
                      name = "Support up to 200 a day",
                      value = "{\"support\": 200, \"marketer\": 500, \"finance\": 1000}")))
  public Limits.LimitSet set(@PathParam("asset") String asset, @NotNull Limits.Change change) {
    return limits.set(asset, change, caller.id());
  }

  @GET
  @RolesAllowed({"support", "marketer", "finance", "auditor"})
  @Operation(summary = "The limits of an asset, in minor units")
  public Limits.LimitSet limits(@PathParam("asset") String asset) {
    return limits.of(asset);
  }
}
