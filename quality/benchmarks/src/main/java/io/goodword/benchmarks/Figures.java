package io.goodword.benchmarks;

import java.util.Arrays;

/** Order statistics of measured values. */
final class Figures {

  private Figures() {}

  /** The middle value; the mean of the two middle ones for an even number. */
  static double median(double... values) {
    if (values.length == 0) {
      throw new IllegalArgumentException("there is no median of nothing");
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /**
   * The smallest value that at least this share of all values does not exceed (nearest rank).
   *
   * @param share above 0, at most 1
   */
  static double quantile(double share, double... values) {
    if (values.length == 0 || share <= 0 || share > 1) {
      throw new IllegalArgumentException(
          "quantile " + share + " of " + values.length + " values is not defined");
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[(int) Math.ceil(share * sorted.length) - 1];
  }

  /** Median with the range in brackets. */
  static String spread(String format, double... values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return (format + " [" + format + ", " + format + "]")
        .formatted(median(values), sorted[0], sorted[sorted.length - 1]);
  }
}
