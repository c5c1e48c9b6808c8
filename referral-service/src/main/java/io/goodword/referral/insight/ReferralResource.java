package io.goodword.referral.insight;

import io.goodword.kit.caller.Caller;
import io.goodword.kit.paging.Cursor;
import io.goodword.kit.problem.Problem;
import io.goodword.referral.attribution.ReferralFilter;
import io.goodword.referral.insight.ReferralViews.Detail;
import io.goodword.referral.insight.ReferralViews.Summary;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Who recommended whom, for staff with the reasons, for an advocate their own. */
@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Referrals")
class ReferralResource {

  private static final String EXAMPLE =
      """
      {"referralId":"0199f0a4-7c1e-7000-8000-3a5b6c7d8e9f","campaignId":"0199f0a4-0000-7000-8000-000000000001",
       "linkId":"0199f0a4-0000-7000-8000-000000000002","advocateId":"alice","friendId":"bob","via":"token",
       "channel":"wechat","state":"paid","attributedAt":"2026-11-22T08:00:00Z",
       "milestones":[{"milestone":"registered","reachedAt":"2026-11-22T08:00:00Z"}],
       "score":0,"needsReview":false,"model":"last-touch","termsVersion":1,
       "decision":[{"rule":"claim","verdict":"pass","evidence":"the token names link 0199f0a4-0000-7000-8000-000000000002"}],
       "touchpoints":[{"via":"token","linkId":"0199f0a4-0000-7000-8000-000000000002",
                       "campaignId":"0199f0a4-0000-7000-8000-000000000001","advocateId":"alice",
                       "touchedAt":"2026-11-22T07:50:00Z"}]}
      """;
  private static final List<String> STAFF =
      List.of("marketer", "moderator", "support", "sales", "finance", "auditor", "system");

  private final ReferralReading referrals;
  private final Caller caller;

  ReferralResource(ReferralReading referrals, Caller caller) {
    this.referrals = referrals;
    this.caller = caller;
  }

  @GET
  @Path("/referrals")
  @RolesAllowed({
    "marketer",
    "moderator",
    "support",
    "sales",
    "finance",
    "auditor",
    "system",
    "customer"
  })
  @Operation(
      operationId = "listReferrals",
      summary = "Lists referrals, newest first",
      description =
          "A customer gets those in which they are the advocate, without the friend's id, and may"
              + " not ask by friend.")
  public Cursor.Page<Summary> list(
      @QueryParam("campaignId") @Nullable String campaignId,
      @QueryParam("advocateId") @Nullable String advocateId,
      @QueryParam("friendId") @Nullable String friendId,
      @Parameter(description = "'next' of the page before") @QueryParam("after")
          @Nullable String after,
      @Parameter(description = "1 to 200, 50 when absent") @QueryParam("limit")
          @Nullable Integer limit) {
    if (isStaff()) {
      return referrals.list(
          new ReferralFilter(campaignId, advocateId, friendId), after, Cursor.limit(limit), true);
    }
    if (friendId != null) {
      throw Problem.of(403, "forbidden", "Not allowed", "Only staff may ask by friend.");
    }
    if (advocateId != null) {
      caller.mustOwn(advocateId, "customer");
    }
    return referrals.list(
        new ReferralFilter(campaignId, caller.id(), null), after, Cursor.limit(limit), false);
  }

  @GET
  @Path("/referrals/{id}")
  @RolesAllowed({
    "marketer",
    "moderator",
    "support",
    "sales",
    "finance",
    "auditor",
    "system",
    "customer"
  })
  @Operation(
      operationId = "readReferral",
      summary = "Reads a referral with the explanation of the decision",
      description =
          "Staff see which rule saw which evidence, and all touchpoints of the friend. The advocate"
              + " sees how far the friend has come.")
  @APIResponse(
      responseCode = "200",
      description = "The referral",
      content =
          @Content(
              schema = @Schema(implementation = Detail.class),
              examples = @ExampleObject(name = "as staff see it", value = EXAMPLE)))
  @APIResponse(responseCode = "404", description = "There is none, or it is somebody else's")
  public Detail read(@PathParam("id") String id) {
    return referrals.read(id, isStaff() ? null : caller.id());
  }

  @GET
  @Path("/advocates/{id}/referrals")
  @RolesAllowed({"customer", "support", "marketer", "auditor"})
  @Operation(
      operationId = "listReferralsOfAdvocate",
      summary = "Lists the friends of an advocate and how far each has come, newest first",
      description = "Friends stay unnamed. A customer may ask only for themselves.")
  public Cursor.Page<Summary> ofAdvocate(
      @PathParam("id") String id,
      @Parameter(description = "'next' of the page before") @QueryParam("after")
          @Nullable String after,
      @Parameter(description = "1 to 200, 50 when absent") @QueryParam("limit")
          @Nullable Integer limit) {
    caller.mustOwn(id, "customer");
    return referrals.list(new ReferralFilter(null, id, null), after, Cursor.limit(limit), false);
  }

  private boolean isStaff() {
    return STAFF.stream().anyMatch(caller::is);
  }
}
