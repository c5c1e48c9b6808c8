package io.goodword.journeys.client;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Compares what was told with what is. */
public final class Expect {

  private Expect() {}

  /**
   * Requires two equal values.
   *
   * @param what what is compared, as the subject of a sentence
   * @throws StoryBroken when they differ
   */
  public static void same(String what, @Nullable Object told, @Nullable Object found) {
    if (!Objects.equals(told, found)) {
      throw new StoryBroken("%s should be %s but is %s.".formatted(what, told, found));
    }
  }

  /**
   * Requires a condition.
   *
   * @param sentence what should hold, as a sentence without its full stop
   * @param found what was found instead
   * @throws StoryBroken when it does not hold
   */
  public static void that(String sentence, boolean holds, @Nullable Object found) {
    if (!holds) {
      throw new StoryBroken("%s; found: %s".formatted(sentence, found));
    }
  }

  /**
   * Requires a text to contain another.
   *
   * @throws StoryBroken when it does not
   */
  public static void contains(String what, String told, String found) {
    if (!found.contains(told)) {
      throw new StoryBroken("%s should contain '%s' but is: %s".formatted(what, told, found));
    }
  }
}
