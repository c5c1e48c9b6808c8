package io.goodword.reward.tax;

import io.goodword.kit.caller.Caller;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;

/** What assets are worth. */
@Path("/v1/assets/{code}/fair-value")
class FairValueResource {

  private final TaxRules rules;
  private final Caller caller;

  FairValueResource(TaxRules rules, Caller caller) {
    this.rules = rules;
    this.caller = caller;
  }

  record FairValues(List<FairValue> items) {}

  @PUT
  @RolesAllowed("finance")
  @Operation(
      summary = "Says what an asset is worth from a day on",
      description = "minor units of the currency for per minor units of the asset.")
  @RequestBody(
      content =
          @Content(
              examples =
                  @ExampleObject(
                      name = "100 points are worth one yuan",
                      value =
                          "{\"currency\": \"CNY\", \"minor\": 1, \"per\": 1, \"from\": \"2026-01-01\"}")))
  public FairValues worth(@PathParam("code") String code, @NotNull TaxRules.Worth worth) {
    return new FairValues(rules.worth(code, worth, caller.id()));
  }

  @GET
  @RolesAllowed({"finance", "auditor"})
  @Operation(summary = "What an asset was and is worth, every version")
  public FairValues values(@PathParam("code") String code) {
    return new FairValues(rules.values(code));
  }
}
