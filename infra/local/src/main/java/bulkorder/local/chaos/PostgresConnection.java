package bulkorder.local.chaos;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;

/** One connection of a client with Postgres, message by message. */
final class PostgresConnection implements AutoCloseable {
  private static final int BUFFER_BYTES = 64 * 1024;
  private static final int WATCHED_BYTES_MAX = 1024 * 1024;
  private static final int SSL_REQUEST = 80_877_103;
  private static final int GSS_REQUEST = 80_877_104;
  private static final int COMMAND_COMPLETE = 'C';
  private static final String COMMITTED = "COMMIT\0";

  private final Socket client;
  private final Socket server;
  private final Weather weather;
  private final PostgresProxy.Gate gate;
  private final CommitWatch watch = new CommitWatch();

  PostgresConnection(Socket client, Socket server, Weather weather, PostgresProxy.Gate gate) {
    this.client = client;
    this.server = server;
    this.weather = weather;
    this.gate = gate;
  }

  /**
   * Carries messages both ways.
   *
   * @param ended run once, when either side has ended
   */
  void start(Runnable ended) throws IOException {
    client.setTcpNoDelay(true);
    server.setTcpNoDelay(true);
    Thread.ofVirtual().name("to-postgres").start(() -> carry(this::toServer, ended));
    Thread.ofVirtual().name("from-postgres").start(() -> carry(this::toClient, ended));
  }

  @FunctionalInterface
  private interface Direction {
    void carry() throws IOException;
  }

  private void carry(Direction direction, Runnable ended) {
    try {
      direction.carry();
    } catch (IOException _) {
      // One side has ended or was cut; so the other shall.
    } finally {
      close();
      ended.run();
    }
  }

  private void toServer() throws IOException {
    var in = input(client);
    var out = output(server);
    startUp(in, out);
    for (int type = in.read(); type >= 0; type = in.read()) {
      int length = in.readInt() - Integer.BYTES;
      weather.awaitDatabase();
      if (CommitWatch.cares(type) && length <= WATCHED_BYTES_MAX) {
        byte[] body = in.readNBytes(length);
        if (watch.commits(type, body) && !gate.pass(Phase.BEFORE)) {
          return;
        }
        write(out, type, body);
      } else {
        copy(in, out, type, length);
      }
      flush(in, out);
    }
  }

  private void toClient() throws IOException {
    var in = input(server);
    var out = output(client);
    for (int type = in.read(); type >= 0; type = in.read()) {
      int length = in.readInt() - Integer.BYTES;
      weather.awaitDatabase();
      if (type == COMMAND_COMPLETE && length <= WATCHED_BYTES_MAX) {
        byte[] body = in.readNBytes(length);
        if (new String(body, US_ASCII).equals(COMMITTED) && !gate.pass(Phase.AFTER)) {
          return;
        }
        write(out, type, body);
      } else {
        copy(in, out, type, length);
      }
      flush(in, out);
    }
  }

  /** What a client says first has no type; requests for encryption are declined here. */
  private void startUp(DataInputStream in, DataOutputStream out) throws IOException {
    int length = in.readInt();
    int code = in.readInt();
    while (code == SSL_REQUEST || code == GSS_REQUEST) {
      client.getOutputStream().write('N');
      length = in.readInt();
      code = in.readInt();
    }
    out.writeInt(length);
    out.writeInt(code);
    out.write(in.readNBytes(length - 2 * Integer.BYTES));
    out.flush();
  }

  private static void write(DataOutputStream out, int type, byte[] body) throws IOException {
    out.write(type);
    out.writeInt(body.length + Integer.BYTES);
    out.write(body);
  }

  private static void copy(DataInputStream in, DataOutputStream out, int type, int length)
      throws IOException {
    out.write(type);
    out.writeInt(length + Integer.BYTES);
    for (int left = length; left > 0; ) {
      byte[] part = in.readNBytes(Math.min(left, BUFFER_BYTES));
      if (part.length == 0) {
        throw new EOFException("a message breaks off");
      }
      out.write(part);
      left -= part.length;
    }
  }

  private static void flush(DataInputStream in, DataOutputStream out) throws IOException {
    if (in.available() == 0) {
      out.flush();
    }
  }

  private static DataInputStream input(Socket socket) throws IOException {
    return new DataInputStream(new BufferedInputStream(socket.getInputStream(), BUFFER_BYTES));
  }

  private static DataOutputStream output(Socket socket) throws IOException {
    return new DataOutputStream(new BufferedOutputStream(socket.getOutputStream(), BUFFER_BYTES));
  }

  /** Ends both sides at once. */
  @Override
  public void close() {
    for (var socket : new Socket[] {client, server}) {
      try {
        socket.close();
      } catch (IOException _) {
        // It is of no use any more, whatever it says.
      }
    }
  }
}
