package io.goodword.reward.catalogue;

import io.goodword.kit.caller.Caller;
import io.goodword.kit.idempotency.Answer;
import io.goodword.kit.paging.Cursor.Page;
import io.goodword.reward.catalogue.GiftRules.Limits;
import io.goodword.reward.catalogue.GiftRules.Price;
import io.goodword.reward.catalogue.GiftRules.RequiredTier;
import io.goodword.reward.catalogue.GiftRules.Text;
import io.goodword.reward.http.Answers;
import io.goodword.reward.http.EntityTag;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/** Gifts and their stock. */
@Path("/v1/gifts")
class GiftResource {

  private static final String EXAMPLE =
      """
      {"kind": "material", "price": {"asset": "POINTS", "amount": 500}, "market": "CN", "image": "/images/tea-set.jpg",
       "texts": {"zh-CN": {"name": "茶具", "description": "一壶四杯。"},
                 "zh-TW": {"name": "茶具", "description": "一壺四杯。"},
                 "en": {"name": "Tea set", "description": "One pot, four cups."}},
       "limits": {"perPerson": 3, "perPeriod": 1, "period": "month", "zone": "Asia/Shanghai"},
       "confirmWithin": "P7D"}
      """;

  private final Catalogue catalogue;
  private final Caller caller;

  GiftResource(Catalogue catalogue, Caller caller) {
    this.catalogue = catalogue;
    this.caller = caller;
  }

  /**
   * A gift.
   *
   * @param inStock whether there is one that can be redeemed
   * @param requiredTier level that it is for, or a higher one
   * @param staff what only staff sees
   */
  record View(
      String sku,
      GiftKind kind,
      Map<String, Text> texts,
      Price price,
      @Nullable String image,
      @Nullable String market,
      Instant availableFrom,
      @Nullable Instant availableUntil,
      boolean inStock,
      Limits limits,
      @Nullable RequiredTier requiredTier,
      @Nullable String couponAsset,
      @Nullable Staff staff) {
    static View of(Gift gift, boolean customer) {
      GiftRules rules = gift.rules();
      return new View(
          gift.sku(),
          rules.kind(),
          rules.texts(),
          rules.price(),
          rules.image(),
          rules.market(),
          rules.availableFrom(),
          rules.availableUntil(),
          gift.free() > 0,
          rules.limits(),
          rules.requiredTier(),
          rules.couponAsset(),
          customer ? null : Staff.of(gift));
    }
  }

  /**
   * What only staff sees.
   *
   * @param onHand units in stock, reserved ones included
   * @param reserved units that are held for redemptions under way
   * @param confirmWithin how long a requested one waits for its confirmation
   */
  record Staff(
      Instant visibleFrom,
      @Nullable Instant visibleUntil,
      long onHand,
      long reserved,
      Duration confirmWithin,
      int revision) {
    static Staff of(Gift gift) {
      return new Staff(
          gift.rules().visibleFrom(),
          gift.rules().visibleUntil(),
          gift.onHand(),
          gift.reserved(),
          gift.rules().confirmWithin(),
          gift.revision());
    }
  }

  /**
   * Stock that is received or written off.
   *
   * @param quantity units, positive for received, negative for written off
   * @param reason 1 to 200 characters, for instance the delivery note
   */
  record StockChange(@Nullable Long quantity, @Nullable String reason) {}

  @PUT
  @Path("/{sku}")
  @RolesAllowed("marketer")
  @Operation(
      summary = "Writes a gift",
      description =
          "A new price is for redemptions from now on; those under way keep theirs. Kind and coupon"
              + " are fixed for life.")
  @APIResponse(responseCode = "200", description = "The gift with its new ETag")
  @APIResponse(responseCode = "409", description = "gift-is-fixed")
  @APIResponse(responseCode = "412", description = "changed-meanwhile")
  @APIResponse(
      responseCode = "422",
      description = "invalid-request, unknown-asset, not-spendable or unknown-tier")
  @APIResponse(responseCode = "428", description = "if-match-required")
  @RequestBody(content = @Content(examples = @ExampleObject(name = "A tea set", value = EXAMPLE)))
  public RestResponse<View> write(
      @PathParam("sku") String sku,
      @Parameter(description = "ETag of the gift as it was read, none for a new one")
          @HeaderParam("If-Match")
          @Nullable String match,
      @NotNull GiftDraft draft) {
    return answer(catalogue.write(sku, EntityTag.sent(match), draft, caller.id()), false);
  }

  @GET
  @Path("/{sku}")
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
  @Operation(
      summary = "Reads a gift",
      description = "Customers read those that are visible. The ETag is what a change must send.")
  public RestResponse<View> read(@PathParam("sku") String sku) {
    return answer(catalogue.read(sku, isCustomer()), isCustomer());
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
  @Operation(summary = "Lists gifts by sku; customers see those that are visible")
  public Page<View> list(
      @Parameter(description = "Those of a market and those of every market") @QueryParam("market")
          @Nullable String market,
      @QueryParam("after") @Nullable String after,
      @QueryParam("limit") @Nullable Integer limit) {
    boolean customer = isCustomer();
    Page<Gift> page = catalogue.list(market, customer, after, limit);
    return new Page<>(
        page.items().stream().map(gift -> View.of(gift, customer)).toList(), page.next());
  }

  @POST
  @Path("/{sku}/stock")
  @RolesAllowed({"marketer", "finance"})
  @Operation(
      summary = "Receives or writes off stock",
      description = "What is reserved for redemptions under way cannot be written off.")
  @APIResponse(responseCode = "201", description = "What there is after it")
  @APIResponse(responseCode = "422", description = "more-than-free or invalid-request")
  @RequestBody(
      content =
          @Content(
              examples =
                  @ExampleObject(
                      name = "A delivery",
                      value = "{\"quantity\": 40, \"reason\": \"delivery note 2026-118\"}")))
  public RestResponse<Catalogue.Stock> stock(
      @HeaderParam("Idempotency-Key") @Nullable String key,
      @PathParam("sku") String sku,
      @NotNull StockChange change) {
    Answer<Catalogue.Stock> answer =
        catalogue.change(
            caller.key("gift.stock", key),
            new Catalogue.StockChange(sku, change.quantity(), change.reason()),
            caller.id());
    return Answers.of(RestResponse.Status.CREATED, answer);
  }

  private boolean isCustomer() {
    return caller.is("customer");
  }

  private static RestResponse<View> answer(Gift gift, boolean customer) {
    return ResponseBuilder.ok(View.of(gift, customer))
        .header("ETag", "\"" + gift.revision() + "\"")
        .build();
  }
}
