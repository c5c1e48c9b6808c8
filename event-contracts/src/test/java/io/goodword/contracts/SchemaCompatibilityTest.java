package io.goodword.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

/** The comparer finds each planted break and lets additions pass. */
class SchemaCompatibilityTest {

  private static final String RELEASED =
      """
      {"type": "object", "description": "An order was paid.",
       "properties": {
         "orderId": {"type": "string", "pattern": "\\\\S"},
         "amount": {"type": "integer", "minimum": 0},
         "money": {"$ref": "#/$defs/Money"},
         "items": {"type": "array", "items": {"type": "string"}},
         "claim": {"type": "string"}},
       "required": ["orderId", "amount", "money", "items"],
       "$defs": {"Money": {"type": "object", "properties": {"currency": {"type": "string"}},
                           "required": ["currency"]}}}
      """;

  private final ObjectNode current = (ObjectNode) Json.tree(RELEASED);

  @Test
  void shouldFitWhenOnlyProseChanges() {
    current.put("description", "Somebody paid an order.");
    properties().withObject("amount").put("description", "minor units");
    assertThat(breaks()).isEmpty();
  }

  @Test
  void shouldFitWhenAnOptionalFieldIsAdded() {
    properties().putObject("channel").put("type", "string");
    assertThat(breaks()).isEmpty();
  }

  @Test
  void shouldBreakWhenAFieldIsRemoved() {
    properties().remove("claim");
    assertThat(breaks()).containsExactly("claim was removed");
  }

  @Test
  void shouldBreakWhenARequiredFieldIsAdded() {
    properties().putObject("channel").put("type", "string");
    ((ArrayNode) current.path("required")).add("channel");
    assertThat(breaks()).containsExactly("channel became required");
  }

  @Test
  void shouldBreakWhenARequiredFieldBecomesOptional() {
    ((ArrayNode) current.path("required")).remove(0);
    assertThat(breaks()).containsExactly("orderId was always there and became optional");
  }

  @Test
  void shouldBreakWhenATypeChanges() {
    properties().withObject("amount").put("type", "string");
    assertThat(breaks()).containsExactly("amount: type was \"integer\" and is \"string\"");
  }

  @Test
  void shouldBreakWhenALimitIsNarrowed() {
    properties().withObject("amount").put("minimum", 1);
    properties().withObject("claim").put("maxLength", 10);
    assertThat(breaks())
        .containsExactly(
            "amount: minimum was 0 and is 1", "claim: maxLength was not there and is 10");
  }

  @Test
  void shouldBreakWhenSomethingInsideChanges() {
    ((ObjectNode) current.at("/$defs/Money/properties/currency")).put("pattern", "[A-Z]{3}");
    properties().withObject("items").withObject("items").put("type", "object");
    assertThat(breaks())
        .containsExactly(
            "items[]: type was \"string\" and is \"object\"",
            "Money.currency: pattern was not there and is \"[A-Z]{3}\"");
  }

  private ObjectNode properties() {
    return (ObjectNode) current.path("properties");
  }

  private java.util.List<String> breaks() {
    JsonNode released = Json.tree(RELEASED);
    return SchemaCompatibility.breaks(released, current);
  }
}
