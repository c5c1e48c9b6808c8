package io.goodword.reward.ledger;

import io.goodword.kit.caller.Caller;
import io.goodword.kit.page.PageLanguage;
import io.goodword.kit.problem.Problem;
import io.goodword.reward.ledger.Statements.Period;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/** A customer's balances and statement. */
@Path("/v1/customers/{id}")
@RolesAllowed({"customer", "support", "finance"})
class CustomerLedgerResource {

  private static final String CSV = "text/csv";
  private static final String CONTENT_POLICY =
      "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private final Holdings holdings;
  private final Statements statements;
  private final Caller caller;

  CustomerLedgerResource(Holdings holdings, Statements statements, Caller caller) {
    this.holdings = holdings;
    this.statements = statements;
    this.caller = caller;
  }

  record Balances(List<Holdings.Balance> items) {}

  @GET
  @Path("/balances")
  @Operation(
      summary = "What the customer has, waits for and owes, for each asset, now or at a time",
      description = "What was waited for in the past is not told: pending is null then.")
  public Balances balances(
      @PathParam("id") String id,
      @Parameter(description = "Date or time, default now", example = "2026-11-25T08:00:00Z")
          @QueryParam("at")
          @Nullable String at,
      @Parameter(description = "recorded or effective, default recorded") @QueryParam("by")
          @Nullable String by) {
    caller.mustOwn(id, "customer");
    Instant moment = Moment.of("at", at, ZoneOffset.UTC);
    ByTime time = ByTime.of(by);
    return new Balances(moment == null ? holdings.of(id) : holdings.at(id, moment, time));
  }

  @GET
  @Path("/statement")
  @Produces({MediaType.APPLICATION_JSON, CSV, MediaType.TEXT_HTML})
  @Operation(
      summary = "Every movement of the customer's account in a period, oldest first",
      description =
          "As JSON page by page, as CSV, or as a page to print, by 'format' or by Accept. Dates mean"
              + " the beginning of the day in 'zone'.")
  @APIResponse(
      responseCode = "200",
      description = "The statement",
      content = {
        @Content(
            mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(implementation = Statements.Statement.class)),
        @Content(mediaType = CSV),
        @Content(mediaType = MediaType.TEXT_HTML)
      })
  public RestResponse<Object> statement(
      @PathParam("id") String id,
      @QueryParam("asset") @DefaultValue("POINTS") String asset,
      @QueryParam("after") @Nullable String after,
      @QueryParam("limit") @Nullable Integer limit,
      @Parameter(description = "First date or time, default the beginning", example = "2026-11-01")
          @QueryParam("from")
          @Nullable String from,
      @Parameter(description = "Date or time before which it ends", example = "2026-12-01")
          @QueryParam("to")
          @Nullable String to,
      @Parameter(description = "Time zone of dates, default UTC", example = "Asia/Shanghai")
          @QueryParam("zone")
          @Nullable String zone,
      @Parameter(description = "json, csv or html; default by Accept") @QueryParam("format")
          @Nullable String format,
      @Parameter(description = "Language of the page: zh-CN, zh-TW or en") @QueryParam("lang")
          @Nullable String lang,
      @HeaderParam("Accept") @Nullable String accept,
      @HeaderParam("Accept-Language") @Nullable String languages) {
    caller.mustOwn(id, "customer");
    ZoneId where = Moment.zone(zone);
    var period = new Period(id, asset, Moment.of("from", from, where), Moment.of("to", to, where));
    return switch (form(format, accept)) {
      case "csv" ->
          answer(statements.csv(period), CSV + ";charset=UTF-8")
              .header("Content-Disposition", "attachment; filename=\"statement.csv\"")
              .build();
      case "html" ->
          answer(
                  statements.html(
                      period, PageLanguage.choose(lang, languages, PageLanguage.ZH_CN), where),
                  MediaType.TEXT_HTML + ";charset=UTF-8")
              .header("Content-Security-Policy", CONTENT_POLICY)
              .header("Referrer-Policy", "no-referrer")
              .build();
      default -> answer(statements.page(period, after, limit), MediaType.APPLICATION_JSON).build();
    };
  }

  private static ResponseBuilder<Object> answer(Object entity, String type) {
    return ResponseBuilder.ok(entity).type(type).header("Cache-Control", "no-store");
  }

  private static String form(@Nullable String format, @Nullable String accept) {
    if (format != null) {
      if (!List.of("json", "csv", "html").contains(format)) {
        throw Problem.invalid("format", "must be json, csv or html", format);
      }
      return format;
    }
    if (accept == null || accept.contains(MediaType.APPLICATION_JSON)) {
      return "json";
    }
    if (accept.contains(CSV)) {
      return "csv";
    }
    return accept.contains(MediaType.TEXT_HTML) ? "html" : "json";
  }
}
