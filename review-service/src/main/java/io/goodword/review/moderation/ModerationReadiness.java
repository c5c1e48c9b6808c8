package io.goodword.review.moderation;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Keeps visitors away until texts can be judged. */
@Readiness
@ApplicationScoped
class ModerationReadiness implements HealthCheck {

  private final TextModeration moderation;

  ModerationReadiness(TextModeration moderation) {
    this.moderation = moderation;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("moderation lists and dictionary")
        .status(moderation.isLoaded())
        .build();
  }
}
