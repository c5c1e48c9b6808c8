package io.goodword.journeys.client;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * A CSV file (RFC 4180) of the suite as a bookkeeper's program reads it: its last line says how
 * many lines there are and what their SHA-256 is.
 *
 * @param lines cells of each line by the name of their column, without header and last line
 * @param hash SHA-256 of all before the last line, 64 hexadecimal digits
 */
public record Sheet(List<Map<String, String>> lines, String hash) {

  private static final String LINE_END = "\r\n";

  /**
   * Reads a file.
   *
   * @throws StoryBroken when it was cut or changed on its way
   */
  public static Sheet read(Reply reply) {
    String text = reply.text();
    Expect.that(reply.call() + " should end with a line end", text.endsWith(LINE_END), text);
    int last = text.lastIndexOf(LINE_END, text.length() - LINE_END.length() - 1);
    int end = last + LINE_END.length();
    List<List<String>> rows = rows(text.substring(0, end));
    List<String> trailer = rows(text.substring(end)).getFirst();
    String hash = sha256(text.substring(0, end));
    Expect.same(
        "The last line of " + reply.call(),
        List.of("END", Integer.toString(rows.size() - 1), "sha256:" + hash),
        trailer.subList(0, 3));
    List<String> header = rows.getFirst();
    return new Sheet(rows.stream().skip(1).map(row -> named(header, row)).toList(), hash);
  }

  /** The lines that fit. */
  public List<Map<String, String>> where(Predicate<Map<String, String>> wanted) {
    return lines.stream().filter(wanted).toList();
  }

  /** A number in a cell, 0 when the cell is empty. */
  public static long number(Map<String, String> line, String column) {
    String cell = line.getOrDefault(column, "");
    return cell.isEmpty() ? 0 : Long.parseLong(cell);
  }

  private static Map<String, String> named(List<String> header, List<String> row) {
    Expect.same("The number of cells of " + row, header.size(), row.size());
    var cells = new LinkedHashMap<String, String>();
    for (int i = 0; i < row.size(); i++) {
      cells.put(header.get(i), row.get(i));
    }
    return cells;
  }

  private static List<List<String>> rows(String text) {
    var rows = new ArrayList<List<String>>();
    var row = new ArrayList<String>();
    var cell = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char sign = text.charAt(i);
      if (quoted && text.startsWith("\"\"", i)) {
        cell.append(sign);
        i++;
      } else if (sign == '"') {
        quoted = !quoted;
      } else if (!quoted && (sign == ',' || text.startsWith(LINE_END, i))) {
        row.add(cell.toString());
        cell.setLength(0);
        if (sign != ',') {
          rows.add(List.copyOf(row));
          row.clear();
          i++;
        }
      } else {
        cell.append(sign);
      }
    }
    return rows;
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
