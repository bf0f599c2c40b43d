package bulkorder.local.outside;

import static java.nio.charset.StandardCharsets.UTF_8;

import bulkorder.local.Addresses;
import bulkorder.local.SignIn;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** Puts files in and looks at what stands where, with nothing of the system's own code. */
public final class OutsideView implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern ESCAPED = Pattern.compile("\\\\u([0-9a-fA-F]{4})");

  private static final String DEMO = "demo";

  private final Addresses addresses;
  private final SignIn signIn;
  private final HttpClient http = HttpClient.newHttpClient();
  private final S3Client s3;

  /** Looks at a running system. */
  public OutsideView(Addresses addresses) {
    this.addresses = addresses;
    this.signIn = new SignIn(addresses);
    s3 =
        S3Client.builder()
            .endpointOverride(addresses.s3())
            .region(Region.of(addresses.region()))
            .forcePathStyle(true)
            .serviceConfiguration(sent -> sent.chunkedEncodingEnabled(false))
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(
                        addresses.accessKeyId(), addresses.secretAccessKey())))
            .httpClient(UrlConnectionHttpClient.create())
            .build();
  }

  /** Drops a file into the bucket. */
  public void drop(String key, byte[] content) {
    s3.putObject(r -> r.bucket(addresses.bucket()).key(key), RequestBody.fromBytes(content));
  }

  /** Whether the bucket has an object with this key. */
  public boolean hasObject(String key) {
    return s3.listObjectsV2(r -> r.bucket(addresses.bucket()).prefix(key)).contents().stream()
        .anyMatch(object -> object.key().equals(key));
  }

  /** The functions' logs, one after the other, with characters that JSON escapes as they are. */
  public String logs() throws IOException {
    try (var files = Files.list(addresses.logs())) {
      var text = new StringBuilder();
      for (Path file : files.toList()) {
        text.append(Files.readString(file));
      }
      return ESCAPED.matcher(text).replaceAll(OutsideView::character);
    }
  }

  private static String character(MatchResult escaped) {
    char character = (char) Integer.parseInt(escaped.group(1), 16);
    return Matcher.quoteReplacement(String.valueOf(character));
  }

  /** The lines of a function's log that are about a batch, each of which is a JSON object. */
  public List<JsonNode> log(String function, String batchId) throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    for (String line : Files.readAllLines(addresses.logs().resolve(function + ".log"))) {
      if (line.startsWith("{") && line.contains(batchId)) {
        lines.add(JSON.readTree(line));
      }
    }
    return lines;
  }

  /** The batches that objects under this key have made, the newest first. */
  public List<JsonNode> batchesOf(String key) throws IOException, InterruptedException {
    String client = key.split("/", -1)[1];
    var answer =
        send(
            HttpRequest.newBuilder(
                addresses
                    .api()
                    .resolve(
                        "/api/v1/batches?objectKey="
                            + URLEncoder.encode(key, StandardCharsets.UTF_8))),
            signIn.forClient(client));
    List<JsonNode> batches = new ArrayList<>();
    answer.path("items").forEach(batches::add);
    return batches;
  }

  /** What the API answers an operator of the client {@code demo} at a path. */
  public JsonNode get(String path) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(addresses.api().resolve(path)), signIn.forClient(DEMO));
  }

  /** What the API answers such an operator to a JSON body. */
  public JsonNode post(String path, String body) throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(addresses.api().resolve(path))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body)),
        signIn.forClient(DEMO));
  }

  /**
   * What the API answers an administrator to a JSON body that says how something is from now on.
   */
  public JsonNode put(String path, String body) throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(addresses.api().resolve(path))
            .header("Content-Type", "application/json")
            .PUT(BodyPublishers.ofString(body)),
        signIn.forAdministration());
  }

  /**
   * Uploads by the form that the API promised, as a page does; answers the status of S3.
   *
   * @param changed fields that the page makes up
   */
  public int uploadByForm(JsonNode promised, Map<String, String> changed, byte[] content)
      throws IOException, InterruptedException {
    var form = new ByteArrayOutputStream();
    promised
        .at("/upload/fields")
        .properties()
        .forEach(
            field ->
                form.writeBytes(
                    part(
                        field.getKey(),
                        changed.getOrDefault(field.getKey(), field.getValue().asText()))));
    form.writeBytes(part("file\"; filename=\"orders.csv", ""));
    form.writeBytes(content);
    form.writeBytes("\r\n--edge--\r\n".getBytes(UTF_8));
    var request =
        HttpRequest.newBuilder(URI.create(promised.at("/upload/url").asText()))
            .header("Content-Type", "multipart/form-data; boundary=edge")
            .POST(BodyPublishers.ofByteArray(form.toByteArray()))
            .build();
    return http.send(request, BodyHandlers.discarding()).statusCode();
  }

  private static byte[] part(String name, String value) {
    String end = value.isEmpty() ? "" : "\r\n";
    return "--edge\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s%s"
        .formatted(name, value, end)
        .getBytes(UTF_8);
  }

  /** Puts a file where an answer of the API says that it is awaited. */
  public void upload(JsonNode promised, byte[] content) throws IOException, InterruptedException {
    send(
        HttpRequest.newBuilder(URI.create(promised.at("/upload/url").asText()))
            .PUT(BodyPublishers.ofByteArray(content)));
  }

  /** The rows of a batch in a state, as the API gives them. */
  public List<JsonNode> rows(String batchId, String status)
      throws IOException, InterruptedException {
    return items("/api/v1/batches/%s/rows?status=%s&limit=500".formatted(batchId, status));
  }

  /** The reports of a batch, as the API gives them. */
  public JsonNode reports(String batchId) throws IOException, InterruptedException {
    return get("/api/v1/batches/%s/reports".formatted(batchId));
  }

  /** What a link that the API gave leads to. */
  public byte[] fetch(String link) throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(URI.create(link)).build();
    var answer = http.send(request, BodyHandlers.ofByteArray());
    if (answer.statusCode() != 200) {
      throw new IOException("%s: %d".formatted(link, answer.statusCode()));
    }
    return answer.body();
  }

  /**
   * What the provider says it has charged: the number of captured payments and their sum in JPY.
   */
  public String captured() throws IOException, InterruptedException {
    JsonNode captured = get(addresses.payments().resolve("/ledger?summary=true")).at("/captured");
    return "%s payments, %s JPY"
        .formatted(captured.path("count").asText(), captured.at("/sums/JPY").asText());
  }

  /** How many mails the mailbox holds. */
  public long mails() throws IOException, InterruptedException {
    return get(addresses.mailbox().resolve("/mailbox.json?summary=true")).path("total").asLong();
  }

  /** How many mails the mailbox holds for a recipient. */
  public int mailsTo(String address) throws IOException, InterruptedException {
    return subjectsTo(address).size();
  }

  /** What the mails are about that the mailbox holds for a recipient. */
  public List<String> subjectsTo(String address) throws IOException, InterruptedException {
    String to = URLEncoder.encode(address, StandardCharsets.UTF_8);
    return get(addresses.mailbox().resolve("/mailbox.json?to=" + to))
        .path("messages")
        .valueStream()
        .map(mail -> mail.path("subject").asText())
        .toList();
  }

  /** What clients' systems were told, the oldest first. */
  public List<JsonNode> webhooks() throws IOException, InterruptedException {
    List<JsonNode> received = new ArrayList<>();
    get(addresses.webhooks().resolve("/received.json")).path("received").forEach(received::add);
    return received;
  }

  /** Has a function do now what it does on a schedule. */
  public void invoke(String function) throws IOException, InterruptedException {
    URI invocations =
        addresses.lambda().resolve("/2015-03-31/functions/%s/invocations".formatted(function));
    var answer =
        http.send(
            HttpRequest.newBuilder(invocations).POST(BodyPublishers.ofString("{}")).build(),
            BodyHandlers.ofString());
    if (answer.statusCode() != 200 || answer.headers().map().containsKey("x-amz-function-error")) {
      throw new IOException("%s: %d %s".formatted(function, answer.statusCode(), answer.body()));
    }
  }

  /** Each row of the ledger's answer as its columns joined by blanks. */
  public List<String> ledger(String sql) throws SQLException {
    try (var connection =
            DriverManager.getConnection(addresses.jdbcUrl(), addresses.databaseUser(), "");
        var statement = connection.createStatement();
        var result = statement.executeQuery(sql)) {
      List<String> lines = new ArrayList<>();
      while (result.next()) {
        List<String> columns = new ArrayList<>();
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
          columns.add(String.valueOf(result.getString(i)));
        }
        lines.add(String.join(" ", columns));
      }
      return lines;
    }
  }

  private List<JsonNode> items(String path) throws IOException, InterruptedException {
    List<JsonNode> items = new ArrayList<>();
    get(path).path("items").forEach(items::add);
    return items;
  }

  private JsonNode get(URI uri) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(uri));
  }

  private JsonNode send(HttpRequest.Builder request, String token)
      throws IOException, InterruptedException {
    return send(request.header("Authorization", "Bearer " + token));
  }

  private JsonNode send(HttpRequest.Builder request) throws IOException, InterruptedException {
    var answer = http.send(request.build(), BodyHandlers.ofString());
    if (answer.statusCode() / 100 != 2) {
      throw new IOException(
          "%s: %d %s".formatted(answer.uri(), answer.statusCode(), answer.body()));
    }
    return JSON.readTree(answer.body());
  }

  @Override
  public void close() {
    s3.close();
    http.shutdownNow();
  }
}
