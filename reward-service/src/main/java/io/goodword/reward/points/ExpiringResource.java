package io.goodword.reward.points;

import io.goodword.kit.caller.Caller;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** What a customer will lose unless it is spent. */
@Path("/v1/customers/{id}/expiring")
@RolesAllowed({"customer", "support", "finance"})
class ExpiringResource {

  private final Lots lots;
  private final Caller caller;

  ExpiringResource(Lots lots, Caller caller) {
    this.lots = lots;
    this.caller = caller;
  }

  record Days(List<Lots.Day> items) {}

  @GET
  @Operation(summary = "What of an asset expires soon, day by day")
  @APIResponse(responseCode = "422", description = "within is no span of at most 366 days")
  public Days expiring(
      @PathParam("id") String id,
      @QueryParam("asset") @DefaultValue("POINTS") String asset,
      @Parameter(description = "How far to look ahead, ISO 8601")
          @QueryParam("within")
          @DefaultValue("P30D")
          String within) {
    caller.mustOwn(id, "customer");
    return new Days(lots.expiring(id, asset, within));
  }
}
