package io.goodword.reward.ledger;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The books for finance and auditors. */
@Path("/v1/ledger")
@RolesAllowed({"finance", "auditor"})
class BooksResource {

  private final Books books;

  BooksResource(Books books) {
    this.books = books;
  }

  record TrialBalance(List<Books.AssetBalance> assets) {}

  record Liabilities(List<Books.Liability> assets) {}

  @GET
  @Path("/trial-balance")
  @Operation(summary = "Balances by asset and class; each asset sums to zero")
  public TrialBalance trialBalance() {
    return new TrialBalance(books.trialBalance());
  }

  @GET
  @Path("/liability")
  @Operation(summary = "What is owed to customers: what they have and what is held for them")
  public Liabilities liability() {
    return new Liabilities(books.liability());
  }
}
