package io.goodword.referral.commerce;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.goodword.kit.problem.Problem;
import io.goodword.kit.problem.Problem.Violation;
import io.goodword.referral.commerce.FactIntake.Result;
import io.goodword.referral.commerce.FactReaction.Outcome;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The door for the facts of the shop. */
@Path("/v1/commerce-events")
@Tag(name = "Commerce events")
class CommerceEventsResource {

  private static final String EXAMPLE =
      """
      [{"specversion":"1.0","id":"shop-1001","source":"/shop","subject":"bob",
        "type":"io.goodword.commerce.customer.registered.v1","time":"2026-11-22T08:00:00Z",
        "data":{"customerId":"bob","occurredAt":"2026-11-22T08:00:00Z","claim":{"code":"K7M2Q9XA"},
                "evidence":{"deviceHash":"9f2c","ipHash":"77aa"}}}]
      """;
  private static final String ANSWER =
      """
      {"items":[{"id":"shop-1001","status":"accepted","attributed":true,
                 "referralId":"0199f0a4-7c1e-7000-8000-3a5b6c7d8e9f"}]}
      """;

  private final FactIntake intake;

  CommerceEventsResource(FactIntake intake) {
    this.intake = intake;
  }

  /** Results in the order of the items. */
  record Results(List<Item> items) {}

  /**
   * What became of one event.
   *
   * @param id event id, absent when it could not be read
   * @param status accepted, duplicate or rejected
   * @param attributed for registrations and paid orders: whether they belong to a referral
   * @param referralId the referral
   * @param reason why it is not attributed, in kebab-case
   * @param problem why it is rejected
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Item(
      @Nullable String id,
      String status,
      @Nullable Boolean attributed,
      @Nullable String referralId,
      @Nullable String reason,
      @Nullable ItemProblem problem) {

    static Item of(Result result) {
      return switch (result) {
        case Result.Rejected rejected ->
            new Item(
                rejected.id(), "rejected", null, null, null, ItemProblem.of(rejected.problem()));
        case Result.Known known -> {
          Outcome outcome = known.taken().outcome();
          yield new Item(
              known.id(),
              known.taken().first() ? "accepted" : "duplicate",
              outcome == null ? null : outcome.attributed(),
              outcome == null ? null : outcome.referralId(),
              outcome == null ? null : outcome.reason(),
              null);
        }
      };
    }
  }

  /** Problem of one item, as in problem+json. */
  record ItemProblem(
      String type,
      String title,
      int status,
      @Nullable String detail,
      String code,
      List<Violation> violations) {

    static ItemProblem of(Problem problem) {
      return new ItemProblem(
          "urn:goodword:problem:" + problem.code(),
          problem.title(),
          problem.status(),
          problem.getMessage(),
          problem.code(),
          problem.violations());
    }
  }

  @POST
  @RolesAllowed("system")
  @Consumes({
    "application/cloudevents-batch+json",
    "application/cloudevents+json",
    MediaType.APPLICATION_JSON
  })
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "reportCommerceEvents",
      summary = "Report facts of the shop",
      description =
          "One CloudEvents object or an array of at most 1,000, each at most 64 KiB. Every item is"
              + " taken or refused on its own; an id that was taken before changes nothing. Report"
              + " every registration and every paid order: one without a recommendation answers"
              + " attributed:false. Send the whole request again after 503.")
  @RequestBody(
      required = true,
      content = {
        @Content(
            mediaType = "application/cloudevents-batch+json",
            schema = @Schema(type = SchemaType.ARRAY, implementation = Object.class),
            examples = @ExampleObject(name = "registration with a code", value = EXAMPLE)),
        @Content(
            mediaType = "application/cloudevents+json",
            schema = @Schema(type = SchemaType.OBJECT)),
        @Content(
            mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(type = SchemaType.ARRAY, implementation = Object.class),
            examples = @ExampleObject(name = "registration with a code", value = EXAMPLE))
      })
  @APIResponse(
      responseCode = "200",
      description = "One result per event, in their order",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = Results.class),
              examples = @ExampleObject(name = "attributed", value = ANSWER)))
  @APIResponse(responseCode = "400", description = "The body is not JSON")
  @APIResponse(responseCode = "422", description = "More than 1,000 events; nothing was taken")
  @APIResponse(responseCode = "503", description = "Send the request again")
  public Results report(byte[] body) {
    return new Results(intake.take(body).stream().map(Item::of).toList());
  }
}
