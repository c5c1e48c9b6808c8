package io.goodword.referral.link;

import io.goodword.kit.problem.Problem;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/links/{linkId}")
@PermitAll
@Tag(name = "Links")
class QrResource {

  private static final String A_DAY = "public, max-age=86400";

  private final Links links;
  private final String publicUrl;

  QrResource(Links links, @ConfigProperty(name = "goodword.public-url") String publicUrl) {
    this.links = links;
    this.publicUrl = publicUrl;
  }

  @GET
  @Path("/qr.png")
  @PermitAll
  @Produces("image/png")
  @Operation(summary = "The short link as QR code, for screens")
  public Response png(@PathParam("linkId") String linkId) {
    return Response.ok(code(linkId).png()).header("Cache-Control", A_DAY).build();
  }

  @GET
  @Path("/qr.svg")
  @PermitAll
  @Produces("image/svg+xml")
  @Operation(summary = "The short link as QR code, for print")
  public Response svg(@PathParam("linkId") String linkId) {
    return Response.ok(code(linkId).svg()).header("Cache-Control", A_DAY).build();
  }

  private QrCode code(String linkId) {
    LinkRef link = links.byId(linkId).orElseThrow(() -> Problem.notFound("link"));
    return QrCode.of(publicUrl + "/r/" + link.code());
  }
}
