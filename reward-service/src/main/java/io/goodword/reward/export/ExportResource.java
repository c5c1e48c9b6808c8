package io.goodword.reward.export;

import io.goodword.reward.export.Exports.Stretch;
import io.goodword.reward.export.Sheet.Format;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.OutputStream;
import java.util.function.Consumer;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/** Files for finance and auditors. */
@Path("/v1/exports")
@RolesAllowed({"finance", "auditor"})
class ExportResource {

  private static final String ENDING =
      "The last line is END with the number of lines and the SHA-256 of all before it: a file without it was cut.";

  private final Exports exports;

  ExportResource(Exports exports) {
    this.exports = exports;
  }

  @GET
  @Path("/general-ledger.csv")
  @Operation(summary = "Every entry of a stretch of time, debit and credit", description = ENDING)
  @APIResponse(responseCode = "200", description = "The file, CSV in UTF-8")
  @APIResponse(responseCode = "422", description = "Not a stretch of the past")
  public RestResponse<StreamingOutput> generalLedger(
      @Parameter(description = "Month, instead of from and to", example = "2026-10")
          @QueryParam("period")
          @Nullable String period,
      @Parameter(description = "Date or instant; the begin of this month if absent")
          @QueryParam("from")
          @Nullable String from,
      @Parameter(description = "Date or instant; now if absent") @QueryParam("to")
          @Nullable String to,
      @Parameter(description = "true for Excel: begins with a byte order mark") @QueryParam("bom")
          boolean bom) {
    return csv("general-ledger", exports.generalLedger(new Stretch(period, from, to), format(bom)));
  }

  @GET
  @Path("/general-ledger.jsonl")
  @Operation(
      summary = "The same as JSON lines",
      description = "The last line has end, lines and sha256; a file without it was cut.")
  @APIResponse(responseCode = "200", description = "The file, one JSON object a line")
  @APIResponse(responseCode = "422", description = "Not a stretch of the past")
  public RestResponse<StreamingOutput> generalLedgerAsJson(
      @QueryParam("period") @Nullable String period,
      @QueryParam("from") @Nullable String from,
      @QueryParam("to") @Nullable String to) {
    return file(
        "application/x-ndjson",
        "general-ledger.jsonl",
        exports.generalLedger(new Stretch(period, from, to), Format.JSON_LINES));
  }

  @GET
  @Path("/liability.csv")
  @Operation(
      summary = "What customers had, waited for and owed at a moment, and where the rest was",
      description =
          "By asset and campaign. Amounts from outstanding to issuance, without held, sum to zero in each line. "
              + ENDING)
  @APIResponse(responseCode = "200", description = "The file, CSV in UTF-8")
  @APIResponse(responseCode = "422", description = "Not a moment of the past")
  public RestResponse<StreamingOutput> liability(
      @Parameter(description = "Date or instant before which all counts; now if absent")
          @QueryParam("at")
          @Nullable String at,
      @Parameter(description = "recorded (if absent) or effective") @QueryParam("by")
          @Nullable String by,
      @QueryParam("bom") boolean bom) {
    return csv("liability", exports.liability(at, by, format(bom)));
  }

  @GET
  @Path("/roll-forward.csv")
  @Operation(
      summary = "From the opening to the closing balance of what customers have",
      description =
          "closing = opening + issued - redeemed - expired - reversed + adjusted + other. "
              + ENDING)
  @APIResponse(responseCode = "200", description = "The file, CSV in UTF-8")
  @APIResponse(responseCode = "422", description = "Not a stretch of the past")
  public RestResponse<StreamingOutput> rollForward(
      @QueryParam("period") @Nullable String period,
      @QueryParam("from") @Nullable String from,
      @QueryParam("to") @Nullable String to,
      @Parameter(description = "effective (if absent) or recorded") @QueryParam("by")
          @Nullable String by,
      @QueryParam("bom") boolean bom) {
    return csv("roll-forward", exports.rollForward(new Stretch(period, from, to), by, format(bom)));
  }

  private static Format format(boolean bom) {
    return bom ? Format.CSV_WITH_MARK : Format.CSV;
  }

  private static RestResponse<StreamingOutput> csv(String name, Consumer<OutputStream> content) {
    return file("text/csv;charset=UTF-8;header=present", name + ".csv", content);
  }

  private static RestResponse<StreamingOutput> file(
      String type, String name, Consumer<OutputStream> content) {
    StreamingOutput body = content::accept;
    return ResponseBuilder.ok(body)
        .header("Content-Type", type)
        .header("Content-Disposition", "attachment; filename=\"" + name + "\"")
        .build();
  }
}
