package io.goodword.contracts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The golden samples: real payloads of every released event, kept for ever. */
final class Samples {

  private Samples() {}

  /** Samples of a type by file name; at least one. */
  static Map<String, String> of(EventContract contract) {
    Path folder = Committed.RESOURCES.resolve("samples").resolve(contract.type());
    Map<String, String> samples = new TreeMap<>();
    if (!Files.isDirectory(folder)) {
      return samples;
    }
    try (Stream<Path> files = Files.list(folder)) {
      files.forEach(file -> samples.put(file.getFileName().toString(), Committed.read(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return samples;
  }

  /** The sample of a type that says most: none of its optional fields is absent. */
  static Record fullest(EventContract contract) {
    return of(contract).values().stream()
        .<Record>map(sample -> Json.read(sample, contract.payload()))
        .filter(payload -> values(payload).stream().allMatch(java.util.Objects::nonNull))
        .findFirst()
        .orElseThrow(
            () -> new AssertionError("no sample of " + contract.type() + " has every field"));
  }

  /** Component values of a record in order. */
  static List<@Nullable Object> values(Record payload) {
    return Arrays.stream(payload.getClass().getRecordComponents())
        .<@Nullable Object>map(component -> value(payload, component))
        .toList();
  }

  private static @Nullable Object value(Record payload, RecordComponent component) {
    try {
      return component.getAccessor().invoke(payload);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(component + " cannot be read", e);
    }
  }
}
