package io.goodword.journeys;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The expected table of who may call what, {@code identity-matrix.txt}. */
final class IdentityTable {

  static final String NONE = "none";

  /** Columns of the matrix. */
  static final List<String> IDENTITIES =
      List.of(
          "owner",
          "other",
          "marketer",
          "moderator",
          "support",
          "sales",
          "finance",
          "auditor",
          "system",
          NONE);

  private final Map<Operation, Set<String>> allowed = new LinkedHashMap<>();

  /**
   * An operation of an OpenAPI document.
   *
   * @param service referral, review, reward or notification
   * @param method HTTP method
   * @param path path with its parameters in braces
   */
  record Operation(String service, String method, String path) {
    @Override
    public String toString() {
      return "%-12s %-6s %s".formatted(service, method, path);
    }
  }

  static IdentityTable read() {
    var table = new IdentityTable();
    InputStream file = IdentityTable.class.getResourceAsStream("/identity-matrix.txt");
    try (var lines =
        new BufferedReader(
            new InputStreamReader(Objects.requireNonNull(file), StandardCharsets.UTF_8))) {
      lines
          .lines()
          .map(String::strip)
          .filter(line -> !line.isEmpty() && !line.startsWith("#"))
          .forEach(table::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return table;
  }

  private void add(String line) {
    String[] words = line.split("\\s+");
    var identities = new LinkedHashSet<String>();
    for (String word : Arrays.asList(words).subList(3, words.length)) {
      switch (word) {
        case "public" -> identities.addAll(IDENTITIES);
        case "own" -> identities.addAll(List.of("owner", "other"));
        case "-" -> identities.clear();
        default -> {
          if (!IDENTITIES.contains(word)) {
            throw new IllegalArgumentException("unknown identity '" + word + "' in: " + line);
          }
          identities.add(word);
        }
      }
    }
    allowed.put(new Operation(words[0], words[1], words[2]), identities);
  }

  boolean knows(Operation operation) {
    return allowed.containsKey(operation);
  }

  boolean allows(Operation operation, String identity) {
    return allowed.getOrDefault(operation, Set.of()).contains(identity);
  }

  boolean isPublic(Operation operation) {
    return allows(operation, NONE);
  }

  Set<Operation> operations() {
    return allowed.keySet();
  }
}
