package io.goodword.referral.link;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.goodword.kit.caller.Caller;
import io.goodword.kit.page.PageLanguage;
import io.goodword.kit.problem.Problem;
import io.goodword.referral.policy.Policies;
import io.goodword.referral.policy.PolicyPack;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/v1/campaigns/{campaignId}/links")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Links", description = "One personal link for each advocate")
class LinkResource {

  private static final int LONGEST_ID = 200;

  private final Links links;
  private final Policies policies;
  private final Caller caller;
  private final ObjectMapper json;
  private final String publicUrl;

  LinkResource(
      Links links,
      Policies policies,
      Caller caller,
      ObjectMapper json,
      @ConfigProperty(name = "goodword.public-url") String publicUrl) {
    this.links = links;
    this.policies = policies;
    this.caller = caller;
    this.json = json;
    this.publicUrl = publicUrl;
  }

  /** For whom; a customer needs no body. */
  @Schema(name = "LinkRequest")
  record LinkRequest(
      @Schema(description = "Customer id, for systems only") @Nullable String advocateId) {}

  /** A link with everything that can be shared of it. */
  @Schema(name = "Link")
  record LinkView(
      String linkId,
      String campaignId,
      @Schema(description = "Eight characters, no 0/O, 1/I/L", examples = "K7MQ2XWD") String code,
      String couponCode,
      String shortUrl,
      String qrPng,
      String qrSvg,
      @Schema(description = "What must be said beside the link") String disclosure) {}

  @POST
  @Consumes(MediaType.WILDCARD)
  @RolesAllowed({"customer", "system"})
  @Operation(
      summary = "Gives the advocate's link of a campaign",
      description = "Made at the first call; every call gives the same.")
  @APIResponse(responseCode = "201", description = "Made now")
  @APIResponse(responseCode = "200", description = "Made before")
  @APIResponse(responseCode = "409", description = "campaign-not-running")
  public Response give(
      @PathParam("campaignId") String campaignId,
      @HeaderParam("Accept-Language") @Nullable String acceptLanguage,
      @RequestBody(
              content =
                  @Content(
                      mediaType = MediaType.APPLICATION_JSON,
                      schema = @Schema(implementation = LinkRequest.class)))
          byte @Nullable [] body)
      throws IOException {
    Links.Given given = links.give(campaignId, advocate(body));
    LinkRef ref = given.link().ref();
    PolicyPack pack = policies.of(given.campaign().market());
    PageLanguage language = PageLanguage.choose(null, acceptLanguage, pack.defaultLanguage());
    String own = publicUrl + "/v1/links/" + ref.linkId();
    var view =
        new LinkView(
            ref.linkId(),
            ref.campaignId(),
            ref.code(),
            given.link().couponCode(),
            publicUrl + "/r/" + ref.code(),
            own + "/qr.png",
            own + "/qr.svg",
            pack.disclosure(language).share());
    return Response.status(given.created() ? 201 : 200).entity(view).build();
  }

  /** Read by hand: a call without a body says anything about its type, or nothing. */
  private String advocate(byte @Nullable [] body) throws IOException {
    @Nullable LinkRequest request =
        body == null || body.length == 0
            ? new LinkRequest(null)
            : json.readValue(body, LinkRequest.class);
    if (request == null) {
      throw Problem.of(
          400, "malformed-request", "The request cannot be read", "The body must be an object.");
    }
    String named = request.advocateId();
    if (caller.is("system")) {
      if (named == null || named.isBlank() || named.length() > LONGEST_ID) {
        throw Problem.invalid("advocateId", "must have 1 to 200 characters", named);
      }
      return named;
    }
    if (named != null) {
      caller.mustOwn(named, "link");
    }
    return caller.id();
  }
}
