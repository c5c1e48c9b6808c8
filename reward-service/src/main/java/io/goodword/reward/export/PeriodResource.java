package io.goodword.reward.export;

import io.goodword.kit.caller.Caller;
import io.goodword.kit.paging.Cursor;
import io.goodword.kit.paging.Cursor.Page;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** Accounting months. */
@Path("/v1/periods")
class PeriodResource {

  private final Periods periods;
  private final Caller caller;

  PeriodResource(Periods periods, Caller caller) {
    this.periods = periods;
    this.caller = caller;
  }

  /**
   * A second person's word.
   *
   * @param hash hash of the month as it was read
   */
  record Word(@Nullable String hash) {}

  /**
   * A month.
   *
   * @param state closing or closed
   * @param lines lines of its general ledger
   * @param ledgerHash SHA-256 of its general ledger as CSV, without the trailer
   * @param flowHash SHA-256 of its roll-forward as CSV, without the trailer
   * @param hash what the second person confirms
   */
  record View(
      String period,
      Instant startsAt,
      Instant endsAt,
      String state,
      String maker,
      Instant requestedAt,
      @Nullable Long lines,
      @Nullable String ledgerHash,
      @Nullable String flowHash,
      @Nullable String hash,
      @Nullable String checker,
      @Nullable Instant closedAt) {
    static View of(Month month) {
      Month.Count count = month.count();
      return new View(
          month.period().toString(),
          month.range().from(),
          month.range().to(),
          month.closed() ? "closed" : "closing",
          month.maker(),
          month.requestedAt(),
          count == null ? null : count.lines(),
          count == null ? null : count.ledgerHash(),
          count == null ? null : count.flowHash(),
          month.hash(),
          month.checker(),
          month.closedAt());
    }
  }

  /** A month, what moved in it for each asset, and who did what with it. */
  record Audited(View period, List<RollForward> totals, List<Months.Step> steps) {
    static Audited of(Periods.Told told) {
      return new Audited(View.of(told.month()), told.totals(), told.steps());
    }
  }

  @POST
  @Path("/{period}/close")
  @RolesAllowed("finance")
  @Operation(
      summary = "Begins to close a month",
      description =
          "From now on nothing is posted before its end. The answer has what moved and the hash that a second"
              + " person confirms. Months are closed in order.")
  @APIResponse(responseCode = "200", description = "Fenced and counted")
  @APIResponse(
      responseCode = "409",
      description = "period-not-over, period-closed, period-before-is-open or period-out-of-order")
  public Audited close(@PathParam("period") String period) {
    return Audited.of(periods.close(period, caller.id()));
  }

  @POST
  @Path("/{period}/confirm")
  @RolesAllowed("finance")
  @Operation(summary = "A second person closes the month for good")
  @APIResponse(responseCode = "200", description = "Closed")
  @APIResponse(
      responseCode = "409",
      description = "already-closed, not-counted, same-person or changed")
  public Audited confirm(@PathParam("period") String period, @NotNull Word word) {
    return Audited.of(periods.confirm(period, word.hash(), caller.id()));
  }

  @POST
  @Path("/{period}/reopen")
  @RolesAllowed("finance")
  @Operation(summary = "Opens a month again that is being closed and not confirmed")
  @APIResponse(responseCode = "204", description = "Open again")
  @APIResponse(responseCode = "409", description = "already-closed")
  public void reopen(@PathParam("period") String period) {
    periods.reopen(period, caller.id());
  }

  @GET
  @RolesAllowed({"finance", "auditor"})
  @Operation(summary = "Months that are closed or being closed, newest first")
  public Page<View> periods(
      @QueryParam("after") @Nullable String after, @QueryParam("limit") @Nullable Integer limit) {
    int size = Cursor.limit(limit);
    List<View> views = periods.page(Cursor.decode(after), size + 1).stream().map(View::of).toList();
    return Cursor.page(views, size, View::period);
  }

  @GET
  @Path("/{period}")
  @RolesAllowed({"finance", "auditor"})
  @Operation(summary = "A month, what moved in it and who closed it")
  @APIResponse(responseCode = "404", description = "The month is open")
  public Audited period(@PathParam("period") String period) {
    return Audited.of(periods.of(period));
  }
}
