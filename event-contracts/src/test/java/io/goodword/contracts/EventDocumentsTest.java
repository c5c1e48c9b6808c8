package io.goodword.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.nio.file.Files;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The committed documents are those of today's catalogue, and their links lead somewhere. */
class EventDocumentsTest {

  @Test
  void shouldEqualCommittedAsyncApiWhenGenerated() {
    Committed.mustEqual(Committed.DOCUMENTS.resolve("asyncapi.yaml"), EventDocuments.asyncApi());
  }

  @Test
  void shouldEqualCommittedTableWhenGenerated() {
    Committed.mustEqual(Committed.DOCUMENTS.resolve("README.md"), EventDocuments.table());
  }

  @Test
  void shouldEqualCommittedReflectionWhenGenerated() {
    Committed.mustEqual(
        Committed.RESOURCES.resolve(
            "META-INF/native-image/io.goodword/event-contracts/reflect-config.json"),
        EventDocuments.reflection());
  }

  @Test
  void shouldDescribeEveryTopicWhenCatalogueGrows() {
    Set<String> topics =
        EventCatalogue.ALL.stream().map(EventContract::topic).collect(Collectors.toSet());
    assertThat(EventDocuments.TOPICS.keySet()).isEqualTo(topics);
  }

  @Test
  void shouldResolveEachReferenceWhenAsyncApiIsRead() throws JsonProcessingException {
    JsonNode document = new YAMLMapper().readTree(EventDocuments.asyncApi());
    Set<String> references = new TreeSet<>();
    document.findValuesAsText("$ref").forEach(references::add);
    assertThat(references).hasSizeGreaterThan(2 * EventCatalogue.ALL.size());
    assertThat(references)
        .allSatisfy(
            reference -> {
              if (reference.startsWith("#")) {
                assertThat(document.at(reference.substring(1)).isObject()).isTrue();
              } else {
                assertThat(Files.exists(Committed.DOCUMENTS.resolve(reference))).isTrue();
              }
            });
    assertThat(document.at("/channels/reward/messages").size())
        .isEqualTo(EventDocuments.on("goodword.reward").size());
    assertThat(document.at("/operations/read-commerce/action").asText()).isEqualTo("receive");
  }
}
