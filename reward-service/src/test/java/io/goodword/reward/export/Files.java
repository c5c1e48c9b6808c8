package io.goodword.reward.export;

import static io.goodword.reward.Api.as;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.restassured.path.json.JsonPath;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Exported files as an auditor reads them. */
final class Files {

  private Files() {}

  /** A line by the names of its columns. */
  record Line(Map<String, String> cells) {

    String cell(String column) {
      return Objects.requireNonNull(cells.get(column), column);
    }

    long number(String column) {
      return Long.parseLong(cell(column));
    }
  }

  /** The bytes of a file. */
  static byte[] bytes(String path) {
    return as("an", "auditor")
        .get("/v1/exports/" + path)
        .then()
        .statusCode(200)
        .extract()
        .asByteArray();
  }

  /** The lines of a file by the names of their columns, after its trailer was checked. */
  static List<Line> lines(String path) throws Exception {
    byte[] file = bytes(path);
    mustBeWhole(file);
    List<NamedCsvRecord> records =
        CsvReader.builder().ofNamedCsvRecord(new String(file, UTF_8)).stream().toList();
    return records.subList(0, records.size() - 1).stream()
        .map(line -> new Line(line.getFieldsAsMap()))
        .toList();
  }

  /** The trailer says how many lines there are and the hash of all before it. */
  static String mustBeWhole(byte[] file) throws Exception {
    String text = new String(file, UTF_8);
    List<CsvRecord> records = CsvReader.builder().ofCsvRecord(text).stream().toList();
    CsvRecord trailer = records.getLast();
    String body = text.substring(0, text.lastIndexOf("END,"));
    String hash =
        HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body.getBytes(UTF_8)));
    assertThat(trailer.getField(0)).isEqualTo("END");
    assertThat(trailer.getField(1)).isEqualTo(Integer.toString(records.size() - 2));
    assertThat(trailer.getField(2)).isEqualTo("sha256:" + hash);
    return hash;
  }

  /** Balances of the classes of an asset by the trial balance. */
  static Map<String, Integer> trialBalance(String asset) {
    JsonPath trial = as("an", "auditor").get("/v1/ledger/trial-balance").jsonPath();
    List<Map<String, Object>> classes =
        trial.getList("assets.find { it.asset == '" + asset + "' }.byClass");
    var balances = new java.util.TreeMap<String, Integer>();
    classes.forEach(one -> balances.put((String) one.get("class"), (Integer) one.get("balance")));
    return balances;
  }
}
