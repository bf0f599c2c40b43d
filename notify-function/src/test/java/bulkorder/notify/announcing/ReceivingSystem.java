package bulkorder.notify.announcing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A client's own system on this machine, which can misbehave byte by byte. */
final class ReceivingSystem implements AutoCloseable {

  /** What a connection does once its request has been read; it is closed afterwards. */
  interface Behaviour {
    void answer(Socket socket) throws IOException, InterruptedException;
  }

  /** A request as it came, its headers by their names in lower case. */
  record Request(Map<String, String> headers, String body) {

    @Nullable String header(String name) {
      return headers.get(name);
    }
  }

  private final ServerSocket server;
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final AtomicInteger connections = new AtomicInteger();
  private volatile Behaviour behaviour = answering(204, null);

  private ReceivingSystem(ServerSocket server) {
    this.server = server;
  }

  static ReceivingSystem start() {
    try {
      var system = new ReceivingSystem(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
      Thread.ofVirtual().start(system::accept);
      return system;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void answerWith(int status) {
    behaviour = answering(status, null);
  }

  void answerWith(int status, String location) {
    behaviour = answering(status, location);
  }

  void behave(Behaviour behaviour) {
    this.behaviour = behaviour;
  }

  int port() {
    return server.getLocalPort();
  }

  String url(String host) {
    return "http://%s:%d/".formatted(host, port());
  }

  List<Request> requests() {
    return requests;
  }

  int connections() {
    return connections.get();
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Behaviour answering(int status, @Nullable String location) {
    String head =
        "HTTP/1.1 %d Status\r\ncontent-length: 0\r\n%s\r\n"
            .formatted(status, location == null ? "" : "location: " + location + "\r\n");
    return socket -> {
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().flush();
    };
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        connections.incrementAndGet();
        Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      requests.add(read(socket.getInputStream()));
      behaviour.answer(socket);
    } catch (IOException | RuntimeException gone) {
      // The other side has seen enough.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Request read(InputStream stream) throws IOException {
    var lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.ISO_8859_1));
    Map<String, String> headers = new HashMap<>();
    String first = lines.readLine();
    if (first == null || !first.startsWith("POST ")) {
      throw new IOException("not a POST");
    }
    for (String line = lines.readLine(); line != null && !line.isEmpty(); line = lines.readLine()) {
      int colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
    var body = new char[length];
    int read = 0;
    while (read < length) {
      int more = lines.read(body, read, length - read);
      if (more < 0) {
        throw new IOException("the body is cut off");
      }
      read += more;
    }
    return new Request(
        headers,
        new String(new String(body).getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
  }
}
