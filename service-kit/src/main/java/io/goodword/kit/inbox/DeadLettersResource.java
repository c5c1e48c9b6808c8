package io.goodword.kit.inbox;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Dead letters for operators. */
@Path("/v1/dead-letters")
@RolesAllowed("support")
class DeadLettersResource {

  private final DeadLetters deadLetters;

  DeadLettersResource(DeadLetters deadLetters) {
    this.deadLetters = deadLetters;
  }

  record Waiting(List<DeadLetters.DeadLetter> items) {}

  record Redriven(int records) {}

  @GET
  @Operation(summary = "Records that this service refused and that were not redriven yet")
  public Waiting waiting() {
    return new Waiting(deadLetters.waiting());
  }

  @POST
  @Path("/redrive")
  @Operation(summary = "Sends the refused records back to the topics they came from")
  public Redriven redrive() {
    return new Redriven(deadLetters.redrive());
  }
}
