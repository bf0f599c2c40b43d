package bulkorder.local.chaos;

import bulkorder.local.Addresses;
import java.net.URI;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** How many messages the queues hold: to be seen, on their way, and for later. */
final class QueueLevels implements AutoCloseable {
  private static final QueueAttributeName[] COUNTS = {
    QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
    QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE,
    QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED
  };

  private final SqsClient sqs;

  QueueLevels(URI endpoint, Addresses at) {
    sqs =
        SqsClient.builder()
            .endpointOverride(endpoint)
            .region(Region.of(at.region()))
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(at.accessKeyId(), at.secretAccessKey())))
            .httpClient(UrlConnectionHttpClient.create())
            .build();
  }

  /** By the queues' names. */
  Map<String, Long> messages() {
    Map<String, Long> messages = new TreeMap<>();
    for (var url : sqs.listQueues().queueUrls()) {
      var counts = sqs.getQueueAttributes(r -> r.queueUrl(url).attributeNames(COUNTS)).attributes();
      messages.put(
          url.substring(url.lastIndexOf('/') + 1),
          counts.values().stream().mapToLong(Long::parseLong).sum());
    }
    return messages;
  }

  long total() {
    return messages().values().stream().mapToLong(Long::longValue).sum();
  }

  @Override
  public void close() {
    sqs.close();
  }
}
