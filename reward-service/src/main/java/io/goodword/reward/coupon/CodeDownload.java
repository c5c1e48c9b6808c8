package io.goodword.reward.coupon;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/**
 * Writes the codes of a batch, page by page, and then forgets what they follow from. When the
 * reader goes away in between nothing is forgotten and the batch can be downloaded again.
 */
final class CodeDownload {

  /** How long a download may rest before somebody else may begin one. */
  static final Duration LEASE = Duration.ofMinutes(2);

  private static final int PAGE = 2_000;

  private final StoredBatches batches;
  private final Clock clock;
  private final UUID batch;
  private final CodePattern pattern;
  private final byte[] seed;
  private final String actor;

  CodeDownload(
      StoredBatches batches,
      Clock clock,
      UUID batch,
      CodePattern pattern,
      byte[] seed,
      String actor) {
    this.batches = batches;
    this.clock = clock;
    this.batch = batch;
    this.pattern = pattern;
    this.seed = seed;
    this.actor = actor;
  }

  /**
   * Writes CSV with a header line; no cell can be taken for a formula, a code has only letters,
   * digits and hyphens.
   *
   * @throws IOException when the reader goes away
   */
  void writeTo(OutputStream out) throws IOException {
    try {
      write(out, "number,code\n");
      int last = -1;
      for (List<Integer> page = page(last); !page.isEmpty(); page = page(last)) {
        var lines = new StringBuilder();
        for (int number : page) {
          String random = CodeSeries.random(seed, number, pattern.length());
          lines
              .append(number + 1)
              .append(',')
              .append(CodeText.shown(pattern.prefix(), random))
              .append('\n');
        }
        write(out, lines.toString());
        batches.leaseUntil(batch, clock.instant().plus(LEASE));
        last = page.getLast();
      }
      out.flush();
    } catch (IOException | RuntimeException e) {
      batches.leaseUntil(batch, null);
      throw e;
    }
    batches.downloaded(batch, actor, clock.instant());
  }

  private List<Integer> page(int after) {
    return batches.numbers(batch, after, PAGE);
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
  }
}
