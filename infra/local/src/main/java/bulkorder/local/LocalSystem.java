package bulkorder.local;

import bulkorder.local.events.HttpApi;
import bulkorder.local.events.InvokeApi;
import bulkorder.local.events.QueueAddress;
import bulkorder.local.lambda.InvocationResult;
import bulkorder.local.lambda.LambdaService;
import bulkorder.local.lambda.LambdaSettings;
import bulkorder.local.template.Template;
import bulkorder.local.template.TemplateReader;
import bulkorder.standins.MailTemplate;
import bulkorder.standins.ObjectCreated;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * The deployed system on one machine: stand-ins for what is outside, the functions' artifacts as
 * processes, and between them the wiring of the template. Several may run beside each other.
 */
public final class LocalSystem implements AutoCloseable {
  /** Who sends all mails. */
  public static final String MAIL_FROM = "orders@bulkorder.example";

  private static final String SCHEMA_FUNCTION = "SchemaFunction";

  /** What a deployment would hand over: the clients that there are, who may call as they like. */
  private static final String DEPLOYMENT =
      """
      {"clients":[{"clientId":"demo","name":"Demo KK","requestsPerSecond":10000},
                  {"clientId":"acme","name":"Acme Ltd","requestsPerSecond":10000}]}
      """;

  private final LocalOptions options;
  private final StandIns standIns;
  private final SqsClient sqs;
  private final LambdaService lambda;
  private final Wiring wiring;
  private final URI api;
  private final InvokeApi invocations;
  private final String bucket;

  private LocalSystem(
      LocalOptions options,
      StandIns standIns,
      SqsClient sqs,
      LambdaService lambda,
      Wiring wiring,
      URI api,
      InvokeApi invocations,
      String bucket) {
    this.options = options;
    this.standIns = standIns;
    this.sqs = sqs;
    this.lambda = lambda;
    this.wiring = wiring;
    this.api = api;
    this.invocations = invocations;
    this.bucket = bucket;
  }

  /**
   * Starts everything and applies the schema. Functions may still be starting when this returns;
   * what is for them waits.
   *
   * @throws IOException with a sentence that says what did not start
   */
  public static LocalSystem start(LocalOptions options) throws IOException, InterruptedException {
    Files.createDirectories(options.logs());
    if (!options.timeFactor().equals(TimeFactor.REAL)) {
      System.err.printf("Waiting times are divided by %d.%n", options.timeFactor().value());
    }
    return new Starting(options).start();
  }

  /** What is told of objects before the system is wired is not for its functions. */
  private record WiredEvents(Interference interference, AtomicReference<@Nullable Wiring> wired)
      implements AwsServices.ObjectEvents {
    @Override
    public void created(ObjectCreated object) {
      var wiring = wired.get();
      if (wiring != null) {
        interference.objectCreated(object, wiring::objectCreated);
      }
    }

    @Override
    public void created(String bucket, String key, String eventName, String event) {
      var wiring = wired.get();
      if (wiring != null) {
        wiring.objectCreated(bucket, key, eventName, event);
      }
    }
  }

  /** The start of a system, which closes what is open already when a later part fails. */
  private static final class Starting {
    private final LocalOptions options;
    private final List<AutoCloseable> open = new ArrayList<>();
    private final AtomicReference<@Nullable Wiring> wired = new AtomicReference<>();
    private final AtomicReference<@Nullable MailEventRoutes> mailEvents = new AtomicReference<>();

    Starting(LocalOptions options) {
      this.options = options;
    }

    LocalSystem start() throws IOException, InterruptedException {
      try {
        var template = options.variant().apply(TemplateReader.read(options.template()));
        var standIns =
            StandIns.start(
                options,
                new WiredEvents(options.interference(), wired),
                event -> {
                  var routes = mailEvents.get();
                  if (routes != null) {
                    routes.mailHappened(event);
                  }
                });
        open.addFirst(standIns);
        return start(template, standIns);
      } catch (IOException | InterruptedException | RuntimeException failure) {
        Closing.quietly(open);
        throw failure;
      }
    }

