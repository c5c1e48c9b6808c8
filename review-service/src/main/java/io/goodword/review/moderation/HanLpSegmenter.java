package io.goodword.review.moderation;

import com.hankcs.hanlp.HanLP;
import com.hankcs.hanlp.seg.common.Term;
import java.util.BitSet;

/** Segmentation by HanLP portable; its dictionaries take a second to load at the first call. */
final class HanLpSegmenter implements Segmenter {

  @Override
  public BitSet borders(String text) {
    var borders = new BitSet(text.length() + 1);
    borders.set(0);
    int at = 0;
    for (Term term : HanLP.segment(text)) {
      // a term the tokenizer changed keeps its length; one that it dropped would move the rest
      int found = text.indexOf(term.word, at);
      at = (found < 0 ? at : found) + term.word.length();
      borders.set(Math.min(at - term.word.length(), text.length()));
      borders.set(Math.min(at, text.length()));
    }
    borders.set(text.length());
    return borders;
  }
}
