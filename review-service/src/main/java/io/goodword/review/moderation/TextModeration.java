package io.goodword.review.moderation;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.CompletableFuture;

/**
 * Judges texts with the lists and the dictionary of this service. Both are loaded at start beside
 * everything else; the service is ready only when they are there.
 */
@ApplicationScoped
public class TextModeration {

  private static final String WARMING = "种植大麻";

  private final Segmenter segmenter = new HanLpSegmenter();
  private final CompletableFuture<WordLists> lists = new CompletableFuture<>();
  private final MeterRegistry metrics;

  TextModeration(MeterRegistry metrics) {
    this.metrics = metrics;
  }

  void load(@Observes StartupEvent event) {
    Thread.ofPlatform()
        .daemon()
        .name("moderation-lists")
        .start(
            () -> {
              try {
                WordLists shipped = WordLists.shipped();
                Moderation.decide(WARMING, shipped, segmenter);
                lists.complete(shipped);
              } catch (RuntimeException e) {
                lists.completeExceptionally(e);
              }
            });
  }

  /** Decides about a text; waits for the lists during the first second of the service. */
  public Verdict judge(String text) {
    Verdict verdict = Moderation.decide(text, lists.join(), segmenter);
    metrics
        .counter(
            "goodword.review.moderation.verdicts",
            "verdict",
            switch (verdict) {
              case Verdict.Publish publish -> "publish";
              case Verdict.Hold hold -> "hold";
              case Verdict.Reject reject -> "reject";
            })
        .increment();
    return verdict;
  }

  /** The text with personal data, handles of messengers and links covered by asterisks. */
  public String masked(String text) {
    return Moderation.mask(text);
  }

  boolean isLoaded() {
    return lists.isDone() && !lists.isCompletedExceptionally();
  }
}
