package io.goodword.referral.link;

import io.goodword.kit.problem.Problem;
import io.goodword.referral.campaign.Contrast;
import io.smallrye.common.annotation.Blocking;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/c")
@Tag(name = "Pages", description = "What friends open")
class LandingResource {

  private static final String CONTENT_POLICY =
      "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self';"
          + " base-uri 'none'; frame-ancestors 'none'";
  private static final Duration LONGEST_WINDOW = Duration.ofDays(365);

  private final Links links;
  private final LandingPages pages;
  private final ClickBuffer openings;
  private final Clock clock;

  LandingResource(Links links, LandingPages pages, ClickBuffer openings, Clock clock) {
    this.links = links;
    this.pages = pages;
    this.openings = openings;
    this.clock = clock;
  }

  @GET
  @Path("/{code}")
  @Blocking
  @PermitAll
  @Produces(MediaType.TEXT_HTML)
  @Operation(
      summary = "The landing page of a link",
      description =
          "Says who invites, what both sides get and that the advocate is rewarded. Its button"
              + " leads to the campaign's destination with a signed token 'gw'.")
  @APIResponse(responseCode = "200", description = "The page")
  @APIResponse(responseCode = "404", description = "A page that says so")
  public Response open(
      @PathParam("code") String code,
      @Parameter(description = "Id of the click, from the short link") @QueryParam("click")
          @Nullable String click,
      @Parameter(description = "zh-CN, zh-TW or en") @QueryParam("lang") @Nullable String lang,
      @Context HttpServerRequest request) {
    String accept = request.getHeader("Accept-Language");
    Optional<LinkRef> link = links.byCode(code);
    Optional<String> page =
        link.flatMap(ref -> pages.landing(ref, new LandingPages.Reader(click, lang, accept)));
    if (link.isEmpty() || page.isEmpty()) {
      return page(404, pages.unknown(lang, accept));
    }
    count(link.get(), click, Visit.of(request));
    return page(200, page.get());
  }

  @GET
  @Path("/accent/{colour}.css")
  @PermitAll
  @Produces("text/css")
  @Operation(
      summary = "The style sheet with a campaign's colour",
      description = "Only colours that pass AA against white; pages carry no inline style.")
  public Response accent(@PathParam("colour") String colour) {
    String accent = "#" + colour;
    if (!Contrast.isColour(accent) || Contrast.withWhite(accent) < Contrast.ENOUGH) {
      throw Problem.notFound("colour");
    }
    String sheet =
        ".button{background:%1$s;color:#fff}@media(prefers-color-scheme:light){:root{--accent:%1$s}}"
            .formatted(accent);
    return Response.ok(sheet)
        .header("Cache-Control", "public, max-age=31536000, immutable")
        .build();
  }

  /** A hosted page with the headers that every one of ours has. */
  static Response page(int status, String html) {
    return Response.status(status)
        .type("text/html;charset=UTF-8")
        .entity(html)
        .header("Cache-Control", "no-store")
        .header("Content-Security-Policy", CONTENT_POLICY)
        .header("Referrer-Policy", "no-referrer")
        .header("X-Robots-Tag", "noindex")
        .build();
  }

  private void count(LinkRef link, @Nullable String click, Visit visit) {
    if (!visit.speculative() && BotRules.match(visit.userAgent()).isEmpty()) {
      UUID id = pages.click(click, LONGEST_WINDOW).orElse(null);
      openings.offer(new Opening.Landing(id, link.linkId(), link.campaignId(), clock.instant()));
    }
  }
}
