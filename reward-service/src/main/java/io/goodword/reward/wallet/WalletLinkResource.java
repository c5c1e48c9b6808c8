package io.goodword.reward.wallet;

import io.goodword.kit.caller.Caller;
import io.goodword.reward.wallet.Wallets.Link;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/** Links to a customer's wallet page. */
@Path("/v1/customers/{id}/wallet-links")
@RolesAllowed({"customer", "support"})
class WalletLinkResource {

  private final Wallets wallets;
  private final Caller caller;

  WalletLinkResource(Wallets wallets, Caller caller) {
    this.wallets = wallets;
    this.caller = caller;
  }

  @POST
  @Operation(
      summary = "Makes a link that opens the customer's wallet page for some minutes",
      description =
          "Whoever has the link sees the page, so give it to nobody but the customer. Codes of"
              + " coupons are shown only by a link that the customer asked for. Nothing is stored:"
              + " each call makes another link.")
  @APIResponse(
      responseCode = "201",
      description = "The link and when it expires",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = Link.class)))
  @APIResponse(responseCode = "422", description = "lang or zone is unknown")
  public RestResponse<Link> link(
      @PathParam("id") String id,
      @Parameter(
              description = "Language of the page: zh-CN, zh-TW or en; default by the browser",
              example = "zh-TW")
          @QueryParam("lang")
          @Nullable String lang,
      @Parameter(description = "Time zone of dates", example = "Asia/Taipei") @QueryParam("zone")
          @Nullable String zone) {
    caller.mustOwn(id, "customer");
    boolean holder = caller.is("customer") && caller.id().equals(id);
    return ResponseBuilder.create(RestResponse.Status.CREATED, wallets.link(id, holder, lang, zone))
        .header("Cache-Control", "no-store")
        .build();
  }
}
