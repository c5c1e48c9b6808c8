package io.goodword.reward.draw;

import io.goodword.kit.caller.Caller;
import io.goodword.kit.idempotency.Answer;
import io.goodword.kit.paging.Cursor.Page;
import io.goodword.reward.http.Answers;
import io.goodword.reward.http.EntityTag;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/** Lucky draws over HTTP. */
@Path("/v1/draws")
class DrawResource {

  private static final String EXAMPLE =
      """
      {"market": "CN",
       "texts": {
         "zh-CN": {"title": "冬日茶会抽奖", "conditions": "年满十八周岁的会员均可参加,每张奖券使用100积分。", "award": "奖品在抽奖结束后自动存入您的账户。",
                   "forfeit": "账户注销视为放弃。", "organiser": "示例茶业,电话 400-000-0000"},
         "zh-TW": {"title": "冬日茶會抽獎", "conditions": "年滿十八歲的會員均可參加,每張獎券使用100積分。", "award": "獎品在抽獎結束後自動存入您的帳戶。",
                   "forfeit": "帳戶註銷視為放棄。", "organiser": "示例茶業,電話 400-000-0000"},
         "en": {"title": "Winter tea draw", "conditions": "For members of age; a ticket costs 100 points.", "award": "Prizes are in your account when the draw has ended.",
                "forfeit": "Closing the account gives a prize up.", "organiser": "Example Tea, phone 400-000-0000"}},
       "prizes": [{"name": {"zh-CN": "5000积分", "zh-TW": "5000積分", "en": "5,000 points"}, "asset": "POINTS", "amount": 5000, "quantity": 3,
                   "fairValue": {"currency": "CNY", "amount": 5000}}],
       "tickets": {"asset": "POINTS", "price": 100, "maxPerPerson": 10},
       "opensAt": "2026-12-01T00:00:00Z", "closesAt": "2026-12-31T16:00:00Z"}
      """;

  private final Draws draws;
  private final Caller caller;

  DrawResource(Draws draws, Caller caller) {
    this.draws = draws;
    this.caller = caller;
  }

  /**
   * Why a draw is called off.
   *
   * @param reason 1 to 500 characters, shown to those who take part
   */
  record Reason(@Nullable String reason) {}

  @POST
  @RolesAllowed("marketer")
  @Operation(
      summary = "Announces a lucky draw",
      description =
          "Its prizes go into escrow at once, its seed is committed to, and its rules are published. Every broken rule is told at once.")
  @APIResponse(responseCode = "201", description = "Announced; Location and ETag are set")
  @APIResponse(
      responseCode = "422",
      description =
          "invalid-request, prize-above-cap, unknown-asset, budget-exhausted or insufficient-balance")
  @RequestBody(content = @Content(examples = @ExampleObject(name = "tea", value = EXAMPLE)))
  public RestResponse<DrawView> announce(
      @HeaderParam("Idempotency-Key") @Nullable String key, @NotNull DrawDraft draft) {
    Answer<DrawView> answer = draws.announce(caller.key("draw.announce", key), draft, caller.id());
    return answer(RestResponse.Status.CREATED, answer)
        .header("Location", "/v1/draws/" + answer.value().id())
        .build();
  }

  @PUT
  @Path("/{id}")
  @RolesAllowed("marketer")
  @Operation(
      summary = "Changes the rules of a draw",
      description =
          "Before the opening everything but who pays. Afterwards only in favour of those who take part: more of a prize, or further prizes at the end. Every version is published and stays in the evidence.")
  @APIResponse(responseCode = "200", description = "The draw with its new ETag")
  @APIResponse(responseCode = "409", description = "rules-frozen, violations name the fields")
  @APIResponse(responseCode = "412", description = "changed-meanwhile")
  @APIResponse(responseCode = "428", description = "if-match-required")
  public RestResponse<DrawView> revise(
      @PathParam("id") UUID id,
      @HeaderParam("If-Match") @Nullable String match,
      @NotNull DrawDraft draft) {
    return tagged(draws.revise(id, version(match), draft, caller.id()));
  }

  @POST
  @Path("/{id}/cancel")
  @RolesAllowed("marketer")
  @Operation(
      summary = "Calls a draw off before it closes",
      description =
          "What tickets cost goes back to those who bought them, the prizes to where they came from.")
  @APIResponse(responseCode = "200", description = "The draw, being cancelled")
  @APIResponse(responseCode = "409", description = "draw-closed or draw-cancelled")
  @RequestBody(
      content =
          @Content(
              examples =
                  @ExampleObject(
                      name = "A prize cannot be had",
                      value = "{\"reason\": \"The first prize can no longer be delivered.\"}")))
  public RestResponse<DrawView> cancel(
      @HeaderParam("Idempotency-Key") @Nullable String key,
      @PathParam("id") UUID id,
      @NotNull Reason reason) {
    return answer(
            RestResponse.Status.OK,
            draws.cancel(
                caller.key("draw.cancel", key),
                new Draws.Cancellation(id, reason.reason()),
                caller.id()))
        .build();
  }

  @GET
  @RolesAllowed({
    "customer",
    "marketer",
    "moderator",
    "support",
    "sales",
    "finance",
    "auditor",
    "system"
  })
  @Operation(summary = "Lists draws, newest first")
  public Page<Draws.Line> list(
      @QueryParam("after") @Nullable String after, @QueryParam("limit") @Nullable Integer limit) {
    return draws.list(after, limit);
  }

  @GET
  @Path("/{id}")
  @PermitAll
  @Operation(
      summary = "A draw: rules, odds so far, commitments and, when it is drawn, the winners",
      description = "Public; the ETag is what a change must send back.")
  @APIResponse(responseCode = "404", description = "No such draw")
  public RestResponse<DrawView> read(@PathParam("id") UUID id) {
    return tagged(draws.read(id));
  }

  @GET
  @Path("/{id}/proof")
  @PermitAll
  @Operation(
      summary = "The evidence of a draw",
      description =
          "Public and without names: everything that is needed to compute commitment, ticket hash and winners again. `node verify-draw.mjs proof.json` does so; the file is at /assets/verify-draw.mjs.")
  @APIResponse(responseCode = "404", description = "No such draw")
  public Evidence proof(@PathParam("id") UUID id) {
    return draws.evidence(id);
  }

  private static RestResponse<DrawView> tagged(DrawView draw) {
    return ResponseBuilder.ok(draw).header("ETag", tag(draw)).build();
  }

  private static ResponseBuilder<DrawView> answer(
      RestResponse.Status status, Answer<DrawView> answer) {
    return Answers.with(status, answer).header("ETag", tag(answer.value()));
  }

  private static String tag(DrawView draw) {
    return "\"" + draw.rulesVersion() + "\"";
  }

  private static int version(@Nullable String match) {
    String tag = EntityTag.required(match, "draw");
    try {
      return Integer.parseInt(tag);
    } catch (NumberFormatException notOurs) {
      return 0;
    }
  }
}
