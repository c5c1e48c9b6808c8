package io.goodword.reward.coupon;

import io.goodword.kit.caller.Caller;
import io.goodword.kit.idempotency.Answer;
import io.goodword.kit.paging.Cursor.Page;
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
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/** Pools of coupons. */
@Path("/v1/coupon-pools")
class CouponPoolResource {

  private final Pools pools;
  private final Assignments assignments;
  private final Caller caller;

  CouponPoolResource(Pools pools, Assignments assignments, Caller caller) {
    this.pools = pools;
    this.assignments = assignments;
    this.caller = caller;
  }

  /**
   * A pool that is to be.
   *
   * @param name name for life, of which the asset {@code COUPON:<name>} follows
   */
  record NewPool(@Nullable String name, @Nullable TermsDraft terms) {}

  /** Who gets a code. */
  record Holder(@Nullable String customerId, @Nullable String campaignId) {}

  /**
   * A pool.
   *
   * @param version number of its terms, also its ETag
   * @param codesOut whether its terms change only in favour of customers
   * @param entropyBits entropy of a code, rounded down
   */
  record View(
      String name,
      String asset,
      int version,
      boolean codesOut,
      int entropyBits,
      TermsDraft terms,
      Instant createdAt) {
    static View of(Pool pool) {
      return new View(
          pool.name(),
          pool.asset(),
          pool.version(),
          pool.codesOut(),
          pool.terms().pattern().entropyBits(),
          TermsDraft.of(pool.terms()),
          pool.createdAt());
    }
  }

  @POST
  @RolesAllowed("marketer")
  @Operation(
      summary = "Defines a pool of coupons and its asset",
      description = "The same pool again changes nothing. Amounts are minor units of the currency.")
  @APIResponse(responseCode = "201", description = "The pool; its ETag is what a change sends back")
  @APIResponse(responseCode = "409", description = "There is a pool of this name with other terms")
  @APIResponse(responseCode = "422", description = "A field breaks a rule, or an unknown currency")
  @RequestBody(
      content =
          @Content(
              examples = {
                @ExampleObject(
                    name = "15 % off, at most 50 yuan",
                    value =
                        """
                        {"name": "SPRING15", "terms": {"kind": "percent", "basisPoints": 1500, "cap": 5000,
                         "currency": "CASH:CNY", "minimumSpend": 10000, "excludedProducts": ["gift-wrap"],
                         "validFor": "P30D", "usesPerCustomer": 2, "reservationTtl": "PT15M", "market": "CN",
                         "prefix": "SPRING"}}
                        """),
                @ExampleObject(
                    name = "A gift card of 100 yuan",
                    value =
                        """
                        {"name": "CARD100", "terms": {"kind": "gift-card", "amount": 10000, "currency": "CASH:CNY"}}
                        """)
              }))
  public RestResponse<View> define(@NotNull NewPool pool) {
    return answer(
        RestResponse.Status.CREATED, pools.define(pool.name(), pool.terms(), caller.id()));
  }

  @GET
  @RolesAllowed({"marketer", "support", "finance", "auditor"})
  @Operation(summary = "Pools by name")
  public Page<View> list(
      @QueryParam("after") @Nullable String after, @QueryParam("limit") @Nullable Integer limit) {
    Page<Pool> page = pools.list(after, limit);
    return new Page<>(page.items().stream().map(View::of).toList(), page.next());
  }

  @GET
  @Path("/{pool}")
  @RolesAllowed({"marketer", "support", "finance", "auditor"})
  @Operation(summary = "A pool and its terms")
  public RestResponse<View> read(@PathParam("pool") String pool) {
    return answer(RestResponse.Status.OK, pools.read(pool));
  }

  @PUT
  @Path("/{pool}")
  @RolesAllowed("marketer")
  @Operation(
      summary = "Changes the terms of a pool",
      description =
          "Anything before the first code is out. Then only in favour of customers: more off, a"
              + " higher cap or none, a lower minimum, more products, earlier or longer validity,"
              + " more uses, longer reservations. Each change is a new version.")
  @APIResponse(responseCode = "200", description = "The pool with its new ETag")
  @APIResponse(responseCode = "409", description = "terms-frozen, violations name the fields")
  @APIResponse(responseCode = "412", description = "changed-meanwhile")
  @APIResponse(responseCode = "428", description = "if-match-required")
  public RestResponse<View> revise(
      @PathParam("pool") String pool,
      @HeaderParam("If-Match") @Nullable String match,
      @NotNull TermsDraft terms) {
    String version = EntityTag.required(match, "pool");
    return answer(RestResponse.Status.OK, pools.revise(pool, version, terms, caller.id()));
  }

  @POST
  @Path("/{pool}/assignments")
  @RolesAllowed({"marketer", "system"})
  @Operation(
      summary = "Gives a customer a code",
      description =
          "The code is in the answer, once more in the answer to the same key, and in the customer's"
              + " own list; nowhere else. With a campaign its budget pays.")
  @APIResponse(responseCode = "201", description = "The code")
  @APIResponse(
      responseCode = "422",
      description = "coupon-pool-is-open, coupon-pool-has-ended or budget-exhausted")
  @RequestBody(
      content =
          @Content(
              examples = @ExampleObject(name = "For alice", value = "{\"customerId\": \"alice\"}")))
  public RestResponse<Assignments.Assigned> assign(
      @HeaderParam("Idempotency-Key") @Nullable String key,
      @PathParam("pool") String pool,
      @NotNull Holder holder) {
    Answer<Assignments.Assigned> answer =
        assignments.assign(
            caller.key("coupon.assign", key),
            new Assignments.Assignment(pool, holder.customerId(), holder.campaignId()),
            caller.id());
    return Answers.with(RestResponse.Status.CREATED, answer)
        .header("Cache-Control", "no-store")
        .build();
  }

  private static RestResponse<View> answer(RestResponse.Status status, Pool pool) {
    return ResponseBuilder.create(status, View.of(pool))
        .header("ETag", '"' + Integer.toString(pool.version()) + '"')
        .build();
  }
}
