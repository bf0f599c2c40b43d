package bulkorder.local.chaos;

import bulkorder.local.Addresses;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What was seen outside of the ledger, laid beside it in temporary tables of one connection, so
 * that queries can compare both.
 */
final class Evidence implements AutoCloseable {
  private static final int SENTENCES_MAX = 1_000;
  private static final String TABLES =
      """
      create temporary table seen_files (object_key text primary key, rows integer, invalid integer, duplicates integer);
      create temporary table seen_charges (provider_id text primary key, idempotency_key text, amount numeric, currency text,
        status text);
      create temporary table seen_charged_orders (provider_id text, order_id bigint);
      create temporary table seen_mails (mail_id text primary key, reference text, notification_id bigint);
      create temporary table seen_queues (name text primary key, messages bigint);
      """;

  private final Connection connection;

  private Evidence(Connection connection) {
    this.connection = connection;
  }

  /** Beside a system's ledger; nothing has been seen yet. */
  static Evidence of(Addresses at) throws SQLException {
    return of(DriverManager.getConnection(at.jdbcUrl(), at.databaseUser(), ""));
  }

  static Evidence of(Connection connection) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(TABLES);
    }
    return new Evidence(connection);
  }

  void files(Collection<OrderFile> files) throws SQLException {
    insert(
        "insert into seen_files values (?, ?, ?, ?)",
        files,
        (row, file) -> {
          row.setString(1, file.key());
          row.setInt(2, file.rows());
          row.setInt(3, file.invalid());
          row.setInt(4, file.duplicates());
        });
  }

  void charges(Collection<Charge> charges) throws SQLException {
    insert(
        "insert into seen_charges values (?, ?, ?, ?, ?)",
        charges,
        (row, charge) -> {
          row.setString(1, charge.providerId());
          row.setString(2, charge.idempotencyKey());
          row.setBigDecimal(3, charge.amount());
          row.setString(4, charge.currency());
          row.setString(5, charge.status());
        });
    insert(
        "insert into seen_charged_orders values (?, ?)",
        charges.stream().flatMap(Evidence::orders).toList(),
        (row, order) -> {
          row.setString(1, order.getKey());
          row.setLong(2, order.getValue());
        });
  }

  private static Stream<Map.Entry<String, Long>> orders(Charge charge) {
    return charge.orderIds().stream().map(orderId -> Map.entry(charge.providerId(), orderId));
  }

  void mails(Collection<SeenMail> mails) throws SQLException {
    insert(
        "insert into seen_mails values (?, ?, ?)",
        mails,
        (row, mail) -> {
          row.setString(1, mail.id());
          row.setString(2, mail.reference());
          row.setObject(3, mail.notificationId(), Types.BIGINT);
        });
  }

  void queues(Map<String, Long> messages) throws SQLException {
    insert(
        "insert into seen_queues values (?, ?)",
        messages.entrySet(),
        (row, queue) -> {
          row.setString(1, queue.getKey());
          row.setLong(2, queue.getValue());
        });
  }

  /** A sentence for each violation. */
  List<String> violationsOf(Invariant invariant) throws SQLException {
    List<String> sentences = new ArrayList<>();
    for (var query : invariant.violations()) {
      try (var statement = connection.createStatement()) {
        statement.setMaxRows(SENTENCES_MAX);
        try (var found = statement.executeQuery(query)) {
          while (found.next()) {
            sentences.add(found.getString(1));
          }
        }
      }
    }
    return sentences;
  }

  @FunctionalInterface
  private interface Filling<T> {
    void fill(PreparedStatement row, T item) throws SQLException;
  }

  private <T> void insert(String sql, Collection<T> items, Filling<T> filling) throws SQLException {
    try (var insert = connection.prepareStatement(sql)) {
      for (T item : items) {
        filling.fill(insert, item);
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
