package bulkorder.local;

import bulkorder.standins.AwsCredentials;
import bulkorder.standins.MailServer;
import bulkorder.standins.MailTemplate;
import bulkorder.standins.QueueSpec;
import bulkorder.standins.S3Server;
import bulkorder.standins.SqsServer;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/** The stand-ins that are part of this program, which need nothing but it. */
record StandInServices(SqsServer sqs, S3Server s3, MailServer mailbox) implements AwsServices {

  static AwsServices start(
      Path data, AwsCredentials credentials, MailServer mailbox, ObjectEvents objects) {
    var sqs = CompletableFuture.supplyAsync(SqsServer::start);
    try {
      var s3 = S3Server.start(data.resolve("s3"), credentials, objects::created);
      return new StandInServices(sqs.join(), s3, mailbox);
    } catch (RuntimeException failure) {
      var _ = sqs.thenAccept(Closing::quietly);
      throw failure;
    }
  }

  @Override
  public String region() {
    return sqs.region();
  }

  @Override
  public String accountId() {
    return sqs.accountId();
  }

  @Override
  public URI queues() {
    return sqs.endpoint();
  }

  @Override
  public URI objects() {
    return s3.endpoint();
  }

  @Override
  public URI mails() {
    return mailbox.endpoint();
  }

  @Override
  public String createQueue(QueueSpec queue) {
    return sqs.createQueue(queue);
  }

  @Override
  public void createBucket(String name) {
    s3.createBucket(name);
  }

  @Override
  public void addTemplate(MailTemplate template) {
    mailbox.addTemplate(template);
  }

  @Override
  public void close() {
    Closing.quietly(s3, sqs);
  }
}
