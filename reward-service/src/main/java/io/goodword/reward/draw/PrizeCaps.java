package io.goodword.reward.draw;

import io.goodword.kit.event.EventJson;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The prize caps of all markets, read once from the resources of this release. */
@Singleton
@RegisterForReflection(targets = {PrizeCap.class, PrizeCaps.Pack.class})
class PrizeCaps {

  private static final String RESOURCE = "draws/prize-caps.json";
  private static final String DEFAULT = "default";

  private final Pack pack;

  PrizeCaps() {
    this.pack = read();
    find(DEFAULT);
  }

  /**
   * The caps of a version.
   *
   * @param version date of this version, {@code yyyy-MM-dd}; a change of law is a new version
   */
  record Pack(String version, List<PrizeCap> markets) {}

  String version() {
    return pack.version();
  }

  /** The cap of a market; of an unknown one the strictest. */
  PrizeCap of(@Nullable String market) {
    return pack.markets().stream()
        .filter(cap -> cap.market().equals(market))
        .findFirst()
        .orElseGet(() -> find(DEFAULT));
  }

  private PrizeCap find(String market) {
    return pack.markets().stream()
        .filter(cap -> cap.market().equals(market))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(RESOURCE + " has no " + market));
  }

  private static Pack read() {
    var loader = Thread.currentThread().getContextClassLoader();
    try (var stream = loader.getResourceAsStream(RESOURCE)) {
      if (stream == null) {
        throw new IllegalStateException(RESOURCE + " is missing");
      }
      return EventJson.read(stream.readAllBytes(), Pack.class);
    } catch (IOException e) {
      throw new UncheckedIOException(RESOURCE + " cannot be read", e);
    }
  }
}
