package bulkorder.local;

import java.net.URI;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;

/** How AWS clients find the stand-ins, without a word in the functions. */
final class LocalClients {
  /** A client's system may be this machine, and speak plain HTTP: never so where it is deployed. */
  private static final String WEBHOOKS_ANYWHERE = "BULKORDER_WEBHOOKS_ANYWHERE";

  /** There is no KMS here: the functions get the machine's own master key instead. */
  private static final String ENCRYPTION_KEYS = "BULKORDER_ENCRYPTION_KEYS";

  private LocalClients() {}

  static SqsClient sqs(StandIns standIns, URI endpoint) {
    var credentials = standIns.credentials();
    return SqsClient.builder()
        .endpointOverride(endpoint)
        .region(Region.of(standIns.aws().region()))
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(
                    credentials.accessKeyId(), credentials.secretAccessKey())))
        .httpClient(UrlConnectionHttpClient.create())
        .build();
  }

  static Map<String, String> environment(StandIns standIns, LocalKey master) {
    return Map.of(
        "AWS_REGION",
        standIns.aws().region(),
        "AWS_DEFAULT_REGION",
        standIns.aws().region(),
        "AWS_ACCESS_KEY_ID",
        standIns.credentials().accessKeyId(),
        "AWS_SECRET_ACCESS_KEY",
        standIns.credentials().secretAccessKey(),
        "AWS_EC2_METADATA_DISABLED",
        "true",
        "AWS_ENDPOINT_URL_S3",
        standIns.aws().objects().toString(),
        "AWS_ENDPOINT_URL_SQS",
        standIns.aws().queues().toString(),
        "AWS_ENDPOINT_URL_SESV2",
        standIns.aws().mails().toString(),
        ENCRYPTION_KEYS,
        master.configured(),
        WEBHOOKS_ANYWHERE,
        "true");
  }
}
