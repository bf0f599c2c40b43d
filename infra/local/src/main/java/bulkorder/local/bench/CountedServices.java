package bulkorder.local.bench;

import bulkorder.local.AwsServices;
import bulkorder.standins.MailTemplate;
import bulkorder.standins.QueueSpec;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** SQS, S3 and SES, with a count of the requests that reach them. */
final class CountedServices implements AwsServices {
  private final AwsServices services;
  private final List<CountingRelay> relays = new ArrayList<>();
  private final URI queues;
  private final URI objects;
  private final URI mails;

  /** Stands before services that run. */
  CountedServices(AwsServices services, RequestCounts counts) throws IOException {
    this.services = services;
    this.queues = relay(services.queues(), "SQS", counts);
    this.objects = relay(services.objects(), "S3", counts);
    this.mails = relay(services.mails(), "SES", counts);
  }

  private URI relay(URI service, String name, RequestCounts counts) throws IOException {
    var relay = CountingRelay.start(service, name, counts);
    relays.add(relay);
    return relay.endpoint();
  }

  @Override
  public String region() {
    return services.region();
  }

  @Override
  public String accountId() {
    return services.accountId();
  }

  @Override
  public URI queues() {
    return queues;
  }

  @Override
  public URI objects() {
    return objects;
  }

  @Override
  public URI mails() {
    return mails;
  }

  @Override
  public String createQueue(QueueSpec queue) {
    return queues.resolve(URI.create(services.createQueue(queue)).getPath()).toString();
  }

  @Override
  public void createBucket(String name) {
    services.createBucket(name);
  }

  @Override
  public void addTemplate(MailTemplate template) {
    services.addTemplate(template);
  }

  @Override
  public void close() {
    for (var relay : relays) {
      try {
        relay.close();
      } catch (IOException _) {
        // It listens no more, whatever it says.
      }
    }
    services.close();
  }
}
