package io.goodword.reward.audit;

import io.goodword.reward.audit.JournalImage.EntryImage;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What sealing and verifying ask of the database. It works on a plain connection, so that an
 * auditor's command needs no service.
 */
final class ChainStore {

  /** Keys of the advisory lock of the one sealer. */
  private static final String LOCK = "select pg_try_advisory_xact_lock(x'600d'::int, 1001)";

  private static final String ORDER = "coalesce(j.xid, '0'::xid8), j.id";
  private static final String BLOCK =
      "select height, prev_hash, hash, first_journal, last_journal, last_xid::text as last_xid,"
          + " journals, total, sealed_at from chain_blocks ";

  private final Connection connection;

  ChainStore(Connection connection) {
    this.connection = connection;
  }

  /** Reads one row. */
  @FunctionalInterface
  private interface Row<T> {
    T map(ResultSet row) throws SQLException;
  }

  /** Becomes the one sealer until the transaction ends, if nobody else is. */
  boolean lock() throws SQLException {
    return query(LOCK, row -> row.getBoolean(1)).getFirst();
  }

  /** The last block, {@link Block#GENESIS} when there is none. */
  Block head() throws SQLException {
    List<Block> head = query(BLOCK + "order by height desc limit 1", ChainStore::block);
    return head.isEmpty() ? Block.GENESIS : head.getFirst();
  }

  /** A block, null when there is none of that height. */
  @Nullable Block block(long height) throws SQLException {
    if (height == 0) {
      return Block.GENESIS;
    }
    List<Block> found = query(BLOCK + "where height = ?", ChainStore::block, height);
    return found.isEmpty() ? null : found.getFirst();
  }

  /** Blocks from a height on, in order. */
  List<Block> blocks(long from, long to, int limit) throws SQLException {
    return query(
        BLOCK + "where height between ? and ? order by height limit ?",
        ChainStore::block,
        from,
        to,
        limit);
  }

  /** Links of blocks by height, each list in the order of the positions. */
  Map<Long, List<Link>> links(long from, long to) throws SQLException {
    var links = new HashMap<Long, List<Link>>();
    for (Link link :
        query(
            "select journal_id, height, position, hash, marks from chain_links"
                + " where height between ? and ? order by height, position",
            row ->
                new Link(
                    row.getObject("journal_id", UUID.class),
                    row.getLong("height"),
                    row.getInt("position"),
                    row.getBytes("hash"),
                    row.getBytes("marks")),
            from,
            to)) {
      links.computeIfAbsent(link.height(), any -> new ArrayList<>()).add(link);
    }
    return links;
  }

  /** The journals of these ids that there are, with their entries. */
  Map<UUID, JournalImage> journals(Collection<UUID> ids) throws SQLException {
    var images = new HashMap<UUID, JournalImage>();
    for (JournalImage image :
        images(
            query("select j.* from journals j where j.id = any(?)", new Fields(), array(ids)),
            ids)) {
      images.put(image.id(), image);
    }
    return images;
  }

  /**
   * Journals behind a block that nothing can overtake any more, in the order of the chain: only
   * those whose transaction number is below that of every running transaction.
   */
  List<JournalImage> sealable(Block behind, int limit) throws SQLException {
    List<SortedMap<String, String>> rows =
        query(
            "select j.* from journals j where (%s) > (?::xid8, ?)".formatted(ORDER)
                + " and coalesce(j.xid, '0'::xid8) < pg_snapshot_xmin(pg_current_snapshot())"
                + " order by %s limit ?".formatted(ORDER),
            new Fields(),
            behind.lastXid(),
            behind.lastJournal(),
            limit);
    return images(rows, rows.stream().map(ChainStore::id).toList());
  }

  /** How many journals stand behind a block, counted up to a limit. */
  long waiting(Block behind, int limit) throws SQLException {
    return query(
            // without an order a limit looks cheapest to reach by reading the table from its start
            ("select count(*) from (select from journals j where (%1$s) > (?::xid8, ?)"
                    + " order by %1$s limit ?) w")
                .formatted(ORDER),
            row -> row.getLong(1),
            behind.lastXid(),
            behind.lastJournal(),
            limit)
        .getFirst();
  }

  /** Journals between the ends of two blocks that no link knows. */
  List<UUID> unsealed(Block from, Block to, int limit) throws SQLException {
    return query(
        ("select j.id from journals j where (%1$s) > (?::xid8, ?) and (%1$s) <= (?::xid8, ?)"
                + " and not exists (select from chain_links l where l.journal_id = j.id)"
                + " order by %1$s limit ?")
            .formatted(ORDER),
        row -> row.getObject(1, UUID.class),
        from.lastXid(),
        from.lastJournal(),
        to.lastXid(),
        to.lastJournal(),
        limit);
  }

