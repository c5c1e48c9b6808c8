package io.goodword.reward.tax;

import io.goodword.reward.export.Sheet;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.OutputStream;
import java.util.function.Consumer;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/** Rewards against tax thresholds. */
@Path("/v1/exports/tax.csv")
class TaxReportResource {

  private final Taxes taxes;

  TaxReportResource(Taxes taxes) {
    this.taxes = taxes;
  }

  @GET
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
}
