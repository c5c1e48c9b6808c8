package io.goodword.reward.export;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.goodword.reward.export.Sheet.Format;
import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;

@Tag("RWD-10")
class SheetTest {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  @Example
  void shouldEndWithTheNumberOfLinesAndTheHashOfAllBefore() throws Exception {
    Sheet.Ending ending = write(Format.CSV);

    String text = out.toString(UTF_8);
    int trailer = text.lastIndexOf("END,");
    assertThat(text.substring(0, trailer))
        .isEqualTo("who,what,amount\r\nalice,\"a, b\",-5\r\n爱丽丝,,7\r\n");
    assertThat(text.substring(trailer)).isEqualTo("END,2,sha256:" + ending.hash() + "\r\n");
    assertThat(ending.lines()).isEqualTo(2);
    assertThat(ending.hash()).isEqualTo(sha256(text.substring(0, trailer).getBytes(UTF_8)));
  }

  @Example
  void shouldBeginWithAByteOrderMarkAndTheSameHashWhenMadeForExcel() {
    Sheet.Ending plain = write(Format.CSV);
    byte[] without = out.toByteArray();
    out.reset();
    Sheet.Ending marked = write(Format.CSV_WITH_MARK);

    assertThat(out.toByteArray()).startsWith(0xEF, 0xBB, 0xBF).endsWith(without);
    assertThat(out.size()).isEqualTo(without.length + 3);
    assertThat(marked).isEqualTo(plain);
  }

  @Example
  void shouldWriteOneObjectALineWhenJsonIsAskedFor() throws Exception {
    Sheet.Ending ending = write(Format.JSON_LINES);

    List<String> lines = out.toString(UTF_8).lines().toList();
    assertThat(lines)
        .containsExactly(
            "{\"who\":\"alice\",\"what\":\"a, b\",\"amount\":-5}",
            "{\"who\":\"爱丽丝\",\"amount\":7}",
            "{\"end\":true,\"lines\":2,\"sha256\":\"" + ending.hash() + "\"}");
    assertThat(ending.hash())
        .isEqualTo(sha256((lines.get(0) + "\n" + lines.get(1) + "\n").getBytes(UTF_8)));
  }

  @Example
  void shouldHoldTextsThatASpreadsheetWouldRun() {
    for (String formula :
        List.of("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1", "＋1", "－1", "＠a")) {
      assertThat(Sheet.cell(formula)).isEqualTo("'" + formula);
    }
    assertThat(Sheet.cell("a=1")).isEqualTo("a=1");
    assertThat(Sheet.cell("'=1")).isEqualTo("'=1");
    assertThat(Sheet.cell("")).isEmpty();
    assertThat(Sheet.cell(null)).isEmpty();
    assertThat(Sheet.cell(-5L)).isEqualTo("-5");
    assertThat(Sheet.cell(5)).isEqualTo("5");
  }

  @Property(tries = 200)
  void shouldGiveEveryTextBackWhenTheFileIsRead(
      @ForAll @StringLength(max = 12) @CharRange(from = ' ', to = '~') String first,
      @ForAll @StringLength(max = 12) @CharRange(from = '一', to = '丰') String second) {
    out.reset();
    Sheet sheet = Sheet.begin(out, Format.CSV, "a", "b", "c");
    sheet.line("x", first, second + "\n\"");
    sheet.end();

    List<CsvRecord> records =
        CsvReader.builder().ofCsvRecord(out.toString(UTF_8)).stream().toList();
    assertThat(records).hasSize(3);
    String read = records.get(1).getField(1);
    assertThat(read.startsWith("'") && !first.startsWith("'") ? read.substring(1) : read)
        .isEqualTo(first);
    assertThat(read).doesNotMatch("^[=+@-].*");
    assertThat(records.get(1).getField(2)).isEqualTo(second + "\n\"");
  }

  @Example
  void shouldRefuseALineThatDoesNotFitItsHeader() {
    Sheet sheet = Sheet.begin(out, Format.CSV, "a", "b", "c");

    assertThatThrownBy(() -> sheet.line("x", "y"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("2 cells, the header has 3");
  }

  private Sheet.Ending write(Format format) {
    Sheet sheet = Sheet.begin(out, format, "who", "what", "amount");
    sheet.line("alice", "a, b", -5L);
    sheet.line("爱丽丝", null, 7L);
    return sheet.end();
  }

  private static String sha256(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }
}
