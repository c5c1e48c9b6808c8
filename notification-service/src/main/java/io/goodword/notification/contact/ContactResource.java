package io.goodword.notification.contact;

import io.goodword.kit.caller.Caller;
import io.goodword.kit.problem.Problem;
import io.goodword.notification.consent.Consent;
import io.goodword.notification.consent.Statement;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Contacts: the shop writes them, the customer and support read them. */
@Path("/v1/contacts")
@Tag(name = "contacts")
class ContactResource {

  private static final int MAX_ITEMS = 1_000;
  private static final int MAX_CONSENTS = 30;
  private static final String EXAMPLE =
      """
      {"email": "alice@example.com", "phone": "13800138000", "locale": "zh-CN",
       "zone": "Asia/Shanghai", "consents": [{"purpose": "reward", "channel": "email",
       "granted": true, "source": "form", "textVersion": "2026-11"}]}\
      """;

  private final ContactBook book;
  private final ContactSettings settings;
  private final Caller caller;

  ContactResource(ContactBook book, ContactSettings settings, Caller caller) {
    this.book = book;
    this.settings = settings;
    this.caller = caller;
  }

  /** What a customer said about one purpose on one channel. */
  record ConsentInput(
      @Nullable String purpose,
      @Nullable String channel,
      @Nullable Boolean granted,
      @Nullable String source,
      @Nullable String textVersion) {}

  /** A contact; {@code customerId} only in bulk. */
  record ContactInput(
      @Nullable String customerId,
      @Nullable String email,
      @Nullable String phone,
      @Nullable String locale,
      @Nullable String zone,
      @Nullable List<@Nullable ConsentInput> consents) {

    @Override
    public String toString() {
      return "ContactInput[customerId=" + customerId + "]";
    }
  }

  /** Many contacts, at most 1,000. */
  record Bulk(@Nullable List<@Nullable ContactInput> items) {

    @Override
    public String toString() {
      return "Bulk[" + (items == null ? 0 : items.size()) + "]";
    }
  }

  /** A consent as it stands. */
  record ConsentView(
      String purpose,
      String channel,
      boolean granted,
      String source,
      String textVersion,
      Instant since) {

    static ConsentView of(Consent consent) {
      return new ConsentView(
          consent.purpose().code(),
          consent.channel().code(),
          consent.granted(),
          consent.source(),
          consent.textVersion(),
          consent.since());
    }
  }

  /** A contact as it is stored: e-mail in normal form, phone in E.164. */
  record View(
      String customerId,
      @Nullable String email,
      @Nullable String phone,
      String locale,
      String language,
      String zone,
      List<ConsentView> consents) {

    static View of(ContactBook.Known known) {
      Contact contact = known.contact();
      EmailAddress email = contact.email();
      PhoneNumber phone = contact.phone();
      return new View(
          contact.customerId(),
          email == null ? null : email.value(),
          phone == null ? null : phone.value(),
          contact.locale(),
          contact.language().tag(),
          contact.zone().getId(),
          known.consents().stream().map(ConsentView::of).toList());
    }

    @Override
    public String toString() {
      return "View[customerId=" + customerId + "]";
    }
  }

  /** Why an item was refused. */
  record Refusal(String code, String detail, List<Problem.Violation> violations) {}

  /** What became of one item: stored or rejected. */
  record ItemResult(@Nullable String customerId, String status, @Nullable Refusal problem) {}

  /** One result for each item, in its order. */
  record BulkResult(List<ItemResult> items) {}

  @PUT
  @Path("/{customerId}")
  @RolesAllowed("system")
  @Operation(
      summary = "Store a contact",
      description =
          "Replaces addresses, locale and zone; adds consents to those given before. A phone number"
              + " without country code is of the region of the locale.")
  @RequestBody(content = @Content(examples = @ExampleObject(value = EXAMPLE)))
  public View put(@PathParam("customerId") String customerId, @Nullable ContactInput input) {
    if (input != null && input.customerId() != null && !input.customerId().equals(customerId)) {
      throw Problem.invalid("customerId", "must be the one of the path", input.customerId());
    }
    return View.of(book.put(draft(customerId, input)));
  }

  @PUT
  @RolesAllowed("system")
  @Operation(
      summary = "Store up to 1,000 contacts",
      description = "Each item is judged by itself; the good ones are stored together.")
  public BulkResult putAll(@Nullable Bulk bulk) {
    if (bulk == null || bulk.items() == null || bulk.items().isEmpty()) {
      throw Problem.invalid("items", "must have 1 to 1000 items", "none");
    }
    if (bulk.items().size() > MAX_ITEMS) {
      throw Problem.invalid("items", "must have 1 to 1000 items", bulk.items().size());
    }
    List<ContactDraft> good = new ArrayList<>();
    List<ItemResult> results = new ArrayList<>();
    for (ContactInput input : bulk.items()) {
      String customerId = input == null ? null : input.customerId();
      try {
        good.add(draft(customerId, input));
        results.add(new ItemResult(customerId, "stored", null));
      } catch (Problem problem) {
        String detail = String.valueOf(problem.getMessage());
        results.add(
            new ItemResult(
                customerId, "rejected", new Refusal(problem.code(), detail, problem.violations())));
      }
    }
    book.putAll(good);
    return new BulkResult(results);
  }

  @GET
  @Path("/{customerId}")
  @RolesAllowed({"support", "customer"})
  @Operation(summary = "Read a contact", description = "Support reads any, a customer the own one.")
  public View get(@PathParam("customerId") String customerId) {
    caller.mustOwn(customerId, "contact");
    return book.find(customerId).map(View::of).orElseThrow(() -> Problem.notFound("contact"));
  }

  @DELETE
  @Path("/{customerId}")
  @RolesAllowed({"system", "support"})
  @Operation(
      summary = "Erase a contact",
      description =
          "Deletes addresses and current consents, stops messages on their way. An address that"
              + " unsubscribed stays silent: only its keyed hash is kept.")
  public void erase(@PathParam("customerId") String customerId) {
    book.erase(customerId);
  }

  private ContactDraft draft(@Nullable String customerId, @Nullable ContactInput input) {
    if (input == null) {
      throw Problem.invalid("contact", "is required", null);
    }
    return ContactDraft.of(
        customerId,
        input.email(),
        input.phone(),
        input.locale(),
        input.zone(),
        statements(input.consents()),
        settings.region());
  }

  private static List<Statement> statements(@Nullable List<@Nullable ConsentInput> inputs) {
    if (inputs == null) {
      return List.of();
    }
    if (inputs.size() > MAX_CONSENTS) {
      throw Problem.invalid("consents", "must have at most 30 items", inputs.size());
    }
    List<Statement> statements = new ArrayList<>();
    for (ConsentInput input : inputs) {
      String path = "consents[" + statements.size() + "]";
      if (input == null) {
        throw Problem.invalid(path, "is required", null);
      }
      statements.add(
          Statement.of(
              path,
              input.purpose(),
              input.channel(),
              input.granted(),
              input.source(),
              input.textVersion()));
    }
    return statements;
  }
}
