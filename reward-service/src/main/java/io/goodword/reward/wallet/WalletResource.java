package io.goodword.reward.wallet;

import io.goodword.kit.page.PageLanguage;
import io.goodword.reward.wallet.Contents.Place;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.RestResponse.Status;
import org.jspecify.annotations.Nullable;

/** The wallet page that a signed link opens, without login and without JavaScript. */
@Path("/w/{token}")
@Produces("text/html;charset=UTF-8")
@PermitAll
class WalletResource {

  private static final String CONTENT_POLICY =
      "default-src 'none'; style-src 'self'; script-src 'self'; base-uri 'none';"
          + " form-action 'none'; frame-ancestors 'none'";

  private final Wallets wallets;
  private final WalletPages pages;

  WalletResource(Wallets wallets, WalletPages pages) {
    this.wallets = wallets;
    this.pages = pages;
  }

  @GET
  @Operation(
      summary = "The wallet page",
      description =
          "Balances, what expires soon, levels, coupons with their codes, gifts and the statement.")
  @APIResponse(responseCode = "200", description = "The page")
  @APIResponse(responseCode = "404", description = "A page that says that the link is not ours")
  @APIResponse(responseCode = "410", description = "A page that says that the link has expired")
  public RestResponse<String> open(
      @PathParam("token") String token,
      @Parameter(description = "zh-CN, zh-TW or en; default by the browser") @QueryParam("lang")
          @Nullable String lang,
      @Parameter(description = "Asset of the statement, default the first") @QueryParam("asset")
          @Nullable String asset,
      @Parameter(description = "Page of the statement, from the link to older movements")
          @QueryParam("before")
          @Nullable String before,
      @Parameter(description = "Page of coupons, from the link to older ones")
          @QueryParam("coupons")
          @Nullable String coupons,
      @HeaderParam("Accept-Language") @Nullable String languages) {
    PageLanguage language = PageLanguage.choose(lang, languages, PageLanguage.ZH_CN);
    return switch (wallets.open(token, new Place(asset, before, coupons))) {
      case Opening.Open(Contents contents) -> page(Status.OK, pages.wallet(contents, language));
      case Opening.Expired() -> page(Status.GONE, pages.closed("expired", language));
      case Opening.Unknown() -> page(Status.NOT_FOUND, pages.closed("unknown", language));
    };
  }

  private static RestResponse<String> page(Status status, String html) {
    return ResponseBuilder.create(status, html)
        .header("Content-Security-Policy", CONTENT_POLICY)
        .header("Cache-Control", "no-store")
        .header("Referrer-Policy", "no-referrer")
        .header("X-Robots-Tag", "noindex")
        .build();
  }
}
