package io.goodword.reward.export;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.goodword.kit.event.EventJson;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A table that is written line by line and ends with a trailer, so that a cut file is noticed. The
 * trailer counts the lines and carries the SHA-256 of every byte before it (after the byte order
 * mark, if there is one). Texts that a spreadsheet would run as a formula begin with an apostrophe
 * in CSV; numbers are written as they are.
 */
public final class Sheet {

  /** How the table is written. */
  public enum Format {
    /** RFC 4180, UTF-8, lines end with CR LF. */
    CSV,
    /** The same with a byte order mark, by which Excel knows UTF-8. */
    CSV_WITH_MARK,
    /** One JSON object a line, absent cells left out. */
    JSON_LINES
  }

  /**
   * What was written.
   *
   * @param lines lines without header and trailer
   * @param hash SHA-256 of every byte before the trailer, 64 hexadecimal digits
   */
  public record Ending(long lines, String hash) {}

  /** First characters by which spreadsheets know a formula, also in full width. */
  private static final String FORMULA = "=+-@\t\r＝＋－＠";

  private static final String END = "END";

  private final List<String> header;
  private final Format format;
  private final MessageDigest digest;
  private final Writer writer;
  private final CsvWriter csv;
  private long lines;

  private Sheet(OutputStream out, Format format, List<String> header) throws IOException {
    this.header = header;
    this.format = format;
    try {
      this.digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
    if (format == Format.CSV_WITH_MARK) {
      out.write(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF});
    }
    this.writer =
        new OutputStreamWriter(new DigestOutputStream(out, digest), StandardCharsets.UTF_8);
    this.csv = CsvWriter.builder().build(writer);
    if (format != Format.JSON_LINES) {
      csv.writeRecord(header);
    }
  }

  /**
   * Begins a table.
   *
   * @param header names of at least three columns
   */
  public static Sheet begin(OutputStream out, Format format, String... header) {
    try {
      return new Sheet(out, format, List.copyOf(Arrays.asList(header)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Writes a line.
   *
   * @param cells texts, numbers (long), other values as their text, or null for an empty cell; as
   *     many as the header has
   */
  public void line(@Nullable Object... cells) {
    if (cells.length != header.size()) {
      throw new IllegalArgumentException(cells.length + " cells, the header has " + header.size());
    }
    lines++;
    if (format == Format.JSON_LINES) {
      var object = new LinkedHashMap<String, Object>();
      for (int i = 0; i < cells.length; i++) {
        Object cell = cells[i];
        if (cell != null) {
          object.put(header.get(i), cell instanceof Number ? cell : cell.toString());
        }
      }
      json(object);
    } else {
      csv.writeRecord(Arrays.stream(cells).map(Sheet::cell).toList());
    }
  }

  /** Writes the trailer; nothing may follow. */
  public Ending end() {
    try {
      csv.flush();
      writer.flush();
      var ending = new Ending(lines, HexFormat.of().formatHex(digest.digest()));
      if (format == Format.JSON_LINES) {
        var object = new LinkedHashMap<String, Object>();
        object.put("end", true);
        object.put("lines", ending.lines());
        object.put("sha256", ending.hash());
        json(object);
      } else {
        var trailer = new String[header.size()];
        Arrays.fill(trailer, "");
        trailer[0] = END;
        trailer[1] = Long.toString(ending.lines());
        trailer[2] = "sha256:" + ending.hash();
        csv.writeRecord(trailer);
        csv.flush();
      }
      writer.flush();
      return ending;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A cell as CSV has it, before quoting. */
  static String cell(@Nullable Object value) {
    if (value == null) {
      return "";
    }
    String text = value.toString();
    boolean formula =
        !(value instanceof Number) && !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0;
    return formula ? "'" + text : text;
  }

  private void json(Map<String, Object> object) {
    try {
      writer.write(EventJson.write(object));
      writer.write('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
