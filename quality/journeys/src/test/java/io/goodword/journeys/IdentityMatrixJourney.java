package io.goodword.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.goodword.journeys.IdentityTable.Operation;
import io.goodword.journeys.client.Call;
import io.goodword.journeys.client.Reply;
import io.goodword.journeys.client.World;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every operation of every service, called by everybody: nobody gets what is not theirs. */
@Order(6)
@Tag("F10")
class IdentityMatrixJourney {

  private static final Set<String> METHODS =
      Set.of("get", "head", "put", "post", "delete", "patch", "options");

  /** Reads first, erasures last, so that there is something to be refused all along. */
  private static final List<String> ORDER =
      List.of("GET", "HEAD", "PUT", "POST", "PATCH", "OPTIONS", "DELETE");

  @Test
  void shouldLetEverybodyDoExactlyWhatTheTableSays() throws IOException {
    World world = TheStack.world();
    IdentityTable table = IdentityTable.read();
    List<Operation> operations = operations(world);
    assertThat(operations.stream().filter(operation -> !table.knows(operation)).toList())
        .as("operations without a line in identity-matrix.txt")
        .isEmpty();
    assertThat(
            table.operations().stream().filter(o -> !operations.contains(o) && !hidden(o)).toList())
        .as("lines of identity-matrix.txt without an operation")
        .isEmpty();
    var fixture = new IdentityFixture(world);
    var rows = new LinkedHashMap<Operation, Map<String, Reply>>();
    for (Operation operation : operations) {
      var row = new LinkedHashMap<String, Reply>();
      for (String identity : callers(table, operation)) {
        row.put(identity, fixture.call(operation, identity));
      }
      rows.put(operation, row);
    }
    String matrix = print(table, rows);
    Files.createDirectories(Path.of("target"));
    Files.writeString(Path.of("target", "identity-matrix.txt"), matrix);
    System.out.printf(
        "%d operations x %d identities = %d calls, see target/identity-matrix.txt%n",
        rows.size(),
        IdentityTable.IDENTITIES.size(),
        rows.size() * IdentityTable.IDENTITIES.size());
    assertThat(escapes(table, rows)).as("escapes in %n%s", matrix).isEmpty();
  }

  /** HEAD comes with GET and is not always written down. */
  private static boolean hidden(Operation operation) {
    return operation.method().equals("HEAD");
  }

  /** Those who may not go first: an end or an erasure by one who may comes after. */
  private static List<String> callers(IdentityTable table, Operation operation) {
    return IdentityTable.IDENTITIES.stream()
        .sorted(Comparator.comparing((String identity) -> table.allows(operation, identity)))
        .toList();
  }

  private static List<Operation> operations(World world) {
    Map<String, URI> services =
        Map.of(
            "referral", world.addresses().referral(),
            "review", world.addresses().review(),
            "reward", world.addresses().reward(),
            "notification", world.addresses().notification());
    var found = new ArrayList<Operation>();
    services.forEach(
        (service, base) -> {
          JsonNode paths =
              world
                  .sendAsStranger(Call.get(base, "/q/openapi?format=json"))
                  .must(200)
                  .json()
                  .path("paths");
          assertThat(paths.size()).as("operations of " + service).isPositive();
          paths
              .properties()
              .forEach(
                  path ->
                      path.getValue()
                          .fieldNames()
                          .forEachRemaining(
                              method -> {
                                if (METHODS.contains(method)) {
                                  found.add(
                                      new Operation(
                                          service, method.toUpperCase(Locale.ROOT), path.getKey()));
                                }
                              }));
        });
    found.sort(
        Comparator.comparing((Operation operation) -> ORDER.indexOf(operation.method()))
            .thenComparing(operation -> operation.path().endsWith("/end"))
            .thenComparing(Operation::service)
            .thenComparing(Operation::path));
    return found;
  }

  private static List<String> escapes(
      IdentityTable table, Map<Operation, Map<String, Reply>> rows) {
    var escapes = new ArrayList<String>();
    rows.forEach(
        (operation, row) ->
            row.forEach(
                (identity, reply) -> {
                  String judged = judge(table, operation, identity, reply.status());
                  if (!judged.isEmpty()) {
                    escapes.add(
                        "%s as %s -> %d: %s"
                            .formatted(operation, identity, reply.status(), judged));
                  }
                }));
    return escapes;
  }

  private static String judge(
      IdentityTable table, Operation operation, String identity, int status) {
    if (status >= 500) {
      return "a failure of ours";
    }
    if (table.isPublic(operation)) {
      return status == 401 || status == 403 ? "it should be public" : "";
    }
    if (identity.equals(IdentityTable.NONE)) {
      return status == 401 ? "" : "without a token it should be 401";
    }
    if (!table.allows(operation, identity)) {
      return status == 403 || status == 404 ? "" : "it should be refused";
    }
    if (operation.method().equals("GET")) {
      return status < 300 ? "" : "it should be answered";
    }
    boolean policy = operation.path().equals("/v1/invitations") && status == 403;
    return status == 401 || (status == 403 && !policy) ? "it should be let in" : "";
  }

  private static String print(IdentityTable table, Map<Operation, Map<String, Reply>> rows) {
    var text = new StringBuilder();
    text.append("%-68s".formatted("operation"));
    IdentityTable.IDENTITIES.forEach(identity -> text.append("%11s".formatted(identity)));
    text.append('\n');
    rows.entrySet().stream()
        .sorted(Comparator.comparing(row -> row.getKey().service() + row.getKey().path()))
        .forEach(
            row -> {
              text.append("%-68s".formatted(row.getKey()));
              IdentityTable.IDENTITIES.forEach(
                  identity -> {
                    Reply reply = row.getValue().get(identity);
                    String status = reply == null ? "" : Integer.toString(reply.status());
                    text.append(
                        "%11s"
                            .formatted(
                                table.allows(row.getKey(), identity) ? status + "*" : status));
                  });
              text.append('\n');
            });
    return text.append("* may call it\n").toString();
  }
}
