package io.goodword.referral.link;

import io.smallrye.common.annotation.NonBlocking;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Opens short links that {@link RedirectRoute} does not remember: looks up, or says unknown. */
@Path("/r/{code}")
@PermitAll
@Tag(name = "Pages", description = "What friends open")
class RedirectResource {

  /** Beside Location; a redirect is never kept, so that each opening is seen. */
  static final Map<String, String> HEADERS =
      Map.of("Cache-Control", "no-store", "X-Robots-Tag", "noindex");

  private final KnownLinks links;
  private final Redirects redirects;
  private final LandingPages pages;

  RedirectResource(KnownLinks links, Redirects redirects, LandingPages pages) {
    this.links = links;
    this.redirects = redirects;
    this.pages = pages;
  }

  @GET
  @NonBlocking
  @PermitAll
  @Operation(
      summary = "Opens a short link",
      description =
          "Leads to the landing page and counts the click. Prefetches are led on but not counted,"
              + " programs are counted apart.")
  @APIResponse(responseCode = "302", description = "Location is the landing page")
  @APIResponse(responseCode = "404", description = "A page that says so")
  public CompletionStage<Response> open(
      @Parameter(description = "Case, spaces and hyphens do not matter") @PathParam("code")
          String code,
      @Parameter(description = "Channel of the share, counted") @QueryParam("via")
          @Nullable String via,
      @Context HttpServerRequest request) {
    return links.find(code).thenApply(link -> answer(link, via, request));
  }

  @HEAD
  @NonBlocking
  @PermitAll
  @Operation(summary = "Looks at a short link without opening it", description = "Not a click.")
  public CompletionStage<Response> look(
      @PathParam("code") String code, @Context HttpServerRequest request) {
    return links.find(code).thenApply(link -> answer(link, null, request));
  }

  private Response answer(
      Optional<LinkRef> found, @Nullable String via, HttpServerRequest request) {
    if (found.isEmpty()) {
      return LandingResource.page(404, pages.unknown(null, request.getHeader("Accept-Language")));
    }
    Response.ResponseBuilder response =
        Response.status(Response.Status.FOUND)
            .header("Location", redirects.landing(found.get(), via, Visit.of(request)));
    HEADERS.forEach(response::header);
    return response.build();
  }
}
