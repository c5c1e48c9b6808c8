package io.goodword.journeys.survival;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** What the checker found, as a table. */
public final class Verdict {

  private static final int SHOWN = 5;

  private final List<Row> rows = new ArrayList<>();

  /**
   * One line.
   *
   * @param what what was counted
   * @param looked how many were looked at
   * @param violations what was not as it should be
   * @param promise whether a violation breaks the promise; otherwise it is told only
   */
  private record Row(String what, long looked, List<String> violations, boolean promise) {}

  void promise(String what, long looked, List<String> violations) {
    rows.add(new Row(what, looked, List.copyOf(violations), true));
  }

  void tell(String what, long looked, List<String> noted) {
    rows.add(new Row(what, looked, List.copyOf(noted), false));
  }

  /** Whether every promise was kept. */
  public boolean isKept() {
    return rows.stream().noneMatch(row -> row.promise() && !row.violations().isEmpty());
  }

  /** Prints the table. */
  public void print(PrintStream out) {
    out.printf("%n   %-62s %9s %11s%n", "", "looked at", "violations");
    for (Row row : rows) {
      out.printf(
          "   %-62s %9d %11s%n",
          row.what(),
          row.looked(),
          row.promise()
              ? Integer.toString(row.violations().size())
              : "(" + row.violations().size() + ")");
      row.violations().stream().limit(SHOWN).forEach(line -> out.println("        " + line));
    }
    out.printf("%n   %s%n", isKept() ? "Nothing lost, nothing twice." : "A PROMISE WAS BROKEN.");
  }

  @Override
  public String toString() {
    return rows.stream()
        .filter(row -> row.promise() && !row.violations().isEmpty())
        .map(row -> row.what() + ": " + row.violations().stream().limit(SHOWN).toList())
        .toList()
        .toString();
  }
}
