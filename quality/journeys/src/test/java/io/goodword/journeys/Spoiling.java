package io.goodword.journeys;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.goodword.journeys.client.Call;
import io.goodword.journeys.client.Json;
import io.goodword.journeys.client.World;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes bad requests of good ones, by one broken rule each. */
final class Spoiling {

  private final List<Bad> all = new ArrayList<>();

  /**
   * One of them.
   *
   * @param rule what it breaks
   * @param user who sends it, somebody who may; empty for the shop's system
   */
  record Bad(String rule, String user, Call call) {

    @Override
    public String toString() {
      return rule + ": " + call.method() + " " + call.uri().getPath();
    }
  }

  /** One good request to spoil. */
  final class Good {
    private final String user;
    private final String method;
    private final URI base;
    private final String path;
    private final JsonNode body;

    Good(String user, String method, URI base, String path, JsonNode body) {
      this.user = user;
      this.method = method;
      this.base = base;
      this.path = path;
      this.body = body;
    }

    /** A value that is not allowed at a place, given as a JSON pointer. */
    Good wrong(String pointer, @Nullable Object value) {
      JsonNode copy = body.deepCopy();
      int last = pointer.lastIndexOf('/');
      JsonNode parent = copy.at(pointer.substring(0, last));
      JsonNode node = value == null ? NullNode.getInstance() : Json.object("v", value).path("v");
      if (parent instanceof ArrayNode array) {
        array.set(Integer.parseInt(pointer.substring(last + 1)), node);
      } else {
        ((ObjectNode) parent).set(pointer.substring(last + 1), node);
      }
      String shown = value == null ? "null" : value.toString();
      add(
          pointer + " = " + (shown.length() > 20 ? shown.substring(0, 20) + "…" : shown),
          Json.write(copy));
      return this;
    }

    Good without(String... fields) {
      for (String field : fields) {
        ObjectNode copy = body.deepCopy();
        copy.remove(field);
        add("without " + field, Json.write(copy));
      }
      return this;
    }

    /** What no body may be. */
    Good notJson() {
      add("an empty body", "");
      add("broken JSON", "{\"name\": ");
      add("a list", "[1, 2]");
      add("a text", "\"hello\"");
      add("trailing garbage", Json.write(body) + "}");
      add("an unknown field", Json.write(((ObjectNode) body.deepCopy()).put("unknownField", 1)));
      add("deep nesting", "{\"name\":" + "[".repeat(5_000) + "]".repeat(5_000) + "}");
      all.add(
          new Bad(
              "another media type",
              user,
              call(Json.write(body)).header("Content-Type", "text/plain")));
      return this;
    }

    Good keyless() {
      all.add(new Bad("no Idempotency-Key", user, bare(Json.write(body))));
      all.add(new Bad("a short Idempotency-Key", user, bare(Json.write(body)).key("abc")));
      all.add(new Bad("a long Idempotency-Key", user, bare(Json.write(body)).key("k".repeat(101))));
      return this;
    }

    private void add(String rule, String text) {
      all.add(new Bad(rule, user, call(text)));
    }

    private Call call(String text) {
      return bare(text).key(World.fresh("bad"));
    }

    private Call bare(String text) {
      return Call.of(method, URI.create(base + path)).json(text);
    }
  }

  void get(String user, URI base, String rule, String path) {
    all.add(new Bad(rule, user, Call.get(base, path)));
  }

  List<Bad> all() {
    return List.copyOf(all);
  }
}
