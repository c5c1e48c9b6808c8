package io.goodword.review.moderation;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The closed list of reasons, for the screens of moderators. */
@Path("/v1/moderation/reasons")
@RolesAllowed({"moderator", "support", "auditor"})
class ReasonResource {

  record Item(String code, boolean mendable) {}

  record Listed(List<Item> items) {}

  @GET
  @Operation(summary = "Reasons for which a review may be held or rejected; the list is closed")
  public Listed reasons() {
    return new Listed(
        Arrays.stream(Reason.values())
            .map(reason -> new Item(reason.code(), reason.mendable()))
            .toList());
  }
}
