package io.goodword.reward.tier;

import io.goodword.kit.caller.Caller;
import io.goodword.reward.http.EntityTag;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/** Tier programmes, for those who write them. */
@Path("/v1/tier-programmes/{id}")
class TierProgrammeResource {

  private static final String EXAMPLE =
      """
      {"qualifying": {"asset": "STATUS"}, "window": "P12M", "zone": "Asia/Shanghai", "evaluationDay": 1,
       "downgrade": "one_down", "grace": "P30D",
       "levels": [
         {"code": "MEMBER", "threshold": 0, "names": {"zh-CN": "会员", "zh-TW": "會員", "en": "Member"}},
         {"code": "GOLD", "threshold": 1000, "names": {"zh-CN": "金卡", "zh-TW": "金卡", "en": "Gold"},
          "benefits": {"multiplierBasisPoints": 12500, "gifts": ["TEA-SET"], "activities": ["tasting-evening"]}}]}
      """;

  private final TierProgrammes programmes;
  private final Simulating simulating;
  private final Caller caller;

  TierProgrammeResource(TierProgrammes programmes, Simulating simulating, Caller caller) {
    this.programmes = programmes;
    this.simulating = simulating;
    this.caller = caller;
  }

  /** What counts: one of the two. */
  record Qualifies(@Nullable String asset, @Nullable String count) {}

  /**
   * A version of a programme.
   *
   * @param state draft or active
   */
  record Version(
      int version,
      String state,
      @Nullable Instant activatedAt,
      Qualifies qualifying,
      String window,
      String zone,
      List<Level> levels,
      String downgrade,
      String grace,
      int evaluationDay) {
    static @Nullable Version of(@Nullable StoredProgramme stored) {
      if (stored == null) {
        return null;
      }
      Programme rules = stored.rules();
      boolean counted =
          rules.unit().equals(Programme.REFERRALS) || rules.unit().equals(Programme.REVIEWS);
      return new Version(
          stored.version(),
          stored.activatedAt() == null ? "draft" : "active",
          stored.activatedAt(),
          new Qualifies(counted ? null : rules.unit(), counted ? rules.unit() : null),
          rules.window().text(),
          rules.zone(),
          rules.levels(),
          rules.downgrade().code(),
          rules.grace().text(),
          rules.evaluationDay());
    }
  }

  /** A programme: the version in force and the draft of the next. */
  record View(String id, @Nullable Version active, @Nullable Version draft) {}

  /**
   * How much a simulation shows.
   *
   * @param sample ids of members who would move, 0 to 100, absent for 20
   */
  record Wish(@Nullable Integer sample) {}

  @PUT
  @RolesAllowed("marketer")
  @Operation(
      summary = "Writes the draft of a tier programme",
      description =
          "A draft has no effect until it is activated. A draft of an active programme becomes its"
              + " next version and keeps the levels that members have.")
  @APIResponse(responseCode = "200", description = "The programme with its new ETag")
  @APIResponse(responseCode = "409", description = "levels-are-kept")
  @APIResponse(responseCode = "412", description = "changed-meanwhile")
  @APIResponse(responseCode = "422", description = "invalid-request or asset-is-spendable")
  @APIResponse(responseCode = "428", description = "if-match-required")
  @RequestBody(content = @Content(examples = @ExampleObject(name = "Two levels", value = EXAMPLE)))
  public RestResponse<View> write(
      @PathParam("id") String id,
      @Parameter(description = "ETag of the programme as it was read, none for a new one")
          @HeaderParam("If-Match")
          @Nullable String match,
      @NotNull ProgrammeDraft draft) {
    return answer(id, programmes.write(id, EntityTag.sent(match), draft, caller.id()));
  }

  @GET
  @RolesAllowed({"marketer", "support", "finance", "auditor"})
  @Operation(
      summary = "Reads a tier programme",
      description = "The ETag is what a change or an activation must send back.")
  public RestResponse<View> read(@PathParam("id") String id) {
    return answer(id, programmes.read(id));
  }

  @POST
  @Path("/activate")
  @RolesAllowed("marketer")
  @Operation(
      summary = "Puts the draft in force",
      description =
          "Levels rise at once under it and fall at the next evaluation, after the grace.")
  @APIResponse(responseCode = "200", description = "The programme; it has no draft any more")
  @APIResponse(responseCode = "409", description = "nothing-to-activate")
  @APIResponse(responseCode = "412", description = "changed-meanwhile")
  @APIResponse(responseCode = "428", description = "if-match-required")
  public RestResponse<View> activate(
      @PathParam("id") String id,
      @Parameter(description = "ETag of the programme as it was read") @HeaderParam("If-Match")
          @Nullable String match) {
    return answer(id, programmes.activate(id, EntityTag.sent(match), caller.id()));
  }

  @POST
  @Path("/simulate")
  @RolesAllowed("marketer")
  @Operation(
      summary = "Tells what the draft would do to the members",
      description =
          "How many would be in each level and who would move, by what counts now. Nothing changes."
              + " At most 100,000 members are counted.")
  @APIResponse(responseCode = "200", description = "Counts and a sample of ids")
  public Forecast simulate(@PathParam("id") String id, @Nullable Wish wish) {
    return simulating.forecast(id, wish == null ? null : wish.sample());
  }

  private static RestResponse<View> answer(String id, TierProgrammes.Versions versions) {
    return ResponseBuilder.ok(
            new View(id, Version.of(versions.active()), Version.of(versions.draft())))
        .header("ETag", '"' + versions.tag() + '"')
        .build();
  }
}
