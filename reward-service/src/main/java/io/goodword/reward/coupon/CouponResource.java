package io.goodword.reward.coupon;

import io.goodword.kit.caller.Caller;
import io.goodword.kit.idempotency.Answer;
import io.goodword.reward.http.Answers;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Coupons at the checkout; the caller is the back end of a shop. */
@Path("/v1/coupons")
@RolesAllowed("system")
class CouponResource {

  private static final String BASKET =
      """
      "basket": {"currency": "CASH:CNY", "market": "CN",
       "lines": [{"productId": "tea", "amount": 12000}, {"productId": "cup", "amount": 4500}]}
      """;
  private static final String PRESENTED =
      "{\"code\": \"SPRING-7KQ2-M9XA-4HTD-R6WP\", \"customerId\": \"alice\", \"clientHint\": \"9f2c\", "
          + BASKET;

  private final Checkout checkout;
  private final Returns returns;
  private final Caller caller;

  CouponResource(Checkout checkout, Returns returns, Caller caller) {
    this.checkout = checkout;
    this.returns = returns;
    this.caller = caller;
  }

  @POST
  @Path("/validate")
  @Operation(
      summary = "What a code would do to a basket",
      description =
          "Changes nothing. A code that does not exist and one of somebody else get the same answer,"
              + " unknown; too many of them are answered with 429.")
  @APIResponse(
      responseCode = "200",
      description =
          "valid with the discount, or a reason: malformed, unknown, withdrawn, not-yet-valid,"
              + " expired, used-up, customer-limit, other-market, other-currency,"
              + " no-eligible-product, minimum-not-met, no-discount")
  @APIResponse(responseCode = "429", description = "too-many-guesses, see Retry-After")
  @RequestBody(
      content = @Content(examples = @ExampleObject(name = "A basket", value = PRESENTED + "}")))
  public Checkout.Verdict validate(@NotNull Checkout.Presented presented) {
    return checkout.validate(presented, caller.id());
  }

  @POST
  @Path("/reserve")
  @Operation(
      summary = "Keeps a code for an order until it is paid",
      description =
          "A reservation counts as a use. The same order gets the same reservation; one that is not"
              + " redeemed in time goes back by itself.")
  @APIResponse(responseCode = "201", description = "The reservation with the discount")
  @APIResponse(responseCode = "409", description = "coupon-already-redeemed")
  @APIResponse(responseCode = "422", description = "coupon-<reason>, the reasons of validate")
  @APIResponse(responseCode = "429", description = "too-many-guesses, see Retry-After")
  @RequestBody(
      content =
          @Content(
              examples =
                  @ExampleObject(
                      name = "For an order",
                      value = PRESENTED + ", \"orderId\": \"order-1001\"}")))
  public RestResponse<Checkout.Reservation> reserve(
      @HeaderParam("Idempotency-Key") @Nullable String key, @NotNull Checkout.Order order) {
    return created(checkout.reserve(caller.key("coupon.reserve", key), order, caller.id()));
  }

  // who waits for a hot code keeps no worker from reading
  @POST
  @Path("/redeem")
  @RunOnVirtualThread
  @Operation(
      summary = "Redeems a reservation, or a code at once",
      description = "An order redeems a code once, for ever.")
  @APIResponse(responseCode = "201", description = "What was taken off")
  @APIResponse(
      responseCode = "409",
      description =
          "coupon-reservation-expired, coupon-reservation-released or coupon-already-rolled-back")
  @APIResponse(responseCode = "422", description = "coupon-<reason>, the reasons of validate")
  @APIResponse(responseCode = "429", description = "too-many-guesses, see Retry-After")
  @RequestBody(
      content =
          @Content(
              examples = {
                @ExampleObject(
                    name = "A reservation",
                    value = "{\"reservationId\": \"0199ac44-6c00-7a10-8f01-5a1d3c9b0001\"}"),
                @ExampleObject(
                    name = "A code at once",
                    value = PRESENTED + ", \"orderId\": \"order-1001\"}")
              }))
  public RestResponse<Checkout.Receipt> redeem(
      @HeaderParam("Idempotency-Key") @Nullable String key,
      @NotNull Checkout.Redemption redemption) {
    return created(checkout.redeem(caller.key("coupon.redeem", key), redemption, caller.id()));
  }

  @POST
  @Path("/release")
  @Operation(summary = "Gives a reservation up")
  @APIResponse(responseCode = "201", description = "The reservation as it is now")
  @APIResponse(responseCode = "409", description = "coupon-already-redeemed")
  @RequestBody(
      content =
          @Content(
              examples =
                  @ExampleObject(
                      name = "An order that was given up",
                      value = "{\"reservationId\": \"0199ac44-6c00-7a10-8f01-5a1d3c9b0001\"}")))
  public RestResponse<Checkout.Reservation> release(
      @HeaderParam("Idempotency-Key") @Nullable String key, @NotNull Returns.Release release) {
    return created(returns.release(caller.key("coupon.release", key), release));
  }

  @POST
  @Path("/rollback")
  @Operation(
      summary = "Gives a redemption back after a refund",
      description = "Once for each refund. Gift cards may go back in part.")
  @APIResponse(responseCode = "201", description = "What went back and what is left")
  @APIResponse(
      responseCode = "409",
      description =
          "coupon-not-redeemed, coupon-already-rolled-back, refund-is-fixed or already-reversed")
  @APIResponse(responseCode = "422", description = "more-than-redeemed or coupon-not-divisible")
  @RequestBody(
      content =
          @Content(
              examples =
                  @ExampleObject(
                      name = "30 yuan back onto a card",
                      value =
                          """
                          {"redemptionId": "0199ac44-6c00-7a10-8f01-5a1d3c9b0001", "refundId": "refund-7", "amount": 3000}
                          """)))
  public RestResponse<Returns.Returned> rollBack(
      @HeaderParam("Idempotency-Key") @Nullable String key, @NotNull Returns.Refund refund) {
    return created(returns.rollBack(caller.key("coupon.rollback", key), refund, caller.id()));
  }

  private static <T> RestResponse<T> created(Answer<T> answer) {
    return Answers.of(RestResponse.Status.CREATED, answer);
  }
}
