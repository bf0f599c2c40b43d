package bulkorder.standins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

class S3ServerTest {

  private static final String BUCKET = "orders";
  private static final AwsCredentials CREDENTIALS = new AwsCredentials("local", "local-secret");

  private final Path directory;
  private final List<ObjectCreated> events = new CopyOnWriteArrayList<>();
  private final HttpClient http = HttpClient.newHttpClient();
  private final S3Server server;
  private final S3Client client;

  S3ServerTest(@TempDir Path directory) {
    this.directory = directory.resolve("s3");
    this.server = S3Server.start(this.directory, CREDENTIALS, events::add);
    this.client = client(server, CREDENTIALS);
  }

  @BeforeEach
  void thereIsABucket() {
    server.createBucket(BUCKET);
  }

  @AfterEach
  void close() {
    client.close();
    http.close();
    server.close();
  }

  @Test
  void a_put_is_told_when_the_object_can_be_read() {
    put("incoming/acme/orders.csv", "a,b\n1,2\n");

    assertThat(events).hasSize(1);
    ObjectCreated event = events.getFirst();
    assertThat(event.bucket()).isEqualTo(BUCKET);
    assertThat(event.key()).isEqualTo("incoming/acme/orders.csv");
    assertThat(event.sizeBytes()).isEqualTo(8);
    assertThat(event.eTag()).isEqualTo(head(event.key()).eTag().replace("\"", ""));
    assertThat(event.eventName()).isEqualTo("ObjectCreated:Put");
    assertThat(event.sequencer()).matches("[0-9A-F]{16}");
  }

  @Test
  void a_body_that_is_signed_in_chunks_is_taken_without_their_signatures() {
    try (var chunking = client(server, CREDENTIALS, true)) {
      chunking.putObject(
          request -> request.bucket(BUCKET).key("chunks"), RequestBody.fromString("a,b\n1,2\n"));
    }

    assertThat(get(client, "chunks")).isEqualTo("a,b\n1,2\n");
  }

  @Test
  void of_two_that_may_not_replace_anything_the_second_is_refused() {
    put("once", "1");

    assertThatThrownBy(
            () ->
                client.putObject(
                    request -> request.bucket(BUCKET).key("once").ifNoneMatch("*"),
                    RequestBody.fromString("2")))
        .isInstanceOfSatisfying(
            S3Exception.class, refused -> assertThat(refused.statusCode()).isEqualTo(412));
    assertThat(get(client, "once")).isEqualTo("1");
    assertThat(events).hasSize(1);
  }

