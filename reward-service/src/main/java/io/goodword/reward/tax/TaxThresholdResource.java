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

/** Thresholds of tax offices. */
@Path("/v1/tax-thresholds")
class TaxThresholdResource {

  private final TaxRules rules;
  private final Caller caller;

  TaxThresholdResource(TaxRules rules, Caller caller) {
    this.rules = rules;
    this.caller = caller;
  }

  record Thresholds(List<Threshold> items) {}

  @GET
  @RolesAllowed({"finance", "auditor"})
  @Operation(
      summary = "Thresholds of all markets with their sources",
      description =
          "What comes with the software has verified = false: check it before you rely on it.")
  public Thresholds thresholds() {
    return new Thresholds(rules.thresholds());
  }

  @PUT
  @Path("/{market}")
  @RolesAllowed("finance")
  @Operation(summary = "Sets a threshold of a market from a year on, as checked by the company")
  @RequestBody(
      content =
          @Content(
              examples =
                  @ExampleObject(
                      name = "More than 800 CNY in one event",
                      value =
                          """
                          {"basis": "event", "fromYear": 2026, "currency": "CNY", "amount": 80000, "inclusive": false,
                           "zone": "Asia/Shanghai", "policy": "notify", "source": "checked by the tax adviser"}
                          """)))
  public Thresholds set(@PathParam("market") String market, @NotNull TaxRules.Change change) {
    return new Thresholds(rules.set(market, change, caller.id()));
  }
}
