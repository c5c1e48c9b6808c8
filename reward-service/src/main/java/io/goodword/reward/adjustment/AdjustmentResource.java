package io.goodword.reward.adjustment;

import io.goodword.kit.caller.Caller;
import io.goodword.kit.idempotency.Answer;
import io.goodword.kit.paging.Cursor;
import io.goodword.kit.paging.Cursor.Page;
import io.goodword.kit.problem.Problem;
import io.goodword.reward.adjustment.Adjustment.State;
import io.goodword.reward.adjustment.Adjustments.Ruling;
import io.goodword.reward.adjustment.Verdict.Step;
import io.goodword.reward.http.Answers;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Values that people give and take by hand. */
@Path("/v1/adjustments")
class AdjustmentResource {

  private final Adjustments adjustments;
  private final Caller caller;

  AdjustmentResource(Adjustments adjustments, Caller caller) {
    this.adjustments = adjustments;
    this.caller = caller;
  }

  /**
   * A second person's word.
   *
   * @param hash hash of the adjustment as it was read
   * @param note why, at most 500 characters, no contact data
   */
  record Word(@Nullable String hash, @Nullable String note) {}

  /** A maker's word. */
  record Reconsidered(@Nullable String note) {}

  /**
   * An adjustment.
   *
   * @param amount signed minor units
   * @param state requested, posted, approved, rejected, expired or withdrawn
   * @param hash SHA-256 of the request; an approval carries it
   * @param expiresAt first instant at which it can no longer be decided
   * @param journalId journal that moved the value
   */
  record View(
      UUID id,
      String customerId,
      String asset,
      long amount,
      String reason,
      String note,
      @Nullable String cause,
      String source,
      @Nullable String campaignId,
      String onShortage,
      State state,
      String hash,
      String maker,
      String makerRole,
      Instant requestedAt,
      Instant expiresAt,
      @Nullable String checker,
      @Nullable Instant decidedAt,
      @Nullable UUID journalId) {
    static View of(Adjustment adjustment) {
      Payload payload = adjustment.payload();
      return new View(
          adjustment.id(),
          payload.customerId(),
          payload.asset(),
          payload.amount(),
          payload.reason(),
          payload.note(),
          payload.cause(),
          payload.source(),
          payload.campaignId(),
          payload.onShortage(),
          adjustment.state(),
          adjustment.hash(),
          adjustment.maker(),
          adjustment.makerRole(),
          adjustment.requestedAt(),
          adjustment.expiresAt(),
          adjustment.checker(),
          adjustment.decidedAt(),
          adjustment.journalId());
    }
  }

  /** An adjustment and its steps: who, when, what, and the hash that each had before them. */
  record Audited(View adjustment, List<AdjustmentBook.Decision> steps) {}

  @POST
  @RolesAllowed({"support", "finance", "marketer"})
  @Operation(
      summary = "Gives or takes value by hand, at once or with a second person",
      description =
          "Up to the limit of the asset and the maker's role, counted over 24 hours for the maker and for the"
              + " customer, it is posted at once. Above it, it waits for a second person of finance until"
              + " expiresAt.")
  @APIResponse(responseCode = "201", description = "Posted, or requested when it waits")
  @APIResponse(responseCode = "422", description = "It breaks a rule, or an account has less")
  @RequestBody(
      content =
          @Content(
              examples =
                  @ExampleObject(
                      name = "500 points for a complaint",
                      value =
                          """
                          {"customerId": "alice", "asset": "POINTS", "amount": 500, "reason": "complaint",
                           "note": "Parcel came two weeks late", "cause": "complaint-77",
                           "source": "budget", "campaignId": "campaign-1"}
                          """)))
  public RestResponse<View> request(
      @HeaderParam("Idempotency-Key") @Nullable String key, @NotNull Request request) {
    Role role = Role.first(caller::is).orElseThrow();
    return answer(
        adjustments.request(caller.key("adjustment.request", key), request, caller.id(), role),
        RestResponse.Status.CREATED);
  }

