package io.goodword.reward.audit;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** The chain over the ledger, for those who check it. */
@Path("/v1/ledger")
@RolesAllowed({"finance", "auditor"})
class ChainResource {

  private final Verifying verifying;

  ChainResource(Verifying verifying) {
    this.verifying = verifying;
  }

  @GET
  @Path("/proof")
  @Operation(
      summary = "Checks every law of the books against every row, and the end of the chain",
      description =
          "balanced says whether every law holds. Note height and hash of the chain somewhere else:"
              + " 'verify' can tell later whether the chain is still the same.")
  public Verifying.Proof proof() {
    return verifying.proof();
  }

  @GET
  @Path("/verify")
  @Operation(
      summary = "Recomputes the hash chain over journals and entries",
      description =
          "Any range of blocks verifies by itself. A long range is answered in parts: go on with"
              + " 'next'. The command './goodword ledger verify' does the same without the service.")
  @APIResponse(
      responseCode = "200",
      description = "What was recomputed, and what is not as it was sealed",
      content =
          @Content(
              examples =
                  @ExampleObject(
                      name = "An entry was changed",
                      value =
                          """
                          {"verifies": false, "from": 1, "to": 12, "journals": 340, "next": null,
                           "hash": "5f0c8e7a...", "found": 1,
                           "findings": [{"what": "changed-entry", "height": 7,
                             "journalId": "0198f0a2-6c1e-7d57-9d4e-2f6f3c1b7a55", "accountId": 42, "seq": 3,
                             "detail": "entry 3 of account 42 is not as it was sealed"}]}
                          """)))
  @APIResponse(responseCode = "422", description = "There is no such range")
  public Verifying.Report verify(
      @Parameter(description = "First block, default 1") @QueryParam("from") @Nullable Long from,
      @Parameter(description = "Last block, default the last there is") @QueryParam("to")
          @Nullable Long to,
      @Parameter(description = "Hash noted earlier for the last block, in hexadecimal")
          @QueryParam("hash")
          @Nullable String hash) {
    return verifying.verify(from, to, hash);
  }
}
