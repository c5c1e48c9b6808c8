package io.goodword.reward.ledger;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Kinds of value. */
@Path("/v1/assets")
class AssetResource {

  private final Assets assets;

  AssetResource(Assets assets) {
    this.assets = assets;
  }

  /**
   * Definition of an asset.
   *
   * @param scale decimal digits of the minor unit, 0 to 8
   * @param kind points, coupon, cash, gift or chance
   * @param spendable whether customers may pay with it, absent for yes; no for what only measures
   *     them, such as the units of a tier programme
   */
  record Definition(@Nullable Integer scale, @Nullable String kind, @Nullable Boolean spendable) {}

  @PUT
  @Path("/{code}")
  @RolesAllowed("finance")
  @Operation(
      summary = "Defines an asset for life",
      description =
          "POINTS is there from the start. A coupon is an asset COUPON:<name> of scale 0.")
  public Assets.Asset define(@PathParam("code") String code, @NotNull Definition definition) {
    return assets.define(
        code, definition.kind(), definition.scale(), !Boolean.FALSE.equals(definition.spendable()));
  }
}
