package io.goodword.reward.points;

import io.goodword.kit.caller.Caller;
import io.goodword.kit.paging.Cursor.Page;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** A customer's lots. */
@Path("/v1/customers/{id}/lots")
@RolesAllowed({"customer", "support", "finance"})
class LotResource {

  private final Lots lots;
  private final Caller caller;

  LotResource(Lots lots, Caller caller) {
    this.lots = lots;
    this.caller = caller;
  }

  @GET
  @Operation(
      summary = "Of what the customer's balance is made, in the order in which it is spent",
      description = "Oldest expiry first. An asset without an expiry policy has no lots.")
  public Page<Lots.Lot> lots(
      @PathParam("id") String id,
      @QueryParam("asset") @DefaultValue("POINTS") String asset,
      @Parameter(description = "Also the lots of which nothing is left")
          @QueryParam("spent")
          @DefaultValue("false")
          boolean spent,
      @Parameter(description = "'next' of the page before") @QueryParam("after")
          @Nullable String after,
      @Parameter(description = "1 to 200, 50 when absent") @QueryParam("limit")
          @Nullable Integer limit) {
    caller.mustOwn(id, "customer");
    return lots.of(id, asset, spent, after, limit);
  }
}
