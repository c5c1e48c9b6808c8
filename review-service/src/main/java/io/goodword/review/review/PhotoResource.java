package io.goodword.review.review;

import io.goodword.kit.problem.Problem;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Photos of reviews. */
@Path("/photos/{id: [0-9a-f-]{36}}.jpg")
@PermitAll
class PhotoResource {

  private final Photos photos;
  private final PhotoLinks links;

  PhotoResource(Photos photos, PhotoLinks links) {
    this.photos = photos;
    this.links = links;
  }

  @GET
  @Operation(summary = "A photo of a published review; of another one only with the token 't'")
  public Response photo(@PathParam("id") UUID id, @QueryParam("t") @Nullable String token) {
    Photos.Content content = photos.content(id).orElseThrow(() -> Problem.notFound("photo"));
    boolean published = content.state() == ReviewState.PUBLISHED;
    if (!published && !links.opens(token, id)) {
      throw Problem.notFound("photo");
    }
    return Response.ok(content.jpeg(), "image/jpeg")
        .header(HttpHeaders.CACHE_CONTROL, published ? "public, max-age=86400" : "no-store")
        .header("Content-Security-Policy", "default-src 'none'; base-uri 'none'")
        .header(HttpHeaders.CONTENT_DISPOSITION, "inline; filename=\"photo.jpg\"")
        .build();
  }
}
