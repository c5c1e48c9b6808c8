package io.goodword.reward.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;

@Tag("RWD-06")
class CsvTest {

  @Example
  void shouldWriteNumbersTextsTimesAndNothing() {
    assertThat(Csv.line(Arrays.asList(1, -30L, "spend", null, Instant.EPOCH)))
        .isEqualTo("1,-30,spend,,1970-01-01T00:00:00Z\r\n");
  }

  @Example
  void shouldQuoteWhatWouldEndACell() {
    assertThat(Csv.line(List.of("a,b", "say \"hi\"", "two\nlines", "plain")))
        .isEqualTo("\"a,b\",\"say \"\"hi\"\"\",\"two\nlines\",plain\r\n");
  }

  @Example
  void shouldTakeTheForceOutOfFormulas() {
    assertThat(Csv.line(List.of("=1+1", "+1", "-1", "@SUM(A1)", " =1", "\t=1", "a=b")))
        .isEqualTo("'=1+1,'+1,'-1,'@SUM(A1),' =1,'\t=1,a=b\r\n");
  }

  @Property
  void shouldNeverLetATextCellBeginAFormula(@ForAll String text) {
    String line = Csv.line(List.of(text));

    String cell = line.startsWith("\"") ? line.substring(1) : line;
    assertThat(cell.stripLeading()).doesNotStartWith("=").doesNotStartWith("+");
    assertThat(cell.stripLeading()).doesNotStartWith("-").doesNotStartWith("@");
  }
}