  @POST
  @Path("/{id}/approve")
  @RolesAllowed("finance")
  @Operation(
      summary = "A second person approves and posts it",
      description =
          "The hash is that of the adjustment as it was read; approval and posting commit together.")
  @APIResponse(responseCode = "200", description = "Approved and posted")
  @APIResponse(
      responseCode = "409",
      description = "already-decided, approval-expired, same-person or changed")
  @RequestBody(
      content =
          @Content(
              examples =
                  @ExampleObject(
                      name = "Approve what was read",
                      value =
                          "{\"hash\": \"6b86b273ff34fce19d6b804eff5a3f5747ada4eaa22f1d49c01e52ddb7875b4b\", \"note\": \"as agreed\"}")))
  public RestResponse<View> approve(
      @HeaderParam("Idempotency-Key") @Nullable String key,
      @PathParam("id") UUID id,
      @NotNull Word word) {
    return decide(key, new Ruling(id, Step.APPROVE, word.hash(), word.note()));
  }

  @POST
  @Path("/{id}/reject")
  @RolesAllowed("finance")
  @Operation(summary = "A second person refuses it; nothing is posted")
  @APIResponse(responseCode = "200", description = "Rejected")
  @APIResponse(
      responseCode = "409",
      description = "already-decided, approval-expired, same-person or changed")
  public RestResponse<View> reject(
      @HeaderParam("Idempotency-Key") @Nullable String key,
      @PathParam("id") UUID id,
      @NotNull Word word) {
    return decide(key, new Ruling(id, Step.REJECT, word.hash(), word.note()));
  }

  @POST
  @Path("/{id}/withdraw")
  @RolesAllowed({"support", "finance", "marketer"})
  @Operation(summary = "Its maker takes it back while it waits")
  @APIResponse(responseCode = "200", description = "Withdrawn")
  @APIResponse(
      responseCode = "409",
      description = "already-decided, approval-expired or not-the-maker")
  public RestResponse<View> withdraw(
      @HeaderParam("Idempotency-Key") @Nullable String key,
      @PathParam("id") UUID id,
      @Nullable Reconsidered reconsidered) {
    String note = reconsidered == null ? null : reconsidered.note();
    return decide(key, new Ruling(id, Step.WITHDRAW, null, note));
  }

  @GET
  @RolesAllowed({"support", "finance", "marketer", "auditor"})
  @Operation(summary = "Adjustments, newest first, in one state or all")
  public Page<View> adjustments(
      @QueryParam("state") @Nullable String state,
      @QueryParam("after") @Nullable String after,
      @QueryParam("limit") @Nullable Integer limit) {
    int size = Cursor.limit(limit);
    List<View> views =
        adjustments.page(state(state), cursor(after), size + 1).stream().map(View::of).toList();
    return Cursor.page(views, size, view -> view.id().toString());
  }

  @GET
  @Path("/{id}")
  @RolesAllowed({"support", "finance", "marketer", "auditor"})
  @Operation(summary = "An adjustment with its audit trail")
  @APIResponse(responseCode = "404", description = "There is no such adjustment")
  public Audited adjustment(@PathParam("id") UUID id) {
    Adjustments.Trail trail = adjustments.trail(id);
    return new Audited(View.of(trail.adjustment()), trail.steps());
  }

  private RestResponse<View> decide(@Nullable String key, Ruling ruling) {
    String operation = "adjustment." + ruling.step().next.code();
    return answer(
        adjustments.decide(caller.key(operation, key), ruling, caller.id()),
        RestResponse.Status.OK);
  }

  private static RestResponse<View> answer(Answer<Adjustment> answer, RestResponse.Status status) {
    return Answers.of(status, new Answer<>(View.of(answer.value()), answer.replayed()));
  }

  private static @Nullable State state(@Nullable String code) {
    if (code == null) {
      return null;
    }
    return Arrays.stream(State.values())
        .filter(state -> state.code().equals(code))
        .findFirst()
        .orElseThrow(
            () ->
                Problem.invalid(
                    "state",
                    "must be one of "
                        + Arrays.stream(State.values())
                            .map(State::code)
                            .collect(Collectors.joining(", ")),
                    code));
  }

  private static @Nullable UUID cursor(@Nullable String after) {
    String key = Cursor.decode(after);
    try {
      return key == null ? null : UUID.fromString(key);
    } catch (IllegalArgumentException e) {
      throw Problem.of(
          400, "malformed-cursor", "The cursor cannot be read", "Use 'next' of the page before.");
    }
  }
}
