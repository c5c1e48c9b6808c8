package io.goodword.referral.invitation;

import io.goodword.kit.problem.Problem;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/v1/invitations")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Invitations", description = "Sent by the service, where a market's law allows it")
class InvitationResource {

  private static final Set<String> CHANNELS = Set.of("email", "sms");
  private static final int LONGEST_ADDRESS = 254;

  private final Invitations invitations;

  InvitationResource(Invitations invitations) {
    this.invitations = invitations;
  }

  /** Whom to invite, and how. */
  @Schema(name = "InvitationRequest")
  record InvitationRequest(
      @Nullable String campaignId,
      @Schema(enumeration = {"email", "sms"}) @Nullable String channel,
      @Nullable String address) {}

  @POST
  @RolesAllowed("customer")
  @Operation(
      summary = "Asks the service to invite somebody",
      description = "Refused in every market of this release; nothing of the request is kept.")
  @APIResponse(responseCode = "403", description = "policy-forbids, with the reason and the law")
  public void invite(@Nullable InvitationRequest request) {
    if (request == null || request.campaignId() == null) {
      throw Problem.invalid("campaignId", "is required", null);
    }
    String channel = request.channel();
    if (channel == null || !CHANNELS.contains(channel)) {
      throw Problem.invalid("channel", "must be email or sms", channel);
    }
    String address = request.address();
    if (address == null || address.isBlank() || address.length() > LONGEST_ADDRESS) {
      throw Problem.invalid("address", "must have 1 to 254 characters", null);
    }
    throw invitations.refuse(request.campaignId(), channel);
  }
}
