package io.goodword.reward.tax;

import io.goodword.kit.caller.Caller;
import io.goodword.reward.export.Sheet;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.OutputStream;
import java.util.List;
import java.util.function.Consumer;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/** Rewards against tax thresholds. */
@Path("/v1")
class TaxResource {

  private final Taxes taxes;
  private final TaxRules rules;
  private final Caller caller;

  TaxResource(Taxes taxes, TaxRules rules, Caller caller) {
    this.taxes = taxes;
    this.rules = rules;
    this.caller = caller;
  }

  record Thresholds(List<Threshold> items) {}

  record FairValues(List<FairValue> items) {}

  @GET
  @Path("/exports/tax.csv")
  @RolesAllowed({"finance", "auditor"})
  @Operation(
      summary = "Rewards of a calendar year by recipient, against the thresholds of a market",
      description =
          "Lines of scope asset say what was received, lines of scope total compare it with a threshold. The last"
              + " line is END with the number of lines and the SHA-256 of all before it.")
  @APIResponse(responseCode = "200", description = "The file, CSV in UTF-8")
  @APIResponse(responseCode = "422", description = "The market has no threshold for that year")
  public RestResponse<StreamingOutput> report(
      @QueryParam("year") @Nullable Integer year,
      @QueryParam("market") @Nullable String market,
      @QueryParam("bom") boolean bom) {
    Consumer<OutputStream> content =
        taxes.report(year, market, bom ? Sheet.Format.CSV_WITH_MARK : Sheet.Format.CSV);
    StreamingOutput body = content::accept;
    return ResponseBuilder.ok(body)
        .header("Content-Type", "text/csv;charset=UTF-8;header=present")
        .header("Content-Disposition", "attachment; filename=\"tax.csv\"")
        .build();
  }

  @GET
  @Path("/tax-thresholds")
  @RolesAllowed({"finance", "auditor"})
  @Operation(
      summary = "Thresholds of all markets with their sources",
      description = "What comes with the software has verified = false: check it before you rely on it.")
  public Thresholds thresholds() {
    return new Thresholds(rules.thresholds());
  }

  @PUT
  @Path("/tax-thresholds/{market}")
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

  @PUT
  @Path("/assets/{code}/fair-value")
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
  @Path("/assets/{code}/fair-value")
  @RolesAllowed({"finance", "auditor"})
  @Operation(summary = "What an asset was and is worth, every version")
  public FairValues values(@PathParam("code") String code) {
    return new FairValues(rules.values(code));
  }
}
