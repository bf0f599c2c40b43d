package bulkorder.local.chaos;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Stands between one process and Postgres, and holds each commit until its gate lets it pass, on
 * its way there and on its way back.
 */
final class PostgresProxy implements AutoCloseable {
  private static final int BACKLOG = 64;

  private final int databasePort;
  private final Weather weather;
  private final Gate gate;
  private final ServerSocket listener;
  private final Set<PostgresConnection> connections = ConcurrentHashMap.newKeySet();

  /** Called on each side of a commit; false ends the connection. */
  @FunctionalInterface
  interface Gate {
    boolean pass(Phase phase);
  }

  private PostgresProxy(int databasePort, Weather weather, Gate gate, ServerSocket listener) {
    this.databasePort = databasePort;
    this.weather = weather;
    this.gate = gate;
    this.listener = listener;
  }

  /** Listens on a free port of 127.0.0.1. */
  static PostgresProxy start(int databasePort, Weather weather, Gate gate) throws IOException {
    var listener = new ServerSocket(0, BACKLOG, InetAddress.ofLiteral("127.0.0.1"));
    var proxy = new PostgresProxy(databasePort, weather, gate, listener);
    Thread.ofVirtual().name("postgres-proxy").start(proxy::accept);
    return proxy;
  }

  int port() {
    return listener.getLocalPort();
  }

  /** Ends all connections that there are, in the middle of whatever they do. */
  void cut() {
    connections.forEach(PostgresConnection::close);
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        serve(listener.accept());
      } catch (IOException _) {
        // The listener was closed, or the database is not there: the client sees its connection
        // end.
      }
    }
  }

  private void serve(Socket client) throws IOException {
    try {
      var server = new Socket(InetAddress.ofLiteral("127.0.0.1"), databasePort);
      var connection = new PostgresConnection(client, server, weather, gate);
      connections.add(connection);
      connection.start(() -> connections.remove(connection));
    } catch (IOException absent) {
      client.close();
      throw absent;
    }
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException _) {
      // It listens no more, whatever it says.
    }
    cut();
  }
}
