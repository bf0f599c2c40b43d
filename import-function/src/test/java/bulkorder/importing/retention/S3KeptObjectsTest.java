package bulkorder.importing.retention;

import static org.assertj.core.api.Assertions.assertThat;

import bulkorder.ledger.batch.FileObject;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

class S3KeptObjectsTest {

  private VersionedBucket bucket;
  private S3Client s3;
  private S3KeptObjects objects;

  @BeforeEach
  void start() throws IOException {
    bucket = new VersionedBucket();
    s3 =
        S3Client.builder()
            .endpointOverride(bucket.endpoint())
            .forcePathStyle(true)
            .region(Region.AP_NORTHEAST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")))
            .httpClient(UrlConnectionHttpClient.create())
            .build();
    objects = new S3KeptObjects(s3);
  }

  @AfterEach
  void stop() {
    s3.close();
    bucket.close();
  }

  @Test
  void a_file_is_deleted_by_its_version_and_the_others_stay() {
    bucket.versions.add("incoming/demo/a.csv v1");
    bucket.versions.add("incoming/demo/a.csv v2");

    objects.delete(file("v1"));
    objects.delete(file("v1"));

    assertThat(bucket.versions).containsExactly("incoming/demo/a.csv v2");
  }

  @Test
  void without_versions_a_later_file_of_the_same_name_stays() {
    bucket.versions.add("incoming/demo/a.csv null");
    bucket.eTag = "later";

    objects.delete(file("etag:0001"));
    assertThat(bucket.versions).hasSize(1);

    bucket.eTag = "etag";
    objects.delete(file("etag:0001"));
    objects.delete(file("etag:0001"));
    assertThat(bucket.versions).isEmpty();
  }

  @Test
  void all_versions_and_markers_below_a_prefix_go_and_nothing_else() {
    bucket.versions.add("reports/demo/b1/1/errors.csv v1");
    bucket.versions.add("reports/demo/b1/1/errors.csv v2");
    bucket.versions.add("reports/demo/b1/1/results.csv marker");
    bucket.versions.add("reports/demo/b1/1/results.csv v3");
    bucket.versions.add("reports/demo/b1/1/unprocessed.csv null");
    bucket.versions.add("reports/demo/b1/10/errors.csv v4");

    objects.deleteAll("bucket", "reports/demo/b1/1/");

    assertThat(bucket.versions).containsExactly("reports/demo/b1/10/errors.csv v4");
  }

  @Test
  void a_store_that_knows_no_versions_has_its_objects_deleted() {
    bucket.knowsVersions = false;
    bucket.versions.add("reports/demo/b1/1/errors.csv null");
    bucket.versions.add("reports/demo/b1/1/results.csv null");
    bucket.versions.add("reports/demo/b1/10/errors.csv null");

    objects.deleteAll("bucket", "reports/demo/b1/1/");

    assertThat(bucket.versions).containsExactly("reports/demo/b1/10/errors.csv null");
  }

  private static FileObject file(String version) {
    return new FileObject("bucket", "incoming/demo/a.csv", version, "etag");
  }
}
