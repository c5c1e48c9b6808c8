package io.goodword.reward.draw;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;

/**
 * The published verifier in a JavaScript engine that belongs to the build. It has none of the
 * libraries of a browser or of node, so whatever the script needs it brings along.
 */
final class Script implements AutoCloseable {

  static final Path VERIFIER =
      Path.of("src", "main", "resources", "META-INF", "resources", "assets", "verify-draw.mjs");

  private static final Path RESOURCES = Path.of("src", "test", "resources", "draw");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern CHECK = Pattern.compile("data-check=\"([a-z]+)\"");
  private static final Pattern WORD = Pattern.compile("data-([a-z]+)=\"([^\"]*)\"");

  private final Context context;
  private final Value global;

  private Script() {
    context =
        Context.newBuilder("js")
            .option("js.esm-eval-returns-exports", "true")
            .option("engine.WarnInterpreterOnly", "false")
            .allowExperimentalOptions(true)
            .build();
    global = context.getBindings("js");
  }

  /** The functions of the verifier, under the name {@code draw}. */
  static Script functions() throws IOException {
    var script = new Script();
    script.global.putMember("draw", script.verifier());
    return script;
  }

  /**
   * The verifier as the page loads it.
   *
   * @param html the page, whose attributes it works with
   * @param evidence what the server answers
   * @return for each check its result and the words shown, and what was asked of the server
   */
  static JsonNode opened(String html, String evidence) throws IOException {
    try (var script = new Script()) {
      script.global.putMember("page", attributes(html).toString());
      script.global.putMember("evidence", evidence);
      script.context.eval("js", Files.readString(RESOURCES.resolve("page.js")));
      script.verifier();
      return JSON.readTree(
          script
              .context
              .eval(
                  "js",
                  "JSON.stringify({asked, checks: items.map(item => ({name: item.dataset.check,"
                      + " result: item.dataset.result, shown: item.shown.textContent}))})")
              .asString());
    }
  }

  /** The result of a function in a file of the test resources for some JSON. */
  JsonNode call(String file, JsonNode given) throws IOException {
    return apply(Files.readString(RESOURCES.resolve(file)), given);
  }

  /** The result of a function for some JSON. */
  JsonNode apply(String function, JsonNode given) throws IOException {
    global.putMember("given", given.toString());
    return JSON.readTree(
        context
            .eval("js", "JSON.stringify((%s\n)(JSON.parse(given)))".formatted(function))
            .asString());
  }

  @Override
  public void close() {
    context.close();
  }

  private Value verifier() throws IOException {
    return context.eval(
        Source.newBuilder("js", Files.readString(VERIFIER), "verify-draw.mjs")
            .mimeType("application/javascript+module")
            .build());
  }

  private static ObjectNode attributes(String html) {
    ObjectNode page = JSON.createObjectNode();
    Matcher check = CHECK.matcher(html);
    var checks = page.putArray("checks");
    while (check.find()) {
      checks.add(check.group(1));
    }
    int list = html.indexOf("data-evidence=");
    Matcher word = WORD.matcher(html.substring(list, html.indexOf('>', list)));
    var words = page.putObject("words");
    while (word.find()) {
      words.put(word.group(1), word.group(2));
    }
    return page;
  }
}
