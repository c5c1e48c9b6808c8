package io.goodword.reward.draw;

import io.goodword.kit.caller.Caller;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** The second party of a draw. */
@Path("/v1/draws/{id}/witness")
@RolesAllowed("auditor")
class WitnessResource {

  private final Witnessing witnessing;
  private final Caller caller;

  WitnessResource(Witnessing witnessing, Caller caller) {
    this.witnessing = witnessing;
    this.caller = caller;
  }

  /**
   * What is committed.
   *
   * @param commitment SHA-256 of 32 secret bytes, 64 hexadecimal digits
   */
  record Commit(@Nullable String commitment) {}

  /**
   * What is opened.
   *
   * @param seed the 32 bytes, 64 hexadecimal digits
   */
  record Open(@Nullable String seed) {}

  @POST
  @Operation(
      summary = "Commits the seed of a witness before the draw closes",
      description = "It cannot be exchanged; the same commitment again changes nothing.")
  @APIResponse(responseCode = "409", description = "draw-closed, draw-cancelled or witness-taken")
  @RequestBody(
      content =
          @Content(
              examples =
                  @ExampleObject(
                      name = "A commitment",
                      value =
                          "{\"commitment\": \"66687aadf862bd776c8fc18b8e9f8e20089714856ee233b3902a591d0d5f2925\"}")))
  public Witnessing.Standing commit(@PathParam("id") UUID id, @NotNull Commit commit) {
    return witnessing.commit(id, commit.commitment(), caller.id());
  }

  @POST
  @Path("/seed")
  @Operation(
      summary = "Opens the seed of the witness when the tickets are fixed",
      description =
          "It is mixed with the seed of the service. After the deadline of the rules the seed of the service draws alone.")
  @APIResponse(responseCode = "409", description = "no-witness, draw-not-frozen or reveal-too-late")
  @APIResponse(responseCode = "422", description = "seed-does-not-match")
  @RequestBody(
      content =
          @Content(
              examples =
                  @ExampleObject(
                      name = "A seed",
                      value =
                          "{\"seed\": \"0000000000000000000000000000000000000000000000000000000000000000\"}")))
  public Witnessing.Standing open(@PathParam("id") UUID id, @NotNull Open open) {
    return witnessing.open(id, open.seed());
  }
}
