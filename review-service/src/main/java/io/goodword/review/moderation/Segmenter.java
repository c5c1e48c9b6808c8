package io.goodword.review.moderation;

import java.util.BitSet;

/** Cuts a text into words. */
@FunctionalInterface
interface Segmenter {

  /**
   * The places between words.
   *
   * @param text lower-case, simplified characters
   * @return bit i is set when a word begins or ends before character i; bits 0 and length are set
   */
  BitSet borders(String text);
}
