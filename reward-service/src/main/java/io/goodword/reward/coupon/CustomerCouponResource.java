package io.goodword.reward.coupon;

import io.goodword.kit.caller.Caller;
import io.goodword.kit.paging.Cursor.Page;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/** A customer's coupons. */
@Path("/v1/customers/{id}/coupons")
@RolesAllowed({"customer", "support", "finance"})
class CustomerCouponResource {

  private final CustomerCoupons coupons;
  private final Caller caller;

  CustomerCouponResource(CustomerCoupons coupons, Caller caller) {
    this.coupons = coupons;
    this.caller = caller;
  }

  @GET
  @Operation(
      summary = "The customer's coupons, their terms and where each stands, newest first",
      description = "The code is shown to the customer alone, others see its last four characters.")
  public RestResponse<Page<CustomerCoupons.Held>> coupons(
      @PathParam("id") String id,
      @QueryParam("after") @Nullable String after,
      @QueryParam("limit") @Nullable Integer limit) {
    caller.mustOwn(id, "customer");
    boolean holder = caller.is("customer") && caller.id().equals(id);
    return ResponseBuilder.ok(coupons.of(id, holder, after, limit))
        .header("Cache-Control", "no-store")
        .build();
  }
}