  /** Adds a block with its links. */
  void append(Block block, List<Link> links) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "insert into chain_blocks (height, prev_hash, hash, first_journal, last_journal,"
                + " last_xid, journals, total, sealed_at) values (?, ?, ?, ?, ?, ?::xid8, ?, ?, ?)")) {
      bind(
          statement,
          block.height(),
          block.prevHash(),
          block.hash(),
          block.firstJournal(),
          block.lastJournal(),
          block.lastXid(),
          block.journals(),
          block.total(),
          block.sealedAt());
      statement.executeUpdate();
    }
    try (PreparedStatement statement =
        connection.prepareStatement(
            "insert into chain_links (journal_id, height, position, hash, marks)"
                + " select * from unnest(?, ?, ?, ?, ?)")) {
      bind(
          statement,
          connection.createArrayOf("uuid", links.stream().map(Link::journalId).toArray()),
          connection.createArrayOf("bigint", links.stream().map(Link::height).toArray()),
          connection.createArrayOf("integer", links.stream().map(Link::position).toArray()),
          connection.createArrayOf("bytea", links.stream().map(Link::hash).toArray(byte[][]::new)),
          connection.createArrayOf(
              "bytea", links.stream().map(Link::marks).toArray(byte[][]::new)));
      statement.executeUpdate();
    }
  }

  private List<JournalImage> images(List<SortedMap<String, String>> rows, Collection<UUID> ids)
      throws SQLException {
    var entries = new HashMap<String, List<EntryImage>>();
    for (SortedMap<String, String> entry :
        query(
            "select e.*, a.class as \"account.class\", a.owner as \"account.owner\","
                + " a.asset as \"account.asset\" from entries e"
                + " left join accounts a on a.id = e.account_id where e.journal_id = any(?)",
            new Fields(),
            array(ids))) {
      entries
          .computeIfAbsent(required(entry, "journal_id"), any -> new ArrayList<>())
          .add(
              new EntryImage(
                  Long.parseLong(required(entry, "account_id")),
                  Long.parseLong(required(entry, "seq")),
                  entry));
    }
    return rows.stream()
        .map(
            row ->
                new JournalImage(
                    id(row), row, entries.getOrDefault(required(row, "id"), List.of())))
        .toList();
  }

  /**
   * Reads every column that is not null, in a form that no setting of the session changes. The
   * columns are looked up at the first row: one for each result, not to be shared.
   */
  private static final class Fields implements Row<SortedMap<String, String>> {

    private final List<String> names = new ArrayList<>();
    private final List<Boolean> times = new ArrayList<>();

    @Override
    public SortedMap<String, String> map(ResultSet row) throws SQLException {
      if (names.isEmpty()) {
        ResultSetMetaData columns = row.getMetaData();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
          names.add(columns.getColumnLabel(i));
          times.add(columns.getColumnTypeName(i).equals("timestamptz"));
        }
      }
      var fields = new TreeMap<String, String>();
      for (int i = 0; i < names.size(); i++) {
        String value = times.get(i) ? micros(row, i + 1) : row.getString(i + 1);
        if (value != null) {
          fields.put(names.get(i), value);
        }
      }
      return fields;
    }
  }

  private static @Nullable String micros(ResultSet row, int column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null
        ? null
        : Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, time.toInstant()));
  }

  private static Block block(ResultSet row) throws SQLException {
    return new Block(
        row.getLong("height"),
        row.getBytes("prev_hash"),
        row.getBytes("hash"),
        row.getObject("first_journal", UUID.class),
        row.getObject("last_journal", UUID.class),
        row.getString("last_xid"),
        row.getInt("journals"),
        row.getLong("total"),
        row.getObject("sealed_at", OffsetDateTime.class).toInstant());
  }

  private static UUID id(SortedMap<String, String> row) {
    return UUID.fromString(required(row, "id"));
  }

  private static String required(SortedMap<String, String> row, String column) {
    String value = row.get(column);
    if (value == null) {
      throw new IllegalStateException(column + " is null");
    }
    return value;
  }

  private java.sql.Array array(Collection<UUID> ids) throws SQLException {
    return connection.createArrayOf("uuid", ids.toArray());
  }

  private <T> List<T> query(String sql, Row<T> row, Object... arguments) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, arguments);
      try (ResultSet rows = statement.executeQuery()) {
        var mapped = new ArrayList<T>();
        while (rows.next()) {
          mapped.add(row.map(rows));
        }
        return mapped;
      }
    }
  }

  private static void bind(PreparedStatement statement, Object... arguments) throws SQLException {
    for (int i = 0; i < arguments.length; i++) {
      Object argument = arguments[i];
      if (argument instanceof Instant instant) {
        statement.setObject(i + 1, OffsetDateTime.ofInstant(instant, ZoneOffset.UTC));
      } else if (argument instanceof java.sql.Array array) {
        statement.setArray(i + 1, array);
      } else {
        statement.setObject(i + 1, argument);
      }
    }
  }
}