    private LocalSystem start(Template template, StandIns standIns)
        throws IOException, InterruptedException {
      var queues = LocalQueues.create(template, standIns.aws(), options.timeFactor());
      template
          .buckets()
          .keySet()
          .forEach(id -> standIns.aws().createBucket(ResourceNames.bucket(id)));
      var api = new HttpApi.Builder();
      open.addFirst(api);
      var values =
          new LocalValues(template, standIns, options.dataDirectory(), queues, api.endpoint());
      addMailTemplates(template, values, standIns.aws());
      var deployment = new Deployment(template, options, values);
      var lambda = new LambdaService(settings(standIns), deployment.functions());
      open.addFirst(lambda);
      warmUp(lambda, deployment);
      var sqs =
          LocalClients.sqs(standIns, options.interference().queuesOfEventSources(standIns.world()));
      open.addFirst(sqs);
      applySchema(template, lambda);
      mailEvents.set(new MailEventRoutes(template.mail(), values, queues.values(), sqs));
      return wire(template, standIns, queues, values, api, lambda, sqs);
    }

    private LocalSystem wire(
        Template template,
        StandIns standIns,
        Map<String, QueueAddress> queues,
        LocalValues values,
        HttpApi.Builder api,
        LambdaService lambda,
        SqsClient sqs)
        throws IOException {
      var wiring = new Wiring(options, sqs, queues, values, api, lambda::invoke);
      open.addFirst(wiring);
      wiring.connect(template.functions().values());
      wired.set(wiring);
      var bucket = ResourceNames.bucket(template.buckets().keySet().iterator().next());
      var invocations = InvokeApi.start(template.functions().keySet(), lambda::invoke);
      return new LocalSystem(
          options, standIns, sqs, lambda, wiring, api.endpoint(), invocations, bucket);
    }

    private static void addMailTemplates(Template template, LocalValues values, AwsServices aws) {
      for (var mail : template.mail().templates()) {
        aws.addTemplate(
            new MailTemplate(
                mail.name().resolve(values), mail.subject(), mail.text(), mail.html()));
      }
    }

    private LambdaSettings settings(StandIns standIns) throws IOException {
      return new LambdaSettings(
          options.module().resolve("target/lambda-runtime"),
          options.code(),
          options.logs(),
          LocalClients.environment(standIns, LocalKey.master(options.dataDirectory())),
          options.copiesMax(),
          options.startCache(),
          options.interference().around(standIns.world()));
    }

    /** The schema first: everything waits for it. Then what a file needs first. */
    private void warmUp(LambdaService lambda, Deployment deployment) {
      List<String> functions = new ArrayList<>(List.of(SCHEMA_FUNCTION));
      functions.addAll(deployment.neededSoon());
      Thread.ofVirtual()
          .name("warm-up")
          .start(
              () -> {
                try {
                  lambda.prewarm(functions);
                } catch (IOException failure) {
                  options.problems().report(String.valueOf(failure.getCause()));
                } catch (InterruptedException _) {
                  Thread.currentThread().interrupt();
                }
              });
    }

    private void applySchema(Template template, LambdaService lambda)
        throws IOException, InterruptedException {
      if (template.migrations().isPresent()) {
        DeploymentStep.take(template.migrations().get(), lambda::invoke);
      }
      var result = lambda.invoke(SCHEMA_FUNCTION, DEPLOYMENT);
      if (!(result instanceof InvocationResult.Succeeded)) {
        throw new IOException(
            "the ledger has no clients: %s; its log is %s"
                .formatted(result, options.logs().resolve(SCHEMA_FUNCTION + ".log")));
      }
    }
  }

  /** Where everything is. */
  public Addresses addresses() {
    return new Addresses(
        api,
        invocations.endpoint(),
        standIns.mail().endpoint(),
        standIns.webhooks().endpoint(),
        standIns.issuer().issuer(),
        standIns.payments().endpoint(),
        standIns.postgres().jdbcUrl(),
        standIns.postgres().user(),
        standIns.postgres().port(),
        standIns.aws().objects(),
        bucket,
        standIns.credentials().accessKeyId(),
        standIns.credentials().secretAccessKey(),
        standIns.aws().region(),
        options.logs());
  }

  /** The functions' processes, for faults from outside. */
  public LambdaService lambda() {
    return lambda;
  }

  /** Stops taking events, then the functions, then the rest. */
  @Override
  public void close() {
    Closing.quietly(invocations, wiring, lambda, sqs, standIns);
  }
}
