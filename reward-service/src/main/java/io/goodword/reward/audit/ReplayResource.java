package io.goodword.reward.audit;

import io.goodword.kit.caller.Caller;
import io.goodword.kit.idempotency.Answer;
import io.goodword.reward.http.Answers;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Events once more, for whoever lost some. */
@Path("/v1/events/replay")
class ReplayResource {

  private final Replaying replaying;
  private final Caller caller;

  ReplayResource(Replaying replaying, Caller caller) {
    this.replaying = replaying;
    this.caller = caller;
  }

  @POST
  @RolesAllowed({"support", "finance"})
  @Operation(
      summary = "Publishes reward events of a time range once more",
      description =
          "Each event keeps its id and number and carries the header 'replay: true', so that a"
              + " consumer that remembers ids passes over what it has seen. At most 10,000 in one go;"
              + " send 'next' as 'after' for the rest. Reaches as far back as goodword.outbox.keep.")
  @APIResponse(responseCode = "200", description = "How many events go out, or would")
  @APIResponse(responseCode = "422", description = "The range is missing or turned round")
  @RequestBody(
      content =
          @Content(
              examples =
                  @ExampleObject(
                      name = "Count the postings of one hour",
                      value =
                          """
                          {"from": "2026-11-24T08:00:00Z", "to": "2026-11-24T09:00:00Z",
                           "types": ["io.goodword.reward.entry.posted.v1"], "dryRun": true}
                          """)))
  public RestResponse<Replaying.Replay> replay(
      @HeaderParam("Idempotency-Key") @Nullable String key,
      @NotNull Replaying.Selection selection) {
    Answer<Replaying.Replay> answer =
        replaying.replay(caller.key("events.replay", key), selection, caller.id());
    return Answers.of(RestResponse.Status.OK, answer);
  }
}
