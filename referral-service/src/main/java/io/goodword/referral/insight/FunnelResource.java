package io.goodword.referral.insight;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The funnel of a campaign. */
@Path("/v1/campaigns/{id}/funnel")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Insight")
class FunnelResource {

  private static final String EXAMPLE =
      """
      {"campaignId":"0199f0a4-7c1e-7000-8000-3a5b6c7d8e9f","clicks":{"raw":40,"unique":32,"bot":3},
       "shares":{"total":12,"byChannel":{"wechat":9,"qr":3}},"links":5,"landings":30,"attributed":8,
       "registered":8,"paid":4,"revoked":1,
       "rates":{"clickToLanding":0.7500,"clickToRegistered":0.2500,"registeredToPaid":0.5000,
                "clickToPaid":0.1250,"paidToRevoked":0.2500},
       "byChannel":[{"channel":"wechat","shares":9,"clicks":{"raw":40,"unique":32,"bot":3},"landings":30,
                     "registered":8,"paid":4,"revoked":1,
                     "rates":{"clickToLanding":0.7500,"clickToRegistered":0.2500,"registeredToPaid":0.5000,
                              "clickToPaid":0.1250,"paidToRevoked":0.2500}}]}
      """;

  private final Funnels funnels;

  FunnelResource(Funnels funnels) {
    this.funnels = funnels;
  }

  @GET
  @RolesAllowed({"marketer", "sales", "finance", "auditor"})
  @Operation(
      operationId = "readFunnel",
      summary = "Reads how far recommendations of a campaign have led",
      description =
          "Share, click, registration, first paid order and refund, in all and by channel. Friends"
              + " who typed a code or coupon are in the channels code and coupon. Rates are"
              + " fractions with four decimals, null without a denominator.")
  @APIResponse(
      responseCode = "200",
      description = "The funnel as of now; clicks within a second",
      content =
          @Content(
              schema = @Schema(implementation = Funnel.class),
              examples = @ExampleObject(name = "a small campaign", value = EXAMPLE)))
  @APIResponse(responseCode = "404", description = "There is no such campaign")
  public Funnel read(@PathParam("id") String id) {
    return funnels.of(id);
  }
}
