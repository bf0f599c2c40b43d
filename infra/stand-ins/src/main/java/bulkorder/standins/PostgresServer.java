package bulkorder.standins;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A real Postgres on a free port of 127.0.0.1, with a database {@code bulkorder}.
 *
 * <p>A commit that was acknowledged in a kept directory survives a kill of every process and of the
 * machine: {@code fsync} and {@code synchronous_commit} are on. A temporary server, whose data
 * nobody will read again, leaves {@code fsync} out. It runs as root and as an ordinary user, ends
 * with this JVM even when that is killed, and any number of them run beside each other, in
 * directories of their own.
 */
public final class PostgresServer implements AutoCloseable {

  static final String USER = "postgres";

  private static final String DATABASE = "bulkorder";
  private static final Pattern DATABASE_NAME = Pattern.compile("[a-z][a-z0-9_]{0,62}");
  private static final int PORT_ATTEMPTS_MAX = 3;

  private final PostgresDirectory directory;
  private final Start start;
  private final int port;
  private final boolean kept;
  private final Thread endOfProcess;
  private PostgresProcess process;
  private boolean closed;

  /** Starts Postgres on this data and port. */
  @FunctionalInterface
  private interface Start {
    PostgresProcess now() throws IOException;
  }

  private PostgresServer(PostgresDirectory directory, Start start, int port, boolean kept)
      throws IOException {
    this.directory = directory;
    this.start = start;
    this.process = start.now();
    this.port = port;
    this.kept = kept;
    this.endOfProcess = new Thread(this::stop, "postgres-" + port + "-end");
    Runtime.getRuntime().addShutdownHook(endOfProcess);
  }

  /**
   * Starts on the data that earlier runs left in the directory, or makes it.
   *
   * @throws IllegalStateException when another run uses the directory
   * @throws UncheckedIOException when Postgres does not start, with the end of its log
   */
  public static PostgresServer start(Path directory) {
    return start(directory, true);
  }

  /** Starts on no data, in a temporary directory that {@link #close} deletes. */
  public static PostgresServer startTemporary() {
    try {
      return start(TemporaryDirectory.create("postgres"), false);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start a temporary Postgres", e);
    }
  }

  /** Of the database {@code bulkorder}. */
  public String jdbcUrl() {
    return jdbcUrl(DATABASE);
  }

  /** A superuser. */
  public String user() {
    return USER;
  }

  /** Any password is right: connections from this machine are trusted, whatever their role. */
  public String password() {
    return USER;
  }

  public int port() {
    return port;
  }

  /**
   * Creates a database unless it is there.
   *
   * @param name lower case letters, digits and {@code _}, 63 at most
   * @return its JDBC URL
   */
  public String createDatabase(String name) {
    if (!DATABASE_NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("a database cannot be called \"" + name + "\"");
    }
    try (Connection connection = DriverManager.getConnection(jdbcUrl(USER), USER, password())) {
      if (!exists(connection, name)) {
        try (Statement statement = connection.createStatement()) {
          statement.execute("create database " + name);
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException("cannot create the database " + name, e);
    }
    return jdbcUrl(name);
  }

  /**
   * Stops Postgres, which rolls open transactions back and ends every connection, and starts it
   * again, on the same data and port.
   */
  public synchronized void restart() {
    if (closed) {
      return;
    }
    try {
      process.stop();
      process = start.now();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot restart the Postgres of port " + port, e);
    }
  }

  /** Stops Postgres, rolling back open transactions. A second call does nothing. */
  @Override
  public void close() {
    stop();
    try {
      Runtime.getRuntime().removeShutdownHook(endOfProcess);
    } catch (IllegalStateException alreadyShuttingDown) {
      // The hook runs, or ran, and finds the work done.
    }
  }

  private static PostgresServer start(Path path, boolean kept) {
    try {
      PostgresBinaries binaries = PostgresBinaries.unpacked();
      OrdinaryUser user = OrdinaryUser.detected();
      PostgresDirectory directory = PostgresDirectory.locked(path);
      try {
        directory.prepare(binaries, user, kept);
        PostgresServer server = start(binaries, user, directory, kept);
        server.createDatabase(DATABASE);
        return server;
      } catch (IOException | RuntimeException e) {
        directory.close();
        throw e;
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start Postgres in " + path, e);
    }
  }

  /** Between finding a free port and using it another program may take it: try another. */
  private static PostgresServer start(
      PostgresBinaries binaries, OrdinaryUser user, PostgresDirectory directory, boolean kept)
      throws IOException {
    for (int attempt = 1; ; attempt++) {
      int port = freePort();
      try {
        return new PostgresServer(
            directory,
            () ->
                PostgresProcess.start(
                    binaries, user, directory.data(), directory.log(), port, settings(kept)),
            port,
            kept);
      } catch (IOException e) {
        boolean portTaken = String.valueOf(e.getMessage()).contains("Address already in use");
        if (!portTaken || attempt == PORT_ATTEMPTS_MAX) {
          throw e;
        }
      }
    }
  }

  private static Map<String, String> settings(boolean kept) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("listen_addresses", "127.0.0.1");
    settings.put("unix_socket_directories", "");
    settings.put("timezone", "UTC");
    settings.put("log_timezone", "UTC");
    settings.put("max_connections", "200");
    settings.put("shared_buffers", "256MB");
    settings.put("dynamic_shared_memory_type", "mmap");
    settings.put("synchronous_commit", "on");
    settings.put("fsync", kept ? "on" : "off");
    // Checkpoints and planner costs for a machine with an SSD; durability is as on a server.
    settings.put("checkpoint_timeout", "15min");
    settings.put("max_wal_size", "2GB");
    settings.put("wal_compression", "on");
    settings.put("random_page_cost", "1.1");
    settings.put("jit", "off");
    return settings;
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      return socket.getLocalPort();
    }
  }

  private static boolean exists(Connection connection, String database) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement("select 1 from pg_database where datname = ?")) {
      query.setString(1, database);
      try (ResultSet found = query.executeQuery()) {
        return found.next();
      }
    }
  }

  private String jdbcUrl(String database) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
  }

  private synchronized void stop() {
    if (closed) {
      return;
    }
    closed = true;
    try (directory) {
      process.stop();
      if (!kept) {
        directory.delete();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot stop the Postgres of port " + port, e);
    }
  }
}
