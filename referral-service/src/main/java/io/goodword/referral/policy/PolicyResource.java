package io.goodword.referral.policy;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/policies")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Policies", description = "What each market's law allows")
class PolicyResource {

  private final Policies policies;

  PolicyResource(Policies policies) {
    this.policies = policies;
  }

  @GET
  @Path("/{market}")
  @RolesAllowed({"marketer", "moderator", "support", "sales", "finance", "auditor"})
  @Operation(
      summary = "Reads the policy pack of a market",
      description = "Markets without a pack of their own follow the strictest one, 'default'.")
  public PolicyPack read(@PathParam("market") String market) {
    return policies.of(market);
  }
}
