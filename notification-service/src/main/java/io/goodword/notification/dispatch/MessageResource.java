package io.goodword.notification.dispatch;

import io.goodword.kit.caller.Caller;
import io.goodword.kit.idempotency.Answer;
import io.goodword.kit.paging.Cursor;
import io.goodword.kit.problem.Problem;
import io.goodword.notification.consent.Channel;
import io.goodword.notification.consent.Purpose;
import io.goodword.notification.template.Templates;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Messages with every guard's verdict. */
@Path("/v1/messages")
@Tag(name = "messages")
class MessageResource {

  private static final String SIMULATION =
      """
      {"customerId": "alice", "template": "reward-received", "data": {"reward": "100 POINTS"}}\
      """;

  private final MessageArchive archive;
  private final Desk desk;
  private final Templates templates;
  private final Caller caller;

  MessageResource(MessageArchive archive, Desk desk, Templates templates, Caller caller) {
    this.archive = archive;
    this.desk = desk;
    this.templates = templates;
    this.caller = caller;
  }

  /** A message, without address and text. */
  record View(
      String id,
      String customerId,
      String purpose,
      String template,
      @Nullable String channel,
      String state,
      List<Verdict> verdicts,
      int attempts,
      @Nullable String failure,
      Instant createdAt,
      Instant dueAt,
      @Nullable Instant sentAt,
      @Nullable Instant deliveredAt) {

    static View of(Message message) {
      Channel channel = message.channel();
      return new View(
          message.id().toString(),
          message.customerId(),
          message.purpose().code(),
          message.template(),
          channel == null ? null : channel.code(),
          message.state().code(),
          message.verdicts(),
          message.attempts(),
          message.failure(),
          message.createdAt(),
          message.dueAt(),
          message.sentAt(),
          message.deliveredAt());
    }
  }

  /** A message that is going to be sent again. */
  record Resent(String id, String state) {}

  /** A message that is only thought of; the purpose is the template's unless it is named. */
  record Thought(
      @Nullable String customerId,
      @Nullable String template,
      @Nullable String purpose,
      @Nullable Map<String, String> data) {}

  /** What would happen to it: sent, planned, deferred or suppressed. */
  record Outcome(
      String state,
      @Nullable String channel,
      @Nullable Instant until,
      @Nullable String reason,
      List<Verdict> verdicts) {}

  @GET
  @RolesAllowed({"support", "customer"})
  @Operation(
      summary = "Messages of a customer, the newest first",
      description = "Support names the customer, a customer reads the own ones.")
  public Cursor.Page<View> list(
      @QueryParam("customerId") @Nullable String customerId,
      @QueryParam("after") @Nullable String after,
      @QueryParam("limit") @Nullable Integer limit) {
    String owner = customerId;
    if (owner == null) {
      if (!caller.is("customer")) {
        throw Problem.invalid("customerId", "is required", null);
      }
      owner = caller.id();
    }
    caller.mustOwn(owner, "customer");
    int size = Cursor.limit(limit);
    String before = Cursor.decode(after);
    List<Message> rows = archive.page(owner, before == null ? null : cursor(before), size + 1);
    Cursor.Page<Message> page = Cursor.page(rows, size, message -> message.id().toString());
    return new Cursor.Page<>(page.items().stream().map(View::of).toList(), page.next());
  }

  @GET
  @Path("/{id}")
  @RolesAllowed({"support", "customer"})
  @Operation(summary = "One message with the verdict of each guard")
  public View get(@PathParam("id") String id) {
    Message message = archive.find(id(id));
    caller.mustOwn(message.customerId(), "message");
    return View.of(message);
  }

  @POST
  @Path("/simulate")
  @RolesAllowed("support")
  @Operation(
      summary = "What would happen to a message now",
      description = "Asks the guards that dispatch asks; nothing is stored or sent.")
  @RequestBody(content = @Content(examples = @ExampleObject(value = SIMULATION)))
  public Outcome simulate(@Nullable Thought thought) {
    if (thought == null || thought.customerId() == null || thought.customerId().isBlank()) {
      throw Problem.invalid("customerId", "is required", null);
    }
    String template = thought.template() == null ? "" : thought.template();
    Purpose purpose = templates.purpose(template);
    if (thought.purpose() != null) {
      purpose =
          Purpose.of(thought.purpose())
              .orElseThrow(() -> Problem.invalid("purpose", "is not known", thought.purpose()));
    }
    if (thought.data() != null) {
      templates.check(template, thought.data());
    }
    Guards.Judgement judgement = desk.simulate(thought.customerId(), purpose);
    return switch (judgement.decision()) {
      case Decision.Send send ->
          new Outcome("sent", send.channel().code(), null, null, judgement.verdicts());
      case Decision.Wait wait ->
          new Outcome("planned", null, wait.until(), null, judgement.verdicts());
      case Decision.Defer defer ->
          new Outcome("deferred", null, defer.until(), null, judgement.verdicts());
      case Decision.Suppress suppress ->
          new Outcome("suppressed", null, null, suppress.reason(), judgement.verdicts());
    };
  }

  @POST
  @Path("/{id}/resend")
  @RolesAllowed("support")
  @Operation(
      summary = "Send a failed or unknown message again",
      description = "The guards judge it anew. 409 in any other state.")
  public Response resend(
      @PathParam("id") String id, @HeaderParam("Idempotency-Key") @Nullable String key) {
    Answer<Resent> answer = archive.resend(id(id), caller.key("message.resend", key));
    Response.ResponseBuilder response = Response.accepted(answer.value());
    if (answer.replayed()) {
      response.header("Idempotency-Replayed", true);
    }
    return response.build();
  }

  private static UUID id(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw Problem.notFound("message");
    }
  }

  private static UUID cursor(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw Problem.of(
          400, "malformed-cursor", "The cursor cannot be read", "Use 'next' of the page before.");
    }
  }
}
