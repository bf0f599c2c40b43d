package bulkorder.standins;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.Props;
import org.apache.pekko.pattern.Patterns;
import org.elasticmq.CreateQueueData;
import org.elasticmq.DeadLettersQueueData;
import org.elasticmq.MillisVisibilityTimeout;
import org.elasticmq.StrictSQSLimits$;
import org.elasticmq.actor.QueueManagerActor;
import org.elasticmq.msg.CreateQueue;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import org.elasticmq.util.NowProvider;
import scala.Option;
import scala.util.Either;

/**
 * SQS on a free port of 127.0.0.1, without memory of earlier runs, with the limits of the real one.
 * Credentials are not checked.
 *
 * <p>Needs the JVM flag {@code --sun-misc-unsafe-memory-access=allow} to be silent on JDK 25.
 */
public final class SqsServer implements AutoCloseable {

  private static final String REGION = "ap-northeast-1";
  private static final String ACCOUNT_ID = "000000000000";
  private static final Duration ANSWER_MAX = Duration.ofSeconds(10);
  private static final String QUIET =
      """
      pekko.loglevel = OFF
      pekko.stdout-loglevel = OFF
      pekko.loggers = []
      pekko.log-dead-letters = off
      pekko.daemonic = on
      pekko.jvm-exit-on-fatal-error = off
      pekko.http.server.max-connections = 4096
      pekko.http.server.parsing.max-content-length = 2m
      """;

  private final ActorSystem system;
  private final ActorRef queues;
  private final SQSRestServer rest;
  private final URI endpoint;
  private final Set<String> names = ConcurrentHashMap.newKeySet();

  private SqsServer(ActorSystem system, ActorRef queues, SQSRestServer rest) {
    this.system = system;
    this.queues = queues;
    this.rest = rest;
    int port = rest.waitUntilStarted().localAddress().getPort();
    this.endpoint = URI.create("http://127.0.0.1:" + port);
  }

  public static SqsServer start() {
    ClassLoader loader = SQSRestServerBuilder.class.getClassLoader();
    Config config = ConfigFactory.parseString(QUIET).withFallback(ConfigFactory.load(loader));
    ActorSystem system = ActorSystem.create("sqs", config, loader);
    ActorRef queues =
        system.actorOf(
            Props.create(
                QueueManagerActor.class,
                () ->
                    new QueueManagerActor(
                        new NowProvider(), StrictSQSLimits$.MODULE$, Option.empty())));
    SQSRestServer rest =
        SQSRestServerBuilder.withActorSystem(system)
            .withQueueManagerActor(queues)
            .withInterface("127.0.0.1")
            .withPort(0)
            .withAWSRegion(REGION)
            .withAWSAccountId(ACCOUNT_ID)
            .start();
    return new SqsServer(system, queues, rest);
  }

  public URI endpoint() {
    return endpoint;
  }

  public String region() {
    return REGION;
  }

  public String accountId() {
    return ACCOUNT_ID;
  }

  /**
   * Creates an empty queue.
   *
   * @return the queue's URL
   * @throws IllegalArgumentException when the queue exists, or its dead-letter queue does not
   */
  public String createQueue(QueueSpec spec) {
    Redrive redrive = spec.redrive();
    if (redrive != null && !names.contains(redrive.deadLetterQueueName())) {
      throw new IllegalArgumentException(
          "queue "
              + spec.name()
              + ": its dead-letter queue "
              + redrive.deadLetterQueueName()
              + " has to be created first");
    }
    if (!names.add(spec.name())) {
      throw new IllegalArgumentException("queue " + spec.name() + " exists already");
    }
    create(spec);
    return endpoint + "/" + ACCOUNT_ID + "/" + spec.name();
  }

  public String queueArn(String name) {
    return "arn:aws:sqs:" + REGION + ":" + ACCOUNT_ID + ":" + name;
  }

  /** Forgets all queues and their messages. */
  @Override
  public void close() {
    try {
      rest.stopAndGetFuture().apply();
      Patterns.gracefulStop(queues, ANSWER_MAX)
          .toCompletableFuture()
          .get(ANSWER_MAX.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("SQS at " + endpoint + " does not stop", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      system.terminate();
    }
  }

  /** Not over HTTP, where times are whole seconds. */
  private void create(QueueSpec spec) {
    Redrive redrive = spec.redrive();
    var data =
        new CreateQueueData(
            spec.name(),
            Option.apply(new MillisVisibilityTimeout(spec.visibilityTimeout().toMillis())),
            Option.apply(spec.delay()),
            Option.apply(Duration.ZERO),
            Option.empty(),
            Option.empty(),
            redrive == null
                ? Option.empty()
                : Option.apply(
                    new DeadLettersQueueData(
                        redrive.deadLetterQueueName(), redrive.maxReceiveCount())),
            false,
            false,
            Option.empty(),
            Option.empty(),
            scala.collection.immutable.Map$.MODULE$.empty());
    Object answer;
    try {
      answer = Patterns.ask(queues, new CreateQueue(data), ANSWER_MAX).toCompletableFuture().join();
    } catch (CompletionException e) {
      throw new IllegalStateException("queue " + spec.name() + " was not created", e);
    }
    if (answer instanceof Either<?, ?> either && either.isLeft()) {
      throw new IllegalStateException("queue " + spec.name() + " was not created: " + either);
    }
  }
}
