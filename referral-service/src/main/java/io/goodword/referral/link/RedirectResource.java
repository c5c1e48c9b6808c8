package io.goodword.referral.link;

import io.goodword.kit.source.Ids;
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
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The hot path: a known code is answered on the event loop, the click is written later. */
@Path("/r/{code}")
@PermitAll
@Tag(name = "Pages", description = "What friends open")
class RedirectResource {

  private final KnownLinks links;
  private final ClickBuffer clicks;
  private final Visitors visitors;
  private final Ids ids;
  private final LandingPages pages;

  RedirectResource(
      KnownLinks links, ClickBuffer clicks, Visitors visitors, Ids ids, LandingPages pages) {
    this.links = links;
    this.clicks = clicks;
    this.visitors = visitors;
    this.ids = ids;
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
    LinkRef link = found.get();
    Visit visit = Visit.of(request);
    String click = visit.speculative() ? null : record(link, via, visit);
    String landing = "/c/" + link.code() + (click == null ? "" : "?click=" + click);
    return Response.status(Response.Status.FOUND)
        .header("Location", landing)
        .header("Cache-Control", "no-store")
        .header("X-Robots-Tag", "noindex")
        .build();
  }

  /** The id of the click, nothing when there was no room for it. */
  private @Nullable String record(LinkRef link, @Nullable String via, Visit visit) {
    UUID id = ids.next();
    var click =
        new Opening.Click(
            id,
            link.linkId(),
            link.campaignId(),
            via == null ? Channel.OTHER : Channel.of(via).map(Channel::wire).orElse(Channel.OTHER),
            BotRules.match(visit.userAgent()).orElse(null),
            visitors.hash(visit.address(), visit.userAgent(), ClickIds.time(id)));
    return clicks.offer(click) ? id.toString() : null;
  }
}
