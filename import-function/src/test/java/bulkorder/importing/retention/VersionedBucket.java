package bulkorder.importing.retention;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/**
 * Plays one bucket of S3 as far as versions are listed and deleted
 * (https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectVersions.html), two a page. A
 * version {@code null} is what a bucket without versions has.
 */
final class VersionedBucket implements AutoCloseable {

  private static final int PAGE = 2;

  /** Each as {@code key version}. */
  final List<String> versions = new CopyOnWriteArrayList<>();

  /** What every object has. */
  String eTag = "etag";

  /** Whether it knows of versions at all. */
  boolean knowsVersions = true;

  private final HttpServer server;

  VersionedBucket() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/bucket", this::answer);
    server.start();
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) {
    try (exchange) {
      Map<String, String> query = query(exchange.getRequestURI());
      String path = exchange.getRequestURI().getPath();
      String key = path.length() > 8 ? path.substring(8) : "";
      switch (exchange.getRequestMethod()) {
        case "GET" -> {
          if (query.containsKey("list-type")) {
            listKeys(exchange, query);
          } else if (knowsVersions) {
            list(exchange, query);
          } else {
            exchange.sendResponseHeaders(501, -1);
          }
        }
        case "HEAD" -> head(exchange, key);
        default -> {
          String version = query.getOrDefault("versionId", "null");
          versions.remove(key + " " + version);
          exchange.sendResponseHeaders(204, -1);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void head(HttpExchange exchange, String key) throws IOException {
    boolean found = versions.stream().anyMatch(version -> version.startsWith(key + " "));
    exchange.getResponseHeaders().add("ETag", "\"" + eTag + "\"");
    exchange.sendResponseHeaders(found ? 200 : 404, -1);
  }

  private void list(HttpExchange exchange, Map<String, String> query) throws IOException {
    String after =
        query.getOrDefault("key-marker", "") + " " + query.getOrDefault("version-id-marker", "");
    List<String> matching =
        versions.stream()
            .filter(version -> version.startsWith(query.getOrDefault("prefix", "")))
            .sorted()
            .filter(version -> version.compareTo(after) > 0)
            .toList();
    List<String> page = matching.subList(0, Math.min(PAGE, matching.size()));
    String entries = page.stream().map(VersionedBucket::entry).collect(Collectors.joining());
    String next =
        matching.size() > PAGE
            ? "<IsTruncated>true</IsTruncated><NextKeyMarker>%s</NextKeyMarker><NextVersionIdMarker>%s</NextVersionIdMarker>"
                .formatted((Object[]) page.getLast().split(" ", -1))
            : "<IsTruncated>false</IsTruncated>";
    answer(exchange, "<ListVersionsResult>%s%s</ListVersionsResult>".formatted(next, entries));
  }

  private void listKeys(HttpExchange exchange, Map<String, String> query) throws IOException {
    String keys =
        versions.stream()
            .map(version -> version.split(" ", -1)[0])
            .filter(key -> key.startsWith(query.getOrDefault("prefix", "")))
            .map("<Contents><Key>%s</Key></Contents>"::formatted)
            .collect(Collectors.joining());
    answer(exchange, "<ListBucketResult>%s</ListBucketResult>".formatted(keys));
  }

  private static void answer(HttpExchange exchange, String xml) throws IOException {
    byte[] body = xml.getBytes(UTF_8);
    exchange.getResponseHeaders().add("content-type", "application/xml");
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
  }

  private static String entry(String version) {
    String[] parts = version.split(" ", -1);
    String type = parts[1].startsWith("marker") ? "DeleteMarker" : "Version";
    return "<%1$s><Key>%2$s</Key><VersionId>%3$s</VersionId></%1$s>"
        .formatted(type, parts[0], parts[1]);
  }

  private static Map<String, String> query(URI uri) {
    String query = uri.getRawQuery() == null ? "" : uri.getRawQuery();
    return Arrays.stream(query.split("&", -1))
        .map(pair -> pair.split("=", 2))
        .collect(
            Collectors.toMap(
                pair -> pair[0], pair -> pair.length < 2 ? "" : URLDecoder.decode(pair[1], UTF_8)));
  }
}
