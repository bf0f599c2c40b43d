package bulkorder.local.cli;

import bulkorder.local.Addresses;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Puts files into the bucket, where a client would drop them. Never twice unasked: a request that
 * is sent again makes another version of the object, which is another file to the system.
 */
public final class FileDrop implements AutoCloseable {
  private static final Duration ANSWER_MAX = Duration.ofMinutes(5);

  private final S3Client s3;
  private final String bucket;

  /** A file that has been put. */
  public record Dropped(Path file, String key, String eTag, Instant time) {}

  /** Into the bucket of a running system. */
  public FileDrop(Addresses addresses) {
    bucket = addresses.bucket();
    s3 =
        S3Client.builder()
            .endpointOverride(addresses.s3())
            .region(Region.of(addresses.region()))
            .forcePathStyle(true)
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(
                        addresses.accessKeyId(), addresses.secretAccessKey())))
            .overrideConfiguration(
                options -> options.retryStrategy(DefaultRetryStrategy.doNotRetry()))
            .httpClient(UrlConnectionHttpClient.builder().socketTimeout(ANSWER_MAX).build())
            .build();
  }

  /** Puts the file. Its time is that of the beginning: its batch is not older. */
  public Dropped put(Path file, String key) {
    return put(file, key, Map.of());
  }

  /** Puts the file with metadata, which say how it is to be imported. */
  Dropped put(Path file, String key, Map<String, String> metadata) {
    var time = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    var answer = s3.putObject(request -> request.bucket(bucket).key(key).metadata(metadata), file);
    return new Dropped(file, key, answer.eTag().replace("\"", ""), time);
  }

  @Override
  public void close() {
    s3.close();
  }
}
