package io.goodword.kit.source;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Produces the one clock of a service; tests replace it by one that they move. */
@ApplicationScoped
class Sources {

  @Produces
  @Singleton
  @io.quarkus.arc.DefaultBean
  Clock clock() {
    return Clock.systemUTC();
  }
}
