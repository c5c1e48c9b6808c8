package io.goodword.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class FiguresTest {

  @Test
  void shouldTakeTheMiddle() {
    assertThat(Figures.median(3, 1, 2)).isEqualTo(2);
    assertThat(Figures.median(4, 1, 2, 3)).isEqualTo(2.5);
    assertThatThrownBy(Figures::median).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldTakeTheNearestRank() {
    double[] values = new double[100];
    for (int i = 0; i < values.length; i++) {
      values[i] = 100 - i;
    }
    assertThat(Figures.quantile(0.99, values)).isEqualTo(99);
    assertThat(Figures.quantile(1, values)).isEqualTo(100);
    assertThat(Figures.quantile(0.5, values)).isEqualTo(50);
    assertThatThrownBy(() -> Figures.quantile(0, 1)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldShowMedianAndRange() {
    assertThat(Figures.spread("%.1f", 2, 1, 3)).isEqualTo("2.0 [1.0, 3.0]");
  }
}
