package bulkorder.local.moto;

import static java.util.stream.Collectors.toSet;

import bulkorder.local.AwsServices;
import bulkorder.local.LocalSystem;
import bulkorder.standins.AwsCredentials;
import bulkorder.standins.MailTemplate;
import bulkorder.standins.QueueSpec;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.Event;
import software.amazon.awssdk.services.s3.model.QueueConfiguration;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** SQS, S3 and SES as moto_server plays them. It forgets everything when it ends. */
public final class MotoServices implements AwsServices {
  static final String REGION = "ap-northeast-1";
  private static final String ACCOUNT_ID = "123456789012";
  private static final String BUCKET_EVENTS = "bucket-events";

  private static final Set<QueueAttributeName> COUNTS =
      Set.of(
          QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
          QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE,
          QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED);

  private final MotoProcess moto;
  private final S3Client s3;
  private final SqsClient sqs;
  private final BulkMailTranslation mails;
  private final BucketEvents events;
  private final Map<String, String> queueUrls = new HashMap<>();

  private MotoServices(
      MotoProcess moto,
      S3Client s3,
      SqsClient sqs,
      BulkMailTranslation mails,
      BucketEvents events) {
    this.moto = moto;
    this.s3 = s3;
    this.sqs = sqs;
    this.mails = mails;
    this.events = events;
  }

  /**
   * Starts moto_server, whose log stands beside the data.
   *
   * @throws IOException if there is none, or it does not start
   */
  public static MotoServices start(Path data, AwsCredentials credentials, ObjectEvents objects)
      throws IOException, InterruptedException {
    var moto = MotoProcess.start(data.resolve("moto.log"));
    try {
      var s3 = client(S3Client.builder().forcePathStyle(true), moto, credentials).build();
      var sqs = client(SqsClient.builder(), moto, credentials).build();
      var mails = BulkMailTranslation.start(moto.ses());
      mails.verify(LocalSystem.MAIL_FROM);
      String queue = sqs.createQueue(request -> request.queueName(BUCKET_EVENTS)).queueUrl();
      return new MotoServices(moto, s3, sqs, mails, BucketEvents.start(sqs, queue, objects));
    } catch (IOException | RuntimeException failure) {
      moto.close();
      throw failure;
    }
  }

  private static <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> B client(
      B builder, MotoProcess moto, AwsCredentials credentials) {
    return builder
        .endpointOverride(moto.endpoint())
        .region(Region.of(REGION))
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(
                    credentials.accessKeyId(), credentials.secretAccessKey())))
        .httpClient(UrlConnectionHttpClient.create());
  }

  @Override
  public String region() {
    return REGION;
  }

  @Override
  public String accountId() {
    return ACCOUNT_ID;
  }

  @Override
  public URI queues() {
    return moto.endpoint();
  }

  @Override
  public URI objects() {
    return moto.endpoint();
  }

  @Override
  public URI mails() {
    return mails.endpoint();
  }

  /** Its times are rounded up to whole seconds, as SQS has them. */
  @Override
  public String createQueue(QueueSpec queue) {
    Map<QueueAttributeName, String> attributes = new HashMap<>();
    attributes.put(
        QueueAttributeName.VISIBILITY_TIMEOUT,
        Long.toString(queue.visibilityTimeout().plusMillis(999).toSeconds()));
    attributes.put(
        QueueAttributeName.DELAY_SECONDS, Long.toString(queue.delay().plusMillis(999).toSeconds()));
    var redrive = queue.redrive();
    if (redrive != null) {
      attributes.put(
          QueueAttributeName.REDRIVE_POLICY,
          "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":%d}"
              .formatted(queueArn(redrive.deadLetterQueueName()), redrive.maxReceiveCount()));
    }
    String url =
        sqs.createQueue(request -> request.queueName(queue.name()).attributes(attributes))
            .queueUrl();
    queueUrls.put(queue.name(), url);
    return url;
  }

  @Override
  public void createBucket(String name) {
    s3.createBucket(
        request ->
            request
                .bucket(name)
                .createBucketConfiguration(where -> where.locationConstraint(REGION)));
    s3.putBucketVersioning(
        request ->
            request
                .bucket(name)
                .versioningConfiguration(it -> it.status(BucketVersioningStatus.ENABLED)));
    s3.putBucketNotificationConfiguration(
        request ->
            request
                .bucket(name)
                .notificationConfiguration(
                    it ->
                        it.queueConfigurations(
                            QueueConfiguration.builder()
                                .queueArn(queueArn(BUCKET_EVENTS))
                                .events(Event.S3_OBJECT_CREATED)
                                .build())));
  }

  @Override
  public void addTemplate(MailTemplate template) {
    mails.addTemplate(template);
  }

  /** What it has taken in, in JSON. */
  String records() throws IOException, InterruptedException {
    return moto.records();
  }

  /** The names of the queues in which something is, or is being worked on, with how much. */
  Map<String, Integer> messagesLeft() {
    Map<String, Integer> left = new TreeMap<>();
    queueUrls.forEach(
        (name, url) -> {
          int messages =
              sqs
                  .getQueueAttributes(
                      request -> request.queueUrl(url).attributeNames(QueueAttributeName.ALL))
                  .attributes()
                  .entrySet()
                  .stream()
                  .filter(it -> COUNTS.contains(it.getKey()))
                  .mapToInt(it -> Integer.parseInt(it.getValue()))
                  .sum();
          if (messages > 0) {
            left.put(name, messages);
          }
        });
    return left;
  }

  /** The keys of all objects below the prefix. */
  Set<String> keys(String bucket, String prefix) {
    return s3
        .listObjectsV2Paginator(request -> request.bucket(bucket).prefix(prefix))
        .contents()
        .stream()
        .map(S3Object::key)
        .collect(toSet());
  }

  @Override
  public void close() {
    events.close();
    mails.close();
    sqs.close();
    s3.close();
    moto.close();
  }
}
