package io.goodword.reward.tier;

import io.goodword.kit.caller.Caller;
import io.goodword.kit.paging.Cursor.Page;
import io.goodword.reward.tier.Tiers.CustomerTier;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** A customer's levels. */
@Path("/v1/customers/{id}/tier")
class CustomerTierResource {

  private final Tiers tiers;
  private final Caller caller;

  CustomerTierResource(Tiers tiers, Caller caller) {
    this.tiers = tiers;
    this.caller = caller;
  }

  record Items(List<CustomerTier> items) {}

  /**
   * A change of level.
   *
   * @param from level before, absent when the customer joined
   * @param reason joined, qualified, evaluated or taken-back
   * @param qualifying figure that led to it
   */
  record Change(
      int number,
      @Nullable String from,
      String to,
      String reason,
      long qualifying,
      int programmeVersion,
      Instant changedAt) {
    static Change of(Members.Change change) {
      return new Change(
          change.number(),
          change.fromLevel(),
          change.toLevel(),
          change.reason(),
          change.figure(),
          change.programmeVersion(),
          change.changedAt());
    }
  }

  @GET
  @RolesAllowed({"customer", "support", "system"})
  @Operation(
      summary =
          "The customer's level in each programme, what is missing for the next, and benefits")
  public Items tiers(@PathParam("id") String id) {
    caller.mustOwn(id, "customer");
    return new Items(tiers.of(id));
  }

  @GET
  @Path("/{programmeId}/changes")
  @RolesAllowed({"customer", "support", "auditor"})
  @Operation(summary = "Every change of the customer's level in a programme, newest first")
  public Page<Change> changes(
      @PathParam("id") String id,
      @PathParam("programmeId") String programmeId,
      @QueryParam("after") @Nullable String after,
      @QueryParam("limit") @Nullable Integer limit) {
    caller.mustOwn(id, "customer");
    Page<Members.Change> page = tiers.changes(id, programmeId, after, limit);
    return new Page<>(page.items().stream().map(Change::of).toList(), page.next());
  }
}
