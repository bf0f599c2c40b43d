package bulkorder.local;

import bulkorder.local.events.Problems;
import bulkorder.local.lambda.StartCache;
import bulkorder.local.template.Template;
import bulkorder.standins.PaymentServer;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/**
 * How to run the system.
 *
 * @param root the checkout: holds the template, and the artifacts that it names
 * @param dataDirectory holds database, objects, payments, mails and logs; kept between runs
 * @param copiesMax processes of one function at most
 * @param aws what plays SQS, S3 and SES
 * @param payments how the payment provider behaves
 * @param packaging in which form the functions run
 * @param variant what is run instead of the template as it is
 * @param startCache what becomes of the artifacts' start caches
 * @param problems told what goes wrong between the parts
 * @param interference what stands between the parts
 */
public record LocalOptions(
    Path root,
    Path dataDirectory,
    TimeFactor timeFactor,
    int copiesMax,
    AwsServices.Start aws,
    PaymentServer.Behaviour payments,
    Packaging packaging,
    UnaryOperator<Template> variant,
    StartCache startCache,
    Problems problems,
    Interference interference) {

  /** Functions on the JVM, real time, one process of each function, a provider without faults. */
  public static LocalOptions standard(Path root, Path dataDirectory, Problems problems) {
    return new LocalOptions(
        root,
        dataDirectory,
        TimeFactor.REAL,
        1,
        StandInServices::start,
        PaymentServer.Behaviour.NONE,
        Packaging.JVM,
        UnaryOperator.identity(),
        StartCache.USE,
        problems,
        Interference.NONE);
  }

  /** The same with scaled time. */
  public LocalOptions withTimeFactor(TimeFactor factor) {
    return new LocalOptions(
        root,
        dataDirectory,
        factor,
        copiesMax,
        aws,
        payments,
        packaging,
        variant,
        startCache,
        problems,
        interference);
  }

  /** The same with so many processes of one function at most. */
  public LocalOptions withCopies(int copies) {
    return new LocalOptions(
        root,
        dataDirectory,
        timeFactor,
        copies,
        aws,
        payments,
        packaging,
        variant,
        startCache,
        problems,
        interference);
  }

  /** The same with other services of AWS. */
  public LocalOptions on(AwsServices.Start otherAws) {
    return new LocalOptions(
        root,
        dataDirectory,
        timeFactor,
        copiesMax,
        otherAws,
        payments,
        packaging,
        variant,
        startCache,
        problems,
        interference);
  }

  /** The same with the functions in another form. */
  public LocalOptions in(Packaging otherPackaging) {
    return new LocalOptions(
        root,
        dataDirectory,
        timeFactor,
        copiesMax,
        aws,
        payments,
        otherPackaging,
        variant,
        startCache,
        problems,
        interference);
  }

  /** The same with a variant of the template. */
  public LocalOptions running(UnaryOperator<Template> templateVariant) {
    return new LocalOptions(
        root,
        dataDirectory,
        timeFactor,
        copiesMax,
        aws,
        payments,
        packaging,
        templateVariant,
        startCache,
        problems,
        interference);
  }

  /** The same, leaving start caches behind. */
  public LocalOptions makingStartCaches() {
    return new LocalOptions(
        root,
        dataDirectory,
        timeFactor,
        copiesMax,
        aws,
        payments,
        packaging,
        variant,
        StartCache.MAKE,
        problems,
        interference);
  }

  /** The same with something between the parts. */
  public LocalOptions with(Interference otherInterference) {
    return new LocalOptions(
        root,
        dataDirectory,
        timeFactor,
        copiesMax,
        aws,
        payments,
        packaging,
        variant,
        startCache,
        problems,
        otherInterference);
  }

  Path template() {
    return root.resolve("template.yaml");
  }

  Path module() {
    return root.resolve("infra/local");
  }

  /** Where artifacts are unpacked. */
  public Path code() {
    return module().resolve("target/functions");
  }

  Path logs() {
    return dataDirectory.resolve("logs");
  }
}
