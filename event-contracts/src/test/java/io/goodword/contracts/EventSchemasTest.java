package io.goodword.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Records, committed schemas, golden samples and the last release say the same. */
class EventSchemasTest {

  private static final Path SCHEMAS = Committed.RESOURCES.resolve("schemas");
  private static final Set<String> CONTACT_WORDS =
      Set.of(
          "email",
          "mail",
          "phone",
          "mobile",
          "tel",
          "msisdn",
          "address",
          "name",
          "surname",
          "street",
          "birthday",
          "birth",
          "wechat",
          "openid",
          "ip");
  private static final Set<String> HASHES = Set.of("addressHash", "ipHash");
  private static final Set<String> OPINIONS =
      Set.of("rating", "stars", "score", "sentiment", "opinion");

  static Stream<EventContract> contracts() {
    return EventCatalogue.ALL.stream();
  }

  /** {@code -Dregenerate=true} writes the schemas, {@code -Drelease=true} also the baseline. */
  @BeforeAll
  static void writeWhenAsked() {
    for (EventContract contract : EventCatalogue.ALL) {
      for (Path folder : List.of(SCHEMAS, Committed.RELEASED)) {
        if (Boolean.getBoolean(folder.equals(SCHEMAS) ? "regenerate" : "release")) {
          Committed.write(
              folder.resolve(contract.type() + ".json"), SchemaGenerator.schemaOf(contract));
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("contracts")
  void shouldEqualCommittedSchemaWhenGeneratedFromRecord(EventContract contract) {
    Committed.mustEqual(
        SCHEMAS.resolve(contract.type() + ".json"), SchemaGenerator.schemaOf(contract));
  }

  @Test
  void shouldHaveNoSchemaOrSampleOfAnUnknownType() throws IOException {
    Set<String> types =
        EventCatalogue.ALL.stream().map(EventContract::type).collect(Collectors.toSet());
    assertThat(names(SCHEMAS, ".json")).isEqualTo(types);
    assertThat(names(Committed.RESOURCES.resolve("samples"), "")).isEqualTo(types);
    assertThat(types).containsAll(names(Committed.RELEASED, ".json"));
  }

  @ParameterizedTest
  @MethodSource("contracts")
  void shouldFitTheLastReleaseWhenSchemaChanges(EventContract contract) {
    Path released = Committed.RELEASED.resolve(contract.type() + ".json");
    if (!Files.exists(released)) {
      return; // a type that was not released yet
    }
    String current = Committed.read(SCHEMAS.resolve(contract.type() + ".json"));
    assertThat(SchemaCompatibility.breaks(Json.tree(Committed.read(released)), Json.tree(current)))
        .as("%s breaks its released version; make a .v2 instead", contract.type())
        .isEmpty();
  }

  @ParameterizedTest
  @MethodSource("contracts")
  void shouldFitSchemaAndRecordWhenSampleIsRead(EventContract contract) {
    Map<String, String> samples = Samples.of(contract);
    assertThat(samples).as("samples of %s", contract.type()).isNotEmpty();
    Path released = Committed.RELEASED.resolve(contract.type() + ".json");
    samples.forEach(
        (name, sample) -> {
          assertThat(errors(SCHEMAS.resolve(contract.type() + ".json"), sample)).as(name).isEmpty();
          if (Files.exists(released)) {
            assertThat(errors(released, sample)).as("%s against the release", name).isEmpty();
          }
          assertThat(Json.treeOf(Json.read(sample, contract.payload())))
              .as("%s read and written again", name)
              .isEqualTo(Json.tree(sample));
        });
  }

  @ParameterizedTest
  @MethodSource("contracts")
  void shouldHaveASampleWithoutOptionalFieldsWhenThereAreSome(EventContract contract) {
    JsonNode schema = Json.tree(SchemaGenerator.schemaOf(contract));
    boolean bare =
        Samples.of(contract).values().stream()
            .anyMatch(sample -> Json.tree(sample).size() == schema.path("required").size());
    assertThat(bare).as("a sample of %s with the required fields only", contract.type()).isTrue();
  }

  @ParameterizedTest
  @MethodSource("contracts")
  void shouldRefuseBySchemaWhenARequiredFieldIsMissingOrWrong(EventContract contract) {
    Path schema = SCHEMAS.resolve(contract.type() + ".json");
    String sample = Samples.of(contract).values().iterator().next();
    for (JsonNode field : Json.tree(Committed.read(schema)).path("required")) {
      var without = (com.fasterxml.jackson.databind.node.ObjectNode) Json.tree(sample);
      without.remove(field.asText());
      assertThat(errors(schema, without.toString())).as("without %s", field).isNotEmpty();
      without.putNull(field.asText());
      assertThat(errors(schema, without.toString())).as("null as %s", field).isNotEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("contracts")
  @Tag("GOV-02")
  void shouldCarryNoContactDataWhenFieldsAreNamed(EventContract contract) {
    assertThat(fieldNames(contract))
        .filteredOn(name -> !HASHES.contains(name))
        .allSatisfy(name -> assertThat(words(name)).doesNotContainAnyElementsOf(CONTACT_WORDS));
  }

  @ParameterizedTest
  @MethodSource("contracts")
  void shouldCarryNoOpinionWhenFieldsAreNamed(EventContract contract) {
    assertThat(fieldNames(contract))
        .allSatisfy(name -> assertThat(words(name)).doesNotContainAnyElementsOf(OPINIONS));
  }

  @Test
  void shouldFindContactDataWhenItIsPlanted() {
    assertThat(words("advocateEmail")).containsAnyElementsOf(CONTACT_WORDS);
    assertThat(words("deliveryAddress")).containsAnyElementsOf(CONTACT_WORDS);
    assertThat(words("milestone")).doesNotContainAnyElementsOf(CONTACT_WORDS);
  }

  private static List<String> words(String field) {
    return Stream.of(field.split("(?=[A-Z])"))
        .map(word -> word.toLowerCase(java.util.Locale.ROOT))
        .toList();
  }

  private static Set<String> fieldNames(EventContract contract) {
    Set<String> found = new TreeSet<>();
    for (JsonNode properties :
        Json.tree(SchemaGenerator.schemaOf(contract)).findValues("properties")) {
      properties.fieldNames().forEachRemaining(found::add);
    }
    return found;
  }

  private static List<String> errors(Path schemaFile, String sample) {
    Schema schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(Committed.read(schemaFile), InputFormat.JSON);
    return schema
        .validate(
            sample,
            InputFormat.JSON,
            context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)))
        .stream()
        .map(Object::toString)
        .toList();
  }

  private static Set<String> names(Path folder, String suffix) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .map(name -> name.substring(0, name.length() - suffix.length()))
          .collect(Collectors.toSet());
    }
  }
}
