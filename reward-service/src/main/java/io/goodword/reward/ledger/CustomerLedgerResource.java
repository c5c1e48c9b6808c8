package io.goodword.reward.ledger;

import io.goodword.kit.caller.Caller;
import io.goodword.kit.paging.Cursor.Page;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** A customer's balances and statement. */
@Path("/v1/customers/{id}")
@RolesAllowed({"customer", "support", "finance"})
class CustomerLedgerResource {

  private final Holdings holdings;
  private final Caller caller;

  CustomerLedgerResource(Holdings holdings, Caller caller) {
    this.holdings = holdings;
    this.caller = caller;
  }

  record Balances(List<Holdings.Balance> items) {}

  @GET
  @Path("/balances")
  @Operation(summary = "What the customer has, waits for and owes, for each asset")
  public Balances balances(@PathParam("id") String id) {
    caller.mustOwn(id, "customer");
    return new Balances(holdings.of(id));
  }

  @GET
  @Path("/statement")
  @Operation(summary = "Every movement of the customer's account, oldest first")
  public Page<Holdings.Line> statement(
      @PathParam("id") String id,
      @QueryParam("asset") @DefaultValue("POINTS") String asset,
      @QueryParam("after") @Nullable String after,
      @QueryParam("limit") @Nullable Integer limit) {
    caller.mustOwn(id, "customer");
    return holdings.statement(id, asset, after, limit);
  }
}
