package bulkorder.local.chaos;

import bulkorder.local.Addresses;
import bulkorder.local.LocalOptions;
import bulkorder.local.LocalSystem;
import bulkorder.local.TimeFactor;
import bulkorder.local.cli.FileDrop;
import bulkorder.local.template.Template;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** The local system among faults, and what was dropped into it. */
final class ChaosSystem implements AutoCloseable {
  private static final String PAYMENT_FUNCTION = "PaymentFunction";
  private static final String STUCK_WORK_FUNCTION = "StuckWorkFunction";

  /** Past every message's redelivery, which comes sooner here than deployed. */
  private static final String STUCK_AFTER = "PT105S";

  private static final String MAIL_RATE = "100000";
  private static final Duration PROVIDER_ANSWER_MAX = Duration.ofSeconds(30);

  private final FaultyWorld world;
  private final LocalSystem system;
  private final FileDrop drop;
  private final QueueLevels queues;
  private final Path directory;
  private final List<OrderFile> dropped = new ArrayList<>();

  private ChaosSystem(FaultyWorld world, LocalSystem system, Path directory) {
    this.world = world;
    this.system = system;
    this.directory = directory;
    this.drop = new FileDrop(system.addresses());
    this.queues = new QueueLevels(world.world().queues(), system.addresses());
  }

  /**
   * Starts on no data, without faults.
   *
   * @param directory holds its data; exists
   */
  static ChaosSystem start(
      Path root, Path directory, TimeFactor time, UnaryOperator<Template> variant)
      throws IOException, InterruptedException {
    var world = new FaultyWorld();
    try {
      var problems = new ProblemFile(directory.resolve("problems.log"));
      var options =
          LocalOptions.standard(root, directory.resolve("data"), problems)
              .withTimeFactor(time)
              .running(template -> variant.apply(timed(template, time)))
              .with(world);
      return new ChaosSystem(world, LocalSystem.start(options), directory);
    } catch (IOException | InterruptedException | RuntimeException failure) {
      world.close();
      throw failure;
    }
  }

  /**
   * The provider's timeout is a setting of Quarkus in milliseconds, which no template has. A rate
   * is no waiting time, so nothing scales that of the mails: it is out of the way instead.
   */
  private static Template timed(Template template, TimeFactor time) {
    return template
        .withSoonerRedelivery()
        .withVariable(STUCK_WORK_FUNCTION, "BULKORDER_STUCK_AFTER", STUCK_AFTER)
        .withParameter("MailRate", MAIL_RATE)
        .withVariable(
            PAYMENT_FUNCTION,
            "QUARKUS_REST_CLIENT_PAYMENT_SERVICE_READ_TIMEOUT",
            Long.toString(time.scale(PROVIDER_ANSWER_MAX).toMillis()));
  }

  FaultyWorld world() {
    return world;
  }

  Addresses addresses() {
    return system.addresses();
  }

  QueueLevels queues() {
    return queues;
  }

  void invoke(String function, String payload) throws IOException, InterruptedException {
    system.lambda().invoke(function, payload);
  }

  /** All files that have been dropped. */
  List<OrderFile> dropped() {
    return List.copyOf(dropped);
  }

  /** Puts a file into the bucket, as its client would. */
  void drop(OrderFile file) throws IOException {
    var path = directory.resolve("drop.csv");
    Files.writeString(path, file.content());
    dropped.add(file);
    drop.put(path, file.key());
  }

  /** Looks from outside at what has become of everything. */
  List<Verdict> verdicts() throws IOException, SQLException, InterruptedException {
    try (var outside = new OutsideWorld(addresses());
        var evidence = Evidence.of(addresses())) {
      evidence.files(dropped);
      evidence.charges(outside.charges());
      evidence.mails(outside.mails());
      evidence.queues(queues.messages());
      List<Verdict> verdicts = new ArrayList<>();
      for (var invariant : Invariants.ALL) {
        verdicts.add(new Verdict(invariant, evidence.violationsOf(invariant)));
      }
      return verdicts;
    }
  }

  @Override
  public void close() {
    drop.close();
    queues.close();
    system.close();
    world.close();
  }
}
