package bulkorder.local.cli;

import bulkorder.local.Addresses;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/**
 * Puts files into the bucket by links, as a client that was given one. Never twice unasked: a
 * request that is sent again makes another version of the object, which is another file to the
 * system.
 */
public final class FileDrop implements AutoCloseable {
  private static final Duration ANSWER_MAX = Duration.ofMinutes(5);

  private final S3Presigner links;
  private final SdkHttpClient http;
  private final String bucket;

  /** A file that has been put. */
  public record Dropped(Path file, String key, String eTag, Instant time) {}

  /** Into the bucket of a running system. */
  public FileDrop(Addresses addresses) {
    bucket = addresses.bucket();
    links =
        S3Presigner.builder()
            .endpointOverride(addresses.s3())
            .region(Region.of(addresses.region()))
            .serviceConfiguration(S3Configuration.builder().pathStyleAccessEnabled(true).build())
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(
                        addresses.accessKeyId(), addresses.secretAccessKey())))
            .build();
    http = UrlConnectionHttpClient.builder().socketTimeout(ANSWER_MAX).build();
  }

  /**
   * Puts the file. Its time is that of the beginning: its batch is not older.
   *
   * @throws IOException when it cannot be read, or S3 does not take it
   */
  public Dropped put(Path file, String key) throws IOException {
    return put(file, key, Map.of());
  }

  /** Puts the file with metadata, which say how it is to be imported. */
  Dropped put(Path file, String key, Map<String, String> metadata) throws IOException {
    var time = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    long length = Files.size(file);
    var link =
        links.presignPutObject(
            presign ->
                presign
                    .signatureDuration(ANSWER_MAX)
                    .putObjectRequest(
                        put ->
                            put.bucket(bucket).key(key).metadata(metadata).contentLength(length)));
    var answer =
        http.prepareRequest(
                HttpExecuteRequest.builder()
                    .request(link.httpRequest())
                    .contentStreamProvider(
                        ContentStreamProvider.fromInputStreamSupplier(() -> open(file)))
                    .build())
            .call()
            .httpResponse();
    if (!answer.isSuccessful()) {
      throw new IOException("S3 does not take %s: %d".formatted(key, answer.statusCode()));
    }
    String eTag = answer.firstMatchingHeader("ETag").orElseThrow().replace("\"", "");
    return new Dropped(file, key, eTag, time);
  }

  private static InputStream open(Path file) {
    try {
      return Files.newInputStream(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    links.close();
    http.close();
  }
}