  @Test
  void sequencers_grow() {
    put("one", "1");
    put("one", "2");
    put("one", "3");

    assertThat(events).extracting(ObjectCreated::sequencer).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void keys_in_japanese_with_spaces_and_plus_signs_survive() {
    String key = "incoming/acme/注文 2026+07 (1)/受注ﾃﾞｰﾀ.csv";

    put(key, "データ");

    assertThat(events).extracting(ObjectCreated::key).containsExactly(key);
    assertThat(get(client, key)).isEqualTo("データ");
    assertThat(client.listObjectsV2(request -> request.bucket(BUCKET)).contents())
        .extracting(object -> object.key())
        .containsExactly(key);
  }

  @Test
  void metadata_and_content_type_survive_a_restart() {
    client.putObject(
        request ->
            request
                .bucket(BUCKET)
                .key("with-metadata")
                .contentType("text/csv; charset=windows-31j")
                .metadata(Map.of("dry-run", "true")),
        RequestBody.fromString("x"));
    server.close();

    try (var restarted = S3Server.start(directory, CREDENTIALS, events::add);
        var again = client(restarted, CREDENTIALS)) {
      HeadObjectResponse object =
          again.headObject(request -> request.bucket(BUCKET).key("with-metadata"));
      assertThat(object.contentType()).isEqualTo("text/csv; charset=windows-31j");
      assertThat(object.metadata()).containsEntry("dry-run", "true");
      assertThat(get(again, "with-metadata")).isEqualTo("x");
    }
    assertThat(events).hasSize(1);
  }

  @Test
  void a_copy_is_told() {
    put("source", "x");

    client.copyObject(
        request ->
            request
                .sourceBucket(BUCKET)
                .sourceKey("source")
                .destinationBucket(BUCKET)
                .destinationKey("copy"));

    assertThat(events.getLast().key()).isEqualTo("copy");
    assertThat(events.getLast().eventName()).isEqualTo("ObjectCreated:Copy");
  }

  @Test
  void a_multipart_upload_is_told_once_when_it_is_complete() {
    String key = "incoming/acme/large.csv";
    String id = client.createMultipartUpload(request -> request.bucket(BUCKET).key(key)).uploadId();
    List<CompletedPart> parts =
        List.of(part(key, id, 1, "a".repeat(5 * 1024 * 1024)), part(key, id, 2, "the end"));
    assertThat(events).isEmpty();

    client.completeMultipartUpload(
        request ->
            request
                .bucket(BUCKET)
                .key(key)
                .uploadId(id)
                .multipartUpload(upload -> upload.parts(parts)));

    assertThat(events).hasSize(1);
    assertThat(events.getFirst().eventName()).isEqualTo("ObjectCreated:CompleteMultipartUpload");
    assertThat(events.getFirst().sizeBytes()).isEqualTo(5 * 1024 * 1024 + 7);
    assertThat(events.getFirst().eTag()).endsWith("-2");
  }

  @Test
  void a_presigned_upload_is_taken_and_told() throws IOException, InterruptedException {
    assertThat(upload(presigned("incoming/acme/注文.csv"))).isEqualTo(200);

    assertThat(events).extracting(ObjectCreated::eventName).containsExactly("ObjectCreated:Put");
    assertThat(get(client, "incoming/acme/注文.csv")).isEqualTo("uploaded");
  }

  @Test
  void a_presigned_upload_to_another_key_is_refused() throws IOException, InterruptedException {
    String url = presigned("incoming/acme/mine.csv").toString();

    assertThat(upload(URI.create(url.replace("mine", "yours")))).isEqualTo(403);
    assertThat(upload(URI.create(url.replaceAll("X-Amz-Expires=\\d+", "X-Amz-Expires=6000"))))
        .isEqualTo(403);
    assertThat(events).isEmpty();
  }

  @Test
  void another_secret_and_no_credentials_at_all_are_refused()
      throws IOException, InterruptedException {
    try (var stranger = client(server, new AwsCredentials("local", "guessed"))) {
      assertThatThrownBy(() -> stranger.listObjectsV2(request -> request.bucket(BUCKET)))
          .isInstanceOfSatisfying(
              S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(403));
    }
    assertThat(upload(URI.create(server.endpoint() + "/" + BUCKET + "/x"))).isEqualTo(403);
  }

  @Test
  void a_page_of_another_origin_may_upload() throws IOException, InterruptedException {
    HttpResponse<String> preflight =
        http.send(
            HttpRequest.newBuilder(presigned("incoming/acme/page.csv"))
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                .header("Origin", "http://127.0.0.1:8080")
                .header("Access-Control-Request-Method", "PUT")
                .header("Access-Control-Request-Headers", "content-type,x-amz-meta-dry-run")
                .build(),
            HttpResponse.BodyHandlers.ofString());

    assertThat(preflight.statusCode()).isEqualTo(200);
    assertThat(preflight.headers().firstValue("Access-Control-Allow-Origin")).isPresent();
  }

  @Test
  void a_form_upload_is_taken_with_its_policy_and_told() throws Exception {
    assertThat(form("incoming/acme/form.csv", CREDENTIALS.secretAccessKey())).isEqualTo(204);
    assertThat(form("incoming/acme/forged.csv", "guessed")).isEqualTo(403);

    assertThat(events).extracting(ObjectCreated::eventName).containsExactly("ObjectCreated:Post");
    assertThat(get(client, "incoming/acme/form.csv")).isEqualTo("from a form");
  }

  @Test
  void a_bucket_name_is_checked() {
    assertThatThrownBy(() -> server.createBucket("../up"))
        .hasMessage("a bucket cannot be called \"../up\"");
  }

  private void put(String key, String content) {
    client.putObject(request -> request.bucket(BUCKET).key(key), RequestBody.fromString(content));
  }

  private CompletedPart part(String key, String uploadId, int number, String content) {
    String eTag =
        client
            .uploadPart(
                request -> request.bucket(BUCKET).key(key).uploadId(uploadId).partNumber(number),
                RequestBody.fromString(content))
            .eTag();
    return CompletedPart.builder().partNumber(number).eTag(eTag).build();
  }

  private HeadObjectResponse head(String key) {
    return client.headObject(request -> request.bucket(BUCKET).key(key));
  }

  private static String get(S3Client client, String key) {
    return client
        .getObjectAsBytes(request -> request.bucket(BUCKET).key(key))
        .asString(StandardCharsets.UTF_8);
  }

  private URI presigned(String key) {
    try (var presigner =
        S3Presigner.builder()
            .endpointOverride(server.endpoint())
            .region(Region.AP_NORTHEAST_1)
            .credentialsProvider(provider(CREDENTIALS))
            .serviceConfiguration(S3Configuration.builder().pathStyleAccessEnabled(true).build())
            .build()) {
      return URI.create(
          presigner
              .presignPutObject(
                  presign ->
                      presign
                          .signatureDuration(Duration.ofMinutes(5))
                          .putObjectRequest(put -> put.bucket(BUCKET).key(key)))
              .url()
              .toString());
    }
  }

  private int form(String key, String secret) throws Exception {
    String day = DateTimeFormatter.BASIC_ISO_DATE.format(LocalDate.now(ZoneOffset.UTC));
    String credential = CREDENTIALS.accessKeyId() + "/" + day + "/ap-northeast-1/s3/aws4_request";
    String policy =
        """
        {"expiration": "%s", "conditions": [{"bucket": "orders"}, {"key": "%s"},
         {"x-amz-algorithm": "AWS4-HMAC-SHA256"}, {"x-amz-credential": "%s"}, {"x-amz-date": "%sT000000Z"}]}"""
            .formatted(
                Instant.now().plusSeconds(600).truncatedTo(ChronoUnit.MILLIS),
                key,
                credential,
                day);
    String encoded = Base64.getEncoder().encodeToString(policy.getBytes(StandardCharsets.UTF_8));
    byte[] signing = ("AWS4" + secret).getBytes(StandardCharsets.UTF_8);
    for (String step : List.of(day, "ap-northeast-1", "s3", "aws4_request", encoded)) {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(signing, "HmacSHA256"));
      signing = mac.doFinal(step.getBytes(StandardCharsets.UTF_8));
    }
    var body = new StringBuilder();
    field(body, "key", key);
    field(body, "policy", encoded);
    field(body, "x-amz-algorithm", "AWS4-HMAC-SHA256");
    field(body, "x-amz-credential", credential);
    field(body, "x-amz-date", day + "T000000Z");
    field(body, "x-amz-signature", HexFormat.of().formatHex(signing));
    field(body, "file\"; filename=\"f.csv", "from a form");
    body.append("--edge--\r\n");
    return http.send(
            HttpRequest.newBuilder(server.endpoint().resolve("/" + BUCKET))
                .header("Content-Type", "multipart/form-data; boundary=edge")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                .build(),
            HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }

  private static void field(StringBuilder body, String name, String value) {
    body.append("--edge\r\nContent-Disposition: form-data; name=\"")
        .append(name)
        .append("\"\r\n\r\n")
        .append(value)
        .append("\r\n");
  }

  private int upload(URI url) throws IOException, InterruptedException {
    return http.send(
            HttpRequest.newBuilder(url)
                .PUT(HttpRequest.BodyPublishers.ofString("uploaded"))
                .build(),
            HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }

  private static S3Client client(S3Server server, AwsCredentials credentials) {
    return client(server, credentials, false);
  }

  private static S3Client client(S3Server server, AwsCredentials credentials, boolean inChunks) {
    return S3Client.builder()
        .serviceConfiguration(sent -> sent.chunkedEncodingEnabled(inChunks))
        .endpointOverride(server.endpoint())
        .region(Region.AP_NORTHEAST_1)
        .credentialsProvider(provider(credentials))
        .forcePathStyle(true)
        .httpClient(UrlConnectionHttpClient.create())
        .build();
  }

  private static StaticCredentialsProvider provider(AwsCredentials credentials) {
    return StaticCredentialsProvider.create(
        AwsBasicCredentials.create(credentials.accessKeyId(), credentials.secretAccessKey()));
  }
}
