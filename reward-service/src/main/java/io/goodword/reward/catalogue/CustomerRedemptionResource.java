package io.goodword.reward.catalogue;

import io.goodword.kit.caller.Caller;
import io.goodword.kit.paging.Cursor.Page;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** A customer's redemptions. */
@Path("/v1/customers/{id}/redemptions")
@RolesAllowed({"customer", "support", "finance"})
class CustomerRedemptionResource {

  private final Fulfilling fulfilling;
  private final Caller caller;

  CustomerRedemptionResource(Fulfilling fulfilling, Caller caller) {
    this.fulfilling = fulfilling;
    this.caller = caller;
  }

  @GET
  @Operation(summary = "The customer's redemptions and where each stands, newest first")
  public Page<RedemptionView> redemptions(
      @PathParam("id") String id,
      @QueryParam("after") @Nullable String after,
      @QueryParam("limit") @Nullable Integer limit) {
    caller.mustOwn(id, "customer");
    return fulfilling.list(id, null, after, limit);
  }
}
