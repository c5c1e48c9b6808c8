package io.goodword.reward.grant;

import io.goodword.kit.caller.Caller;
import io.goodword.kit.paging.Cursor;
import io.goodword.kit.paging.Cursor.Page;
import io.goodword.kit.problem.Problem;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** A customer's rewards. */
@Path("/v1/customers/{id}/grants")
@RolesAllowed({"customer", "support", "finance"})
class GrantResource {

  private final Grants grants;
  private final Caller caller;

  GrantResource(Grants grants, Caller caller) {
    this.grants = grants;
    this.caller = caller;
  }

  /**
   * A reward.
   *
   * @param ruleVersion version of the terms or rule that promised it, 0 where there are none
   * @param occasion registered, first-paid-order, review or the type of an event
   * @param amount promised minor units
   * @param remaining what is left after refunds
   * @param state held, posted, confirmed, voided or reversed
   * @param confirmsAt when a held one is confirmed
   * @param cause referral, review or event behind it
   */
  record View(
      UUID grantId,
      String ruleId,
      int ruleVersion,
      String occasion,
      String asset,
      long amount,
      long remaining,
      String state,
      @Nullable Instant confirmsAt,
      String cause,
      String campaignId) {
    static View of(Grant grant) {
      return new View(
          grant.id(),
          grant.ruleId(),
          grant.ruleVersion(),
          grant.occasion(),
          grant.asset(),
          grant.amount(),
          grant.remaining(),
          Grants.code(grant.state()),
          grant.confirmsAt(),
          grant.cause(),
          grant.campaignId());
    }
  }

  @GET
  @Operation(summary = "The customer's rewards and where each stands, newest first")
  public Page<View> grants(
      @PathParam("id") String id,
      @QueryParam("after") @Nullable String after,
      @QueryParam("limit") @Nullable Integer limit) {
    caller.mustOwn(id, "customer");
    int size = Cursor.limit(limit);
    List<View> views =
        grants.ofCustomer(id, cursor(after), size + 1).stream().map(View::of).toList();
    return Cursor.page(views, size, view -> view.grantId().toString());
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
