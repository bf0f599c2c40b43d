package bulkorder.local.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;

/**
 * Stands before a service, hands every byte on as it is, so that signatures hold, and counts the
 * requests. Clients of AWS wait for an answer before they send their next request: whatever comes
 * after an answer and looks like the beginning of a request is one.
 */
final class CountingRelay implements AutoCloseable {
  private static final int BACKLOG = 64;
  private static final int BUFFER_BYTES = 1 << 16;
  private static final Pattern REQUEST = Pattern.compile("^(GET|PUT|POST|DELETE|HEAD) (\\S*) HTTP");
  private static final Pattern ACTION =
      Pattern.compile("(?im)^x-amz-target: [^.\\s]+\\.([A-Za-z]+)");

  private final URI service;
  private final String name;
  private final RequestCounts counts;
  private final ServerSocket listener;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

  private CountingRelay(URI service, String name, RequestCounts counts, ServerSocket listener) {
    this.service = service;
    this.name = name;
    this.counts = counts;
    this.listener = listener;
  }

  /**
   * Listens on a free port of 127.0.0.1.
   *
   * @param name what its requests are counted under, before their method or action
   */
  static CountingRelay start(URI service, String name, RequestCounts counts) throws IOException {
    var listener = new ServerSocket(0, BACKLOG, InetAddress.ofLiteral("127.0.0.1"));
    var relay = new CountingRelay(service, name, counts, listener);
    Thread.ofVirtual().name("counting-relay").start(relay::accept);
    return relay;
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + listener.getLocalPort());
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        serve(listener.accept());
      } catch (IOException _) {
        // The listener was closed, or the service is not there: the client sees its connection end.
      }
    }
  }

  private void serve(Socket client) throws IOException {
    sockets.add(client);
    try {
      var server = new Socket(service.getHost(), service.getPort());
      sockets.add(server);
      client.setTcpNoDelay(true);
      server.setTcpNoDelay(true);
      var answered = new AtomicBoolean(true);
      Thread.startVirtualThread(() -> pump(client, server, bytes -> count(bytes, answered)));
      Thread.startVirtualThread(() -> pump(server, client, _ -> answered.set(true)));
    } catch (IOException absent) {
      close(client);
      throw absent;
    }
  }

  /** Sees what goes by. */
  @FunctionalInterface
  private interface Passage {
    void pass(String bytes);
  }

  private void pump(Socket from, Socket to, Passage passage) {
    try (InputStream in = from.getInputStream()) {
      var out = to.getOutputStream();
      byte[] buffer = new byte[BUFFER_BYTES];
      for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
        passage.pass(new String(buffer, 0, length, ISO_8859_1));
        out.write(buffer, 0, length);
      }
    } catch (IOException _) {
      // One side ended the connection, so the other's end follows.
    } finally {
      close(from);
      close(to);
    }
  }

  private void count(String bytes, AtomicBoolean answered) {
    var request = REQUEST.matcher(bytes);
    if (answered.compareAndSet(true, false) && request.find()) {
      var action = ACTION.matcher(bytes);
      counts.add(name + " " + (action.find() ? action.group(1) : request.group(1)));
    }
  }

  private void close(Socket socket) {
    sockets.remove(socket);
    try {
      socket.close();
    } catch (IOException _) {
      // It is not used any more, whatever it says.
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
    Set.copyOf(sockets).forEach(this::close);
  }
}
