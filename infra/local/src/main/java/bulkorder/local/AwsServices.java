package bulkorder.local;

import bulkorder.standins.AwsCredentials;
import bulkorder.standins.MailServer;
import bulkorder.standins.MailTemplate;
import bulkorder.standins.ObjectCreated;
import bulkorder.standins.QueueSpec;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;

/** SQS, S3 and SES, as the functions and their event sources reach them. */
public interface AwsServices extends AutoCloseable {

  /** Starts them. */
  @FunctionalInterface
  interface Start {
    /**
     * Starts the services.
     *
     * @param data what may be kept between runs is kept there
     * @param mailbox may play SES
     * @throws IOException with a sentence that says what did not start
     */
    AwsServices start(
        Path data, AwsCredentials credentials, MailServer mailbox, ObjectEvents objects)
        throws IOException, InterruptedException;
  }

  /** Hears of new objects, on several threads at the same time. */
  interface ObjectEvents {
    /** An object is there, of which nobody has made an event yet. */
    void created(ObjectCreated object);

    /** An object is there, and the service's own event tells a function of it. */
    void created(String bucket, String key, String eventName, String event);
  }

  /** Where all of them are. */
  String region();

  /** Whose all of it is. */
  String accountId();

  /** Where SQS is. */
  URI queues();

  /** Where S3 is, path-style. */
  URI objects();

  /** Where SES is. */
  URI mails();

  /**
   * Creates an empty queue.
   *
   * @return its URL
   */
  String createQueue(QueueSpec queue);

  /** The name that AWS has for a queue. */
  default String queueArn(String name) {
    return "arn:aws:sqs:%s:%s:%s".formatted(region(), accountId(), name);
  }

  /** Creates a bucket, unless it is there; of its new objects is told. */
  void createBucket(String name);

  /** Makes a template known, by whose name mails are sent. */
  void addTemplate(MailTemplate template);

  @Override
  void close();
}
