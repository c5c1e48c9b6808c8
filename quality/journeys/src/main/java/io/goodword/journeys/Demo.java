package io.goodword.journeys;

import io.goodword.journeys.client.Addresses;
import io.goodword.journeys.client.StoryBroken;
import io.goodword.journeys.client.World;
import io.goodword.journeys.story.Narrator;
import io.goodword.journeys.story.Recommendation;
import io.goodword.journeys.story.TeaClub;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.KafkaException;

/**
 * Tells one recommendation and a club with points against a running suite, found by the system
 * properties {@code goodword.referral}, {@code .review}, {@code .reward}, {@code .notification},
 * {@code .inbox}, {@code .oidc} and {@code .kafka}. Exit code 0 when everything was exactly as
 * told, 1 when not.
 */
public final class Demo {

  private Demo() {}

  /** Takes no arguments. */
  public static void main(String[] arguments) {
    // Chinese texts, whatever the locale of the terminal says
    var screen =
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    System.exit(tell(screen));
  }

  private static int tell(PrintStream screen) {
    long begun = System.nanoTime();
    try {
      World world = World.at(Addresses.ofSystemProperties());
      screen.println("One recommendation, all the way through (run " + world.run() + ")");
      var narrator = new Narrator(screen);
      new Recommendation(world, narrator).tell();
      screen.printf(
          "%nA tea club. Grace, Hugo and Iris are members; Mei is the marketer, Fei and Lin are finance,"
              + " Su is support, An the auditor%n");
      new TeaClub(world, narrator).tell();
      screen.printf(
          "%nEverything was exactly as told, in %d s.%n",
          (System.nanoTime() - begun) / 1_000_000_000L);
      return 0;
    } catch (StoryBroken broken) {
      screen.printf("%nThe story broke: %s%n", broken.getMessage());
      return 1;
    } catch (KafkaException away) {
      screen.printf("%nThe story broke: Kafka does not answer (%s).%n", away.getMessage());
      return 1;
    }
  }
}
