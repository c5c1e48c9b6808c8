package io.goodword.referral.policy;

import io.goodword.kit.event.EventJson;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The packs of all markets, read once from the resources of this release. */
@Singleton
public class Policies {

  /** The pack of every market that has none of its own: the strictest union. */
  public static final String DEFAULT = "default";

  private static final List<String> FILES = List.of("CN", "TW", "EU", "US", DEFAULT);

  private final Map<String, PolicyPack> packs = new TreeMap<>();

  Policies() {
    for (String file : FILES) {
      PolicyPack pack = read(file);
      if (!pack.market().equals(file)) {
        throw new IllegalStateException("policies/" + file + ".json is of " + pack.market());
      }
      packs.put(file, pack);
    }
  }

  /** Markets with a pack, {@code default} included. */
  public Set<String> markets() {
    return Set.copyOf(packs.keySet());
  }

  /** The pack of a market; of an unknown one the strictest. */
  public PolicyPack of(String market) {
    @Nullable PolicyPack pack = packs.get(market);
    return pack == null ? packs.getOrDefault(DEFAULT, packs.values().iterator().next()) : pack;
  }

  private static PolicyPack read(String market) {
    String resource = "policies/" + market + ".json";
    var loader = Thread.currentThread().getContextClassLoader();
    try (var stream = loader.getResourceAsStream(resource)) {
      if (stream == null) {
        throw new IllegalStateException(resource + " is missing");
      }
      return EventJson.read(stream.readAllBytes(), PolicyPack.class);
    } catch (IOException e) {
      throw new UncheckedIOException(resource + " cannot be read", e);
    }
  }
}
