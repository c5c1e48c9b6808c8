package io.goodword.reward.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.goodword.kit.event.EventJson;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("RWD-03")
class ProgressTest {

  private static final Set<String> BOTH = Set.of("registered", "reviewed");

  @Test
  void shouldCountFromOneWhenNothingIsRequired() {
    Progress.Advance first = Progress.NONE.happened(event("a", 30), Set.of());
    Progress.Advance second = first.progress().happened(event("b", 12), Set.of());

    assertThat(first.due()).containsExactly(new Progress.Occurrence("a", 1, 0, 30));
    assertThat(second.due()).containsExactly(new Progress.Occurrence("b", 2, 30, 42));
    assertThat(second.progress()).isEqualTo(new Progress(2, 42, new TreeSet<>(), List.of()));
  }

  @Test
  void shouldWaitUntilTheLastRequirementIsMet() {
    Progress.Advance waits = Progress.NONE.happened(event("a", 1), BOTH);
    Progress.Advance half = waits.progress().met("registered", BOTH);
    Progress.Advance again = half.progress().met("registered", BOTH);
    Progress.Advance second = again.progress().happened(event("b", 2), BOTH);
    Progress.Advance complete = second.progress().met("reviewed", BOTH);
    Progress.Advance later = complete.progress().happened(event("c", 3), BOTH);

    assertThat(List.of(waits, half, again, second)).allMatch(step -> step.due().isEmpty());
    assertThat(complete.due())
        .containsExactly(
            new Progress.Occurrence("a", 1, 0, 1), new Progress.Occurrence("b", 2, 1, 3));
    assertThat(complete.progress().waiting()).isEmpty();
    assertThat(later.due()).containsExactly(new Progress.Occurrence("c", 3, 3, 6));
  }

  @Test
  void shouldDropWhatIsOneTooManyToWait() {
    Progress progress = Progress.NONE;
    for (int i = 0; i < Progress.MOST_WAITING; i++) {
      Progress.Advance advance = progress.happened(event("e" + i, 0), BOTH);
      assertThat(advance.crowded()).isFalse();
      progress = advance.progress();
    }
    Progress.Advance beyond = progress.happened(event("beyond", 0), BOTH);
    assertThat(beyond.crowded()).isTrue();
    assertThat(beyond.due()).isEmpty();
    assertThat(beyond.progress()).isEqualTo(progress);
  }

  @Test
  void shouldStayAtTheHighestSum() {
    var near = new Progress(1, Long.MAX_VALUE - 5, new TreeSet<>(), List.of());
    assertThat(near.happened(event("a", 5), Set.of()).progress().measured())
        .isEqualTo(Long.MAX_VALUE);
    assertThat(near.happened(event("a", 6), Set.of()).progress().measured())
        .isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void shouldBeTheSameAfterItWasStored() {
    var progress = new Progress(3, 9, new TreeSet<>(BOTH), List.of(event("a", 1)));
    assertThat(EventJson.readOwn(EventJson.write(progress), Progress.class)).isEqualTo(progress);
  }

  @Property(tries = 500)
  void shouldCountTheSameEventsInWhateverOrderTheyCome(@ForAll long seed) {
    var random = new Random(seed);
    var steps = new ArrayList<String>(List.of("registered", "reviewed"));
    int events = random.nextInt(6);
    for (int i = 0; i < events; i++) {
      steps.add("event-" + i);
    }
    Collections.shuffle(steps, random);
    Progress progress = Progress.NONE;
    var due = new ArrayList<String>();
    for (String step : steps) {
      Progress.Advance advance =
          step.startsWith("event")
              ? progress.happened(event(step, 10), BOTH)
              : progress.met(step, BOTH);
      advance.due().forEach(occurrence -> due.add(occurrence.eventId()));
      progress = advance.progress();
    }
    assertThat(due)
        .containsExactlyElementsOf(steps.stream().filter(it -> it.startsWith("event")).toList());
    assertThat(progress.occurrences()).isEqualTo(events);
    assertThat(progress.measured()).isEqualTo(10L * events);
    assertThat(progress.waiting()).isEmpty();
  }

  private static Progress.Pending event(String id, long measured) {
    return new Progress.Pending(id, measured);
  }
}
