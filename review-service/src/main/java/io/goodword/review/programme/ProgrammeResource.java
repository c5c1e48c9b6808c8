package io.goodword.review.programme;

import io.goodword.kit.caller.Caller;
import io.goodword.kit.idempotency.Answer;
import io.goodword.kit.paging.Cursor;
import io.goodword.kit.problem.Problem;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.jspecify.annotations.Nullable;

/** Review programmes for marketers. */
@Path("/v1/review-programmes")
class ProgrammeResource {

  private static final Duration LONGEST_DELAY = Duration.ofDays(60);
  private static final Duration LONGEST_VALIDITY = Duration.ofDays(180);
  private static final int LONGEST_NAME = 100;

  private final ReviewProgrammes programmes;
  private final Caller caller;

  ProgrammeResource(ReviewProgrammes programmes, Caller caller) {
    this.programmes = programmes;
    this.caller = caller;
  }

  /** What a marketer asks for; absent durations are P7D, P5D and P45D. */
  record NewProgramme(
      @Nullable String name,
      @Nullable String market,
      @Nullable Duration requestDelay,
      @Nullable Duration remindAfter,
      @Nullable Duration linkValidity,
      @Nullable Offer incentive) {

    public NewProgramme {
      if (name == null || name.isBlank() || name.length() > LONGEST_NAME) {
        throw new IllegalArgumentException("name must have 1 to 100 characters");
      }
      if (market == null || !market.matches("[A-Z]{2}")) {
        throw new IllegalArgumentException(
            "market is '" + market + "', it must be two capital letters such as CN");
      }
      requestDelay = requestDelay == null ? Duration.ofDays(7) : requestDelay;
      remindAfter = remindAfter == null ? Duration.ofDays(5) : remindAfter;
      linkValidity = linkValidity == null ? Duration.ofDays(45) : linkValidity;
      within("requestDelay", requestDelay, Duration.ZERO, LONGEST_DELAY);
      within("linkValidity", linkValidity, Duration.ofSeconds(1), LONGEST_VALIDITY);
      within("remindAfter", remindAfter, Duration.ofSeconds(1), linkValidity);
    }

    private static void within(String field, Duration value, Duration least, Duration most) {
      if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
        throw new IllegalArgumentException(
            field + " is " + value + ", it must be " + least + " to " + most);
      }
    }

    ProgrammeTerms terms(UUID id) {
      return new ProgrammeTerms(
          id,
          required(market),
          required(requestDelay),
          required(remindAfter),
          required(linkValidity),
          incentive);
    }

    @Override
    public String name() {
      return required(name);
    }

    private static <T> T required(@Nullable T value) {
      return java.util.Objects.requireNonNull(value, "checked by the constructor");
    }
  }

  record View(
      UUID id,
      String name,
      String market,
      String state,
      Duration requestDelay,
      Duration remindAfter,
      Duration linkValidity,
      @Nullable Offer incentive,
      Instant createdAt,
      @Nullable Instant endedAt) {

    static View of(Programme programme) {
      ProgrammeTerms terms = programme.terms();
      return new View(
          programme.id(),
          programme.name(),
          terms.market(),
          programme.state().name().toLowerCase(Locale.ROOT),
          terms.requestDelay(),
          terms.remindAfter(),
          terms.linkValidity(),
          terms.offer(),
          programme.createdAt(),
          programme.endedAt());
    }
  }

  @POST
  @RolesAllowed("marketer")
  @Operation(
      summary = "Start the review programme of a market",
      description = "One is active per market. The incentive is the same for any stars.")
  @RequestBody(
      content =
          @Content(
              mediaType = "application/json",
              examples =
                  @ExampleObject(
                      name = "a week after delivery",
                      value =
                          """
                          {"name": "Reviews CN", "market": "CN", "requestDelay": "P7D", "remindAfter": "P5D", "linkValidity": "P45D",
                           "incentive": {"asset": "POINTS", "amount": 20, "text": {"zh-CN": "写下评价可得 20 积分", "zh-TW": "寫下評價可得 20 點", "en": "20 points for a review"}}}\
                          """)))
  public Response start(
      @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey,
      @Nullable NewProgramme request) {
    if (request == null) {
      throw Problem.invalid("body", "is required", null);
    }
    Answer<View> answer =
        programmes.start(caller.key("review-programme.start", idempotencyKey), request);
    return Response.created(URI.create("/v1/review-programmes/" + answer.value().id()))
        .header("Idempotency-Replayed", answer.replayed() ? true : null)
        .entity(answer.value())
        .build();
  }

  @GET
  @RolesAllowed({"marketer", "moderator", "support", "sales", "finance", "auditor"})
  @Operation(summary = "Review programmes, newest first")
  public Cursor.Page<View> listed(
      @QueryParam("after") @Nullable String after, @QueryParam("limit") @Nullable Integer limit) {
    String key = Cursor.decode(after);
    return programmes.listed(key == null ? null : uuid(key), Cursor.limit(limit));
  }

  @GET
  @Path("/{id}")
  @RolesAllowed({"marketer", "moderator", "support", "sales", "finance", "auditor"})
  @Operation(summary = "One review programme")
  public View one(@PathParam("id") UUID id) {
    return programmes.one(id);
  }

  @POST
  @Path("/{id}/end")
  @RolesAllowed("marketer")
  @Operation(summary = "End a review programme; what it has promised stays promised")
  public View end(@PathParam("id") UUID id) {
    return programmes.end(id);
  }

  private static UUID uuid(String key) {
    try {
      return UUID.fromString(key);
    } catch (IllegalArgumentException e) {
      throw Problem.invalid("after", "must be the cursor of a page", key);
    }
  }
}
