package io.goodword.journeys;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.goodword.journeys.Spoiling.Bad;
import io.goodword.journeys.client.Json;
import io.goodword.journeys.client.World;
import java.net.URI;
import java.util.List;

/**
 * Requests to the ledger that break one rule each: holds, batches, the past, the chain, replays.
 */
final class BadLedgerRequests {

  private static final String LONG = "长".repeat(20_000);

  private BadLedgerRequests() {}

  static List<Bad> all(World world, String campaignId, String customer) {
    var made = new Spoiling();
    URI base = world.addresses().reward();
    ObjectNode from = account("budget", campaignId);
    ObjectNode to = account("customer", customer);
    made
        .new Good(
            "fei",
            "POST",
            base,
            "/v1/holds",
            Json.object(
                "businessKey", World.fresh("bad"), "amount", 1, "account", from, "counter", to))
        .notJson()
        .keyless()
        .without("businessKey", "amount", "account", "counter")
        .wrong("/businessKey", LONG)
        .wrong("/amount", 0)
        .wrong("/amount", -1)
        .wrong("/amount", 0.5)
        .wrong("/amount", Long.MAX_VALUE)
        .wrong("/account/class", "treasure")
        .wrong("/account/asset", "NOWHERE")
        .wrong("/counter", from)
        .wrong("/dueAt", "soon")
        .wrong("/expiresAt", "soon")
        .wrong("/expiresAt", "2001-01-01T00:00:00Z")
        .wrong("/cause", LONG);
    made
        .new Good(
            "fei",
            "PUT",
            base,
            "/v1/assets/POINTS/expiry",
            Json.object("validity", "P12M", "zone", "Asia/Shanghai"))
        .notJson()
        .without("zone")
        .wrong("/validity", "a year")
        .wrong("/validity", "-P1D")
        .wrong("/validity", LONG)
        .wrong("/zone", "+08:00")
        .wrong("/zone", "Mars/Olympus")
        .wrong("/rounding", "week")
        .wrong("/grace", "soon")
        .wrong("/debt", "forgive");
    made.get(
        "fei",
        base,
        "a span that is none",
        "/v1/customers/" + customer + "/expiring?within=a-month");
    made.get(
        "fei", base, "a forged cursor of lots", "/v1/customers/" + customer + "/lots?after=%25%25");
    ObjectNode journal =
        Json.object(
            "kind", "adjust",
            "businessKey", World.fresh("bad"),
            "legs", Json.array(leg(from, -5), leg(to, 4)));
    made
        .new Good(
            "fei",
            "POST",
            base,
            "/v1/journals/batch",
            Json.object("mode", "atomic", "items", Json.array(journal)))
        .notJson()
        .keyless()
        .without("mode", "items")
        .wrong("/mode", "perhaps")
        .wrong("/items", Json.array())
        .wrong("/items", many(journal))
        .wrong("/items/0/kind", "gift")
        .wrong("/items/0/legs/0/amount", "five");
    made
        .new Good(
            "su",
            "POST",
            base,
            "/v1/events/replay",
            Json.object("from", "2026-11-25T00:00:00Z", "to", "2026-11-24T00:00:00Z"))
        .notJson()
        .keyless()
        .without("from", "to")
        .wrong("/from", "yesterday");
    made.get("an", base, "no block", "/v1/ledger/verify?from=0");
    made.get("an", base, "a block in words", "/v1/ledger/verify?from=one");
    made.get("an", base, "a block that is not there", "/v1/ledger/verify?to=999999999999");
    made.get("an", base, "no class", "/v1/accounts/treasure/x/balance");
    made.get("an", base, "no time", "/v1/accounts/issuance/house/balance?at=never");
    made.get("an", base, "no such time", "/v1/accounts/issuance/house/balance?by=chance");
    made.get("an", base, "no account", "/v1/accounts/customer/nobody-at-all/entries");
    String statement = "/v1/customers/" + customer + "/statement";
    made.get("fei", base, "no form", statement + "?format=pdf");
    made.get("fei", base, "no zone", statement + "?zone=Mars");
    made.get("fei", base, "a period turned round", statement + "?from=2026-11-25&to=2026-11-24");
    return made.all();
  }

  private static ArrayNode many(ObjectNode journal) {
    ArrayNode items = Json.array();
    for (int i = 0; i <= 1_000; i++) {
      items.add(journal);
    }
    return items;
  }

  private static ObjectNode account(String kind, String owner) {
    return Json.object("class", kind, "owner", owner, "asset", "POINTS");
  }

  private static ObjectNode leg(ObjectNode account, long amount) {
    return Json.object("account", account, "amount", amount);
  }
}
