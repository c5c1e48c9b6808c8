package io.goodword.referral.campaign;

import io.goodword.kit.caller.Caller;
import io.goodword.kit.idempotency.Answer;
import io.goodword.kit.paging.Cursor;
import io.goodword.kit.problem.Problem;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/v1/campaigns")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Campaigns", description = "What the company promises for a recommendation")
class CampaignResource {

  private static final String EXAMPLE =
      """
      {"name":"Spring 2027","market":"CN","startsAt":"2027-03-01T00:00:00Z","endsAt":"2027-06-01T00:00:00Z",
       "attribution":{"model":"last-touch","window":"P30D"},
       "terms":{"zh-CN":"每位新朋友限一次。","zh-TW":"每位新朋友限一次。","en":"Once for each new friend."},
       "landing":{"zh-CN":{"title":"朋友请您喝一杯","text":"注册即得一张咖啡券。","button":"领取咖啡券"},
                  "zh-TW":{"title":"朋友請您喝一杯","text":"註冊即得一張咖啡券。","button":"領取咖啡券"},
                  "en":{"title":"A friend treats you","text":"Register and get a coffee voucher.","button":"Get the voucher"}},
       "destination":"https://shop.example/welcome","destinationHosts":["shop.example"],"accent":"#c2410c",
       "rewards":[{"milestone":"registered","beneficiary":"friend","asset":"COUPON:COFFEE","amount":1,"holdingPeriod":"PT0S"},
                  {"milestone":"first-paid-order","beneficiary":"advocate","asset":"POINTS","amount":100,"holdingPeriod":"P14D"}]}
      """;

  private final Campaigns campaigns;
  private final Caller caller;

  CampaignResource(Campaigns campaigns, Caller caller) {
    this.campaigns = campaigns;
    this.caller = caller;
  }

  @POST
  @RolesAllowed("marketer")
  @Operation(
      summary = "Writes a campaign",
      description = "It is a draft until it is started. Every broken rule is told at once.")
  @APIResponse(responseCode = "201", description = "The draft; Location and ETag are set")
  @APIResponse(responseCode = "422", description = "invalid-request or reward-depth")
  public Response create(
      @Parameter(description = "8 to 100 characters, a new one for each intent")
          @HeaderParam("Idempotency-Key")
          @Nullable String key,
      @RequestBody(content = @Content(examples = @ExampleObject(name = "coffee", value = EXAMPLE)))
          @Nullable CampaignDraft draft) {
    Answer<CampaignView> answer =
        campaigns.create(caller.key("campaign.create", key), caller.id(), body(draft));
    var response =
        Response.created(URI.create("/v1/campaigns/" + answer.value().id()))
            .entity(answer.value())
            .header("ETag", tag(answer.value()));
    return (answer.replayed() ? response.header("Idempotency-Replayed", "true") : response).build();
  }

  @GET
  @Path("/{id}")
  @RolesAllowed({"marketer", "moderator", "support", "sales", "finance", "auditor", "system"})
  @Operation(
      summary = "Reads a campaign",
      description = "The ETag is what a change must send back.")
  public Response read(@PathParam("id") String id) {
    return answer(campaigns.read(id));
  }

  @GET
  @RolesAllowed({"marketer", "moderator", "support", "sales", "finance", "auditor", "system"})
  @Operation(summary = "Lists campaigns, newest first")
  public Cursor.Page<CampaignView> list(
      @Parameter(description = "'next' of the page before") @QueryParam("after")
          @Nullable String after,
      @Parameter(description = "1 to 200, 50 when absent") @QueryParam("limit")
          @Nullable Integer limit) {
    return campaigns.list(after, Cursor.limit(limit));
  }

  @PUT
  @Path("/{id}")
  @RolesAllowed("marketer")
  @Operation(
      summary = "Changes a campaign",
      description =
          "A draft may change in everything. After the start only in favour of customers: a later"
              + " end, higher amounts, shorter holding, more rewards; this makes a new version of"
              + " the terms. Texts may change together with such a change.")
  @APIResponse(responseCode = "200", description = "The campaign with its new ETag")
  @APIResponse(responseCode = "409", description = "terms-frozen, violations name the fields")
  @APIResponse(responseCode = "412", description = "changed-meanwhile")
  @APIResponse(responseCode = "428", description = "if-match-required")
  public Response revise(
      @PathParam("id") String id,
      @Parameter(description = "ETag of the campaign as it was read") @HeaderParam("If-Match")
          @Nullable String match,
      @Nullable CampaignDraft draft) {
    if (match == null || match.isBlank()) {
      throw Problem.of(
          428,
          "if-match-required",
          "An If-Match header is needed",
          "Send the ETag of the campaign as you have read it.");
    }
    String revision = match.strip().replace("W/", "").replace("\"", "");
    return answer(campaigns.revise(id, revision, caller.id(), body(draft)));
  }

  @POST
  @Path("/{id}/start")
  @Consumes(MediaType.WILDCARD)
  @RolesAllowed("marketer")
  @Operation(
      summary = "Starts a campaign, or goes on after a pause",
      description = "Its terms are frozen from now on. A second call changes nothing.")
  @APIResponse(responseCode = "409", description = "campaign-ended or campaign-over")
  public Response start(@PathParam("id") String id) {
    return answer(campaigns.start(id, caller.id()));
  }

  @POST
  @Path("/{id}/pause")
  @Consumes(MediaType.WILDCARD)
  @RolesAllowed("marketer")
  @Operation(
      summary = "Pauses a campaign",
      description =
          "Nothing new is attributed meanwhile. A campaign whose budget cannot pay a reward pauses by"
              + " itself, unless pauseWhenBudgetEnds is false; start it again after funding.")
  @APIResponse(responseCode = "409", description = "campaign-not-started or campaign-ended")
  public Response pause(@PathParam("id") String id) {
    return answer(campaigns.pause(id));
  }

  @POST
  @Path("/{id}/end")
  @Consumes(MediaType.WILDCARD)
  @RolesAllowed("marketer")
  @Operation(
      summary = "Ends a campaign for good",
      description = "Friends who are bound already still reach their milestones.")
  @APIResponse(responseCode = "409", description = "campaign-not-started")
  public Response end(@PathParam("id") String id) {
    return answer(campaigns.end(id));
  }

  private static CampaignDraft body(@Nullable CampaignDraft draft) {
    if (draft == null) {
      throw Problem.of(400, "malformed-request", "The request cannot be read", "A body is needed.");
    }
    return draft;
  }

  private static Response answer(CampaignView view) {
    return Response.ok(view).header("ETag", tag(view)).build();
  }

  private static String tag(CampaignView view) {
    return '"' + view.revision() + '"';
  }
}
