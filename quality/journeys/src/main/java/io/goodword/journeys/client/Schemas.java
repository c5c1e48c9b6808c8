package io.goodword.journeys.client;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The published JSON Schemas of the events, {@code schemas/<type>.json} of event-contracts. */
public final class Schemas {

  private final SchemaRegistry registry =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
  private final Map<String, Schema> byType = new ConcurrentHashMap<>();

  /**
   * Requires data to fit the schema of its type.
   *
   * @throws StoryBroken when it does not, or when the type has no schema
   */
  public void mustFit(String type, String data) {
    List<Error> errors = byType.computeIfAbsent(type, this::load).validate(data, InputFormat.JSON);
    Expect.that("An event should fit its schema " + type, errors.isEmpty(), errors + " in " + data);
  }

  private Schema load(String type) {
    String name = "/schemas/" + type + ".json";
    try (InputStream text = Schemas.class.getResourceAsStream(name)) {
      if (text == null) {
        throw new StoryBroken("There is no published schema " + name + ".");
      }
      return registry.getSchema(
          new String(text.readAllBytes(), StandardCharsets.UTF_8), InputFormat.JSON);
    } catch (IOException e) {
      throw new StoryBroken("The schema " + name + " cannot be read.", e);
    }
  }
}
