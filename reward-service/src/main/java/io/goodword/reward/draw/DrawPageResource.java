package io.goodword.reward.draw;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/**
 * The public page of a draw, without login; all that needs JavaScript is the check in the browser.
 */
@Path("/draws/{id}")
@Produces("text/html;charset=UTF-8")
@PermitAll
class DrawPageResource {

  private static final String POLICY =
      "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self';"
          + " img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private final Draws draws;
  private final DrawPages pages;

  DrawPageResource(Draws draws, DrawPages pages) {
    this.draws = draws;
    this.pages = pages;
  }

  @GET
  @Operation(
      summary = "The public page of a draw",
      description =
          "Rules, prizes, odds, what was committed, the winners. With JavaScript it computes the draw again and shows each check.")
  @APIResponse(responseCode = "200", description = "The page")
  @APIResponse(responseCode = "404", description = "A page that says so")
  public Response page(
      @PathParam("id") String id,
      @QueryParam("lang") @Nullable String wish,
      @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) @Nullable String accepted) {
    return draws
        .find(id)
        .map(draw -> page(200, pages.page(draw, wish, accepted)))
        .orElseGet(() -> page(404, pages.unknown(wish, accepted)));
  }

  private static Response page(int status, String html) {
    return Response.status(status)
        .entity(html)
        .header("Content-Security-Policy", POLICY)
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .header("Referrer-Policy", "no-referrer")
        .build();
  }
}
