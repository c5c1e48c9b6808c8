package io.goodword.journeys.story;

import io.goodword.journeys.client.Reply;
import java.io.PrintStream;
import java.util.regex.Pattern;

/** Tells the story on a screen: who does what, the request line, the answer that matters. */
public final class Narrator {

  private static final int TARGET_WIDTH = 62;
  private static final int QUOTE_LENGTH = 96;

  /** Ids are cut in the middle, so that the end of a request line stays to be seen. */
  private static final Pattern LONG_ID =
      Pattern.compile("([0-9a-f]{4})[0-9a-f]{4}(?:-[0-9a-f]{4}){3}-[0-9a-f]{8}([0-9a-f]{4})");

  private final PrintStream screen;

  /** Tells it on a screen. */
  public Narrator(PrintStream screen) {
    this.screen = screen;
  }

  /** Begins a step. */
  public void step(int number, String title) {
    screen.printf("%n%d  %s%n", number, title);
  }

  /** Tells a request and what of its answer matters. */
  public Reply call(String who, Reply reply, String answer) {
    screen.printf(
        "   %-8s %-" + TARGET_WIDTH + "s %d  %s%n", who, target(reply), reply.status(), answer);
    return reply;
  }

  /** Tells something that is not a request. */
  public void tell(String who, String sentence) {
    screen.printf("   %-8s %s%n", who, sentence);
  }

  /** Shows words that a person reads. */
  public void quote(String who, String where, String words) {
    String line = words.replaceAll("\\s+", " ").strip();
    screen.printf("   %-8s %-12s “%s”%n", who, where, shortened(line, QUOTE_LENGTH));
  }

  /** Shows a row of a table. */
  public void row(String format, Object... values) {
    screen.printf("   %-8s " + format + "%n", prepend("", values));
  }

  private static Object[] prepend(Object first, Object[] rest) {
    var all = new Object[rest.length + 1];
    all[0] = first;
    System.arraycopy(rest, 0, all, 1, rest.length);
    return all;
  }

  private static String target(Reply reply) {
    return shortened(LONG_ID.matcher(reply.call().toString()).replaceAll("$1…$2"), TARGET_WIDTH);
  }

  private static String shortened(String text, int length) {
    return text.length() <= length ? text : text.substring(0, length - 1) + "…";
  }
}
