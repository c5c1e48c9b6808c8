package io.goodword.proper.campaign;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.eclipse.microprofile.openapi.annotations.Operation;

@Path("/v1/campaigns")
@RolesAllowed("marketer")
class CampaignResource {

  private final Running running;

  CampaignResource(Running running) {
    this.running = running;
  }

  record View(long id, String title) {
    static View of(Campaign campaign) {
      return new View(campaign.id(), campaign.title());
    }
  }

  @GET
  @Path("/{id}")
  @Operation(summary = "One campaign")
  public View one(@PathParam("id") long id) {
    return View.of(running.campaign(id));
  }
}
