package io.goodword.review.review;

import io.goodword.kit.caller.Caller;
import io.goodword.kit.page.PageLanguage;
import io.goodword.kit.paging.Cursor;
import io.goodword.kit.problem.Problem;
import io.goodword.review.moderation.Reason;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.jspecify.annotations.Nullable;

/** Reviews for everybody, decisions for moderators. */
@Path("/v1")
class ReviewResource {

  private static final int LONGEST_NOTE = 1_000;

  private final ReviewDesk desk;
  private final PhotoLinks links;
  private final ReviewSettings settings;
  private final Caller caller;

  ReviewResource(ReviewDesk desk, PhotoLinks links, ReviewSettings settings, Caller caller) {
    this.desk = desk;
    this.links = links;
    this.settings = settings;
    this.caller = caller;
  }

  /**
   * What a moderator decides.
   *
   * @param action publish or reject
   * @param code of the closed list; needed to reject
   * @param note for colleagues, at most 1,000 characters
   */
  record Decision(@Nullable String action, @Nullable String code, @Nullable String note) {}

  @GET
  @Path("/reviews")
  @PermitAll
  @Operation(
      summary = "Reviews, newest first",
      description =
          "Everybody sees the published ones, whatever their stars; moderators choose a state.")
  public Cursor.Page<ReviewView> listed(
      @QueryParam("productId") @Nullable String productId,
      @QueryParam("state") @Nullable String state,
      @QueryParam("after") @Nullable String after,
      @QueryParam("limit") @Nullable Integer limit,
      @HeaderParam("Accept-Language") @Nullable String acceptLanguage) {
    ReviewState wanted = state == null ? ReviewState.PUBLISHED : ReviewState.of(state);
    boolean moderator = wanted != ReviewState.PUBLISHED && caller.is("moderator");
    if (wanted != ReviewState.PUBLISHED && !moderator) {
      throw Problem.of(
          403, "forbidden", "Not allowed", "Only moderators list reviews that are not published.");
    }
    return views(
        desk.listed(productId, wanted, key(after), Cursor.limit(limit)), acceptLanguage, moderator);
  }

  @GET
  @Path("/reviews/{id}")
  @PermitAll
  @Operation(summary = "A review; one that is not published only for its author and moderators")
  public ReviewView one(
      @PathParam("id") UUID id, @HeaderParam("Accept-Language") @Nullable String acceptLanguage) {
    ReviewDesk.Shown shown = desk.one(id);
    boolean confidential =
        caller.is("moderator")
            || (caller.is("customer") && caller.id().equals(shown.review().authorId()));
    if (shown.review().state() != ReviewState.PUBLISHED && !confidential) {
      throw Problem.notFound("review");
    }
    return view(shown, language(acceptLanguage), confidential);
  }

  @GET
  @Path("/moderation/queue")
  @RolesAllowed("moderator")
  @Operation(summary = "Held reviews with their reasons, the longest waiting first")
  public Cursor.Page<ReviewView> queue(
      @QueryParam("after") @Nullable String after,
      @QueryParam("limit") @Nullable Integer limit,
      @HeaderParam("Accept-Language") @Nullable String acceptLanguage) {
    return views(desk.queue(key(after), Cursor.limit(limit)), acceptLanguage, true);
  }

  @POST
  @Path("/reviews/{id}/decision")
  @RolesAllowed("moderator")
  @Operation(
      summary = "Publish or reject a held review",
      description =
          "To reject needs a code of the closed list; that a review is negative is not on it.")
  @RequestBody(
      content =
          @Content(
              mediaType = "application/json",
              examples = {
                @ExampleObject(name = "publish", value = "{\"action\": \"publish\"}"),
                @ExampleObject(
                    name = "reject",
                    value =
                        "{\"action\": \"reject\", \"code\": \"contact-details\", \"note\": \"asks"
                            + " readers to add a WeChat id\"}")
              }))
  public ReviewView decide(
      @PathParam("id") UUID id,
      @Nullable Decision decision,
      @HeaderParam("Accept-Language") @Nullable String acceptLanguage) {
    if (decision == null) {
      throw Problem.invalid("body", "is required", null);
    }
    String note = decision.note();
    if (note != null && note.length() > LONGEST_NOTE) {
      throw Problem.invalid("note", "must have at most 1,000 characters", note);
    }
    String action = decision.action() == null ? "" : decision.action();
    ReviewDesk.Shown decided =
        switch (action) {
          case "publish" -> desk.publish(id, caller.id(), note);
          case "reject" -> desk.reject(id, caller.id(), reason(decision.code()), note);
          default -> throw Problem.invalid("action", "must be publish or reject", action);
        };
    return view(decided, language(acceptLanguage), true);
  }

  private Cursor.Page<ReviewView> views(
      Cursor.Page<ReviewDesk.Shown> page, @Nullable String acceptLanguage, boolean confidential) {
    PageLanguage language = language(acceptLanguage);
    List<ReviewView> items =
        page.items().stream().map(shown -> view(shown, language, confidential)).toList();
    return new Cursor.Page<>(items, page.next());
  }

  private ReviewView view(ReviewDesk.Shown shown, PageLanguage language, boolean confidential) {
    boolean published = shown.review().state() == ReviewState.PUBLISHED;
    return ReviewView.of(
        shown,
        language,
        published ? links::open : links::confidential,
        confidential ? ReviewView.Confidential.of(shown.review(), settings.releaseAfter()) : null);
  }

  private static Reason reason(@Nullable String code) {
    return Reason.of(code == null ? "" : code)
        .orElseThrow(
            () ->
                Problem.invalid(
                    "code", "must be a code of GET /v1/moderation/reasons when rejecting", code));
  }

  private static PageLanguage language(@Nullable String acceptLanguage) {
    return PageLanguage.choose(null, acceptLanguage, PageLanguage.ZH_CN);
  }

  private static @Nullable UUID key(@Nullable String after) {
    String key = Cursor.decode(after);
    try {
      return key == null ? null : UUID.fromString(key);
    } catch (IllegalArgumentException e) {
      throw Problem.invalid("after", "must be the cursor of a page", after);
    }
  }
}
