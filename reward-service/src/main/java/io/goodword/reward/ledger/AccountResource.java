package io.goodword.reward.ledger;

import io.goodword.kit.paging.Cursor.Page;
import io.goodword.kit.problem.Problem;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.ZoneOffset;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** Any account of the books, for finance and auditors. */
@Path("/v1/accounts/{class}/{owner}")
@RolesAllowed({"finance", "auditor"})
class AccountResource {

  private final Histories histories;

  AccountResource(Histories histories) {
    this.histories = histories;
  }

  @GET
  @Path("/balance")
  @Operation(
      summary = "What an account has, or had at a time",
      description =
          "By recorded time: what the books said then. By effective time: what is known now of then.")
  @APIResponse(responseCode = "200", description = "Balance in minor units")
  @APIResponse(responseCode = "404", description = "The account was never opened")
  public Histories.PastBalance balance(
      @Parameter(description = "customer, budget, issuance and so on", example = "budget")
          @PathParam("class")
          String accountClass,
      @PathParam("owner") String owner,
      @QueryParam("asset") @DefaultValue("POINTS") String asset,
      @Parameter(description = "Date or time, default now", example = "2026-11-25T08:00:00Z")
          @QueryParam("at")
          @Nullable String at,
      @Parameter(description = "recorded or effective, default recorded") @QueryParam("by")
          @Nullable String by) {
    return histories.at(
        account(accountClass, owner, asset), Moment.of("at", at, ZoneOffset.UTC), ByTime.of(by));
  }

  @GET
  @Path("/entries")
  @Operation(summary = "Every entry of an account, oldest first, with its journal")
  @APIResponse(responseCode = "404", description = "The account was never opened")
  public Page<Histories.Entry> entries(
      @PathParam("class") String accountClass,
      @PathParam("owner") String owner,
      @QueryParam("asset") @DefaultValue("POINTS") String asset,
      @QueryParam("after") @Nullable String after,
      @QueryParam("limit") @Nullable Integer limit) {
    return histories.entries(account(accountClass, owner, asset), after, limit);
  }

  private static AccountRef account(String accountClass, String owner, String asset) {
    try {
      return new AccountRef(AccountClass.of(accountClass), owner, asset);
    } catch (IllegalArgumentException e) {
      throw Problem.invalid(
          "class", String.valueOf(e.getMessage()).replaceFirst("^class ", ""), accountClass);
    }
  }
}
