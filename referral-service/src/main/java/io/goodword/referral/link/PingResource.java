package io.goodword.referral.link;

import io.smallrye.common.annotation.NonBlocking;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The least that this process can answer; what a redirect costs is measured against it. */
@Path("/ping")
@PermitAll
class PingResource {

  @GET
  @NonBlocking
  @PermitAll
  @Produces(MediaType.TEXT_PLAIN)
  @Operation(summary = "Answers pong", description = "For load balancers and benchmarks.")
  public String ping() {
    return "pong";
  }
}
