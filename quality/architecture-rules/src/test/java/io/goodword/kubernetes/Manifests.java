package io.goodword.kubernetes;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Rendered manifests, read as strictly as an API server would. */
record Manifests(List<HasMetadata> resources) {

  private static final KubernetesSerialization SERIALIZATION = new KubernetesSerialization();

  /** Renders a kustomization with the kubectl of this machine. */
  static String render(Path kustomization) throws InterruptedException {
    try {
      Process kubectl =
          new ProcessBuilder("kubectl", "kustomize", kustomization.toString())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      String text = new String(kubectl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (kubectl.waitFor() != 0) {
        throw new AssertionError("kubectl kustomize " + kustomization + " failed, see its message");
      }
      return text;
    } catch (IOException e) {
      throw new AssertionError(
          "the manifests cannot be checked because kubectl was not found on the PATH; install it"
              + " (no cluster is needed)",
          e);
    }
  }

  static Manifests read(String yaml) {
    List<HasMetadata> resources = new ArrayList<>();
    for (String document : yaml.split("(?m)^---$")) {
      if (!document.isBlank()) {
        resources.add(SERIALIZATION.unmarshal(document));
      }
    }
    return new Manifests(resources);
  }

  <T extends HasMetadata> List<T> of(Class<T> type) {
    return resources.stream().filter(type::isInstance).map(type::cast).toList();
  }

  <T extends HasMetadata> boolean has(Class<T> type, @Nullable String name) {
    return of(type).stream().anyMatch(one -> one.getMetadata().getName().equals(name));
  }

  /** Fields that the API does not have, and built-in kinds that do not exist. */
  List<String> unknown() {
    List<String> found = new ArrayList<>();
    for (HasMetadata resource : resources) {
      String name = resource.getKind() + "/" + resource.getMetadata().getName();
      if (resource instanceof GenericKubernetesResource) {
        String api = resource.getApiVersion();
        String group = api.contains("/") ? api.substring(0, api.indexOf('/')) : "";
        if (!group.contains(".") || group.endsWith(".k8s.io")) {
          found.add(name + ": there is no such kind in " + api);
        }
      } else {
        unknownFields(name, resource, found);
      }
    }
    return found;
  }

  private static void unknownFields(String path, @Nullable Object value, List<String> found) {
    switch (value) {
      case null -> {}
      case Collection<?> items -> {
        int index = 0;
        for (Object item : items) {
          unknownFields(path + "[" + index++ + "]", item, found);
        }
      }
      case Map<?, ?> map ->
          map.forEach((key, item) -> unknownFields(path + "." + key, item, found));
      default -> {
        if (value.getClass().getName().startsWith("io.fabric8.kubernetes.api.model")) {
          fields(value.getClass()).forEach(field -> unknownField(path, field, value, found));
        }
      }
    }
  }

  private static void unknownField(String path, Field field, Object owner, List<String> found) {
    try {
      field.setAccessible(true);
      Object value = field.get(owner);
      if (!field.getName().equals("additionalProperties")) {
        unknownFields(path + "." + field.getName(), value, found);
      } else if (value instanceof Map<?, ?> map) {
        map.keySet().forEach(key -> found.add(path + ": there is no field " + key));
      }
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(field + " cannot be read", e);
    }
  }

  private static Stream<Field> fields(Class<?> type) {
    Stream<Field> own =
        Stream.of(type.getDeclaredFields())
            .filter(field -> !Modifier.isStatic(field.getModifiers()) && !field.getType().isEnum());
    Class<?> parent = type.getSuperclass();
    return parent == null || parent == Object.class ? own : Stream.concat(own, fields(parent));
  }
}
