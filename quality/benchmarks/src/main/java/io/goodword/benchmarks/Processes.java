package io.goodword.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Stream;

/** What Linux tells about processes: CPU time and proportional memory. */
final class Processes {

  /** Clock ticks a second; 100 on every Linux that Java runs on. */
  private static final double TICKS = 100;

  private static final int USER_TIME = 11;
  private static final int SYSTEM_TIME = 12;

  private Processes() {}

  /** A process and all that descend from it. */
  static Set<Long> tree(ProcessHandle root) {
    Set<Long> pids = new LinkedHashSet<>();
    pids.add(root.pid());
    root.descendants().forEach(child -> pids.add(child.pid()));
    return pids;
  }

  /** CPU seconds (user and system) that a process has used so far; 0 when it is gone. */
  static double cpuSeconds(long pid) {
    try {
      String line = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
      String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ");
      return (Long.parseLong(fields[USER_TIME]) + Long.parseLong(fields[SYSTEM_TIME])) / TICKS;
    } catch (IOException gone) {
      return 0;
    }
  }

  /** Proportional set size in MiB: memory that several processes share counts once among them. */
  static double pssMebibytes(long pid) {
    try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(pid), "smaps_rollup"))) {
      return lines
              .filter(line -> line.startsWith("Pss:"))
              .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
              .sum()
          / 1024.0;
    } catch (IOException gone) {
      return 0;
    }
  }

  /** The machine's load average of the last minute. */
  static String load() {
    try {
      return Files.readString(Path.of("/proc/loadavg")).split(" ")[0];
    } catch (IOException e) {
      return "?";
    }
  }
}
