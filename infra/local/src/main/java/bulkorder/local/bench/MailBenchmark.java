package bulkorder.local.bench;

import java.io.IOException;
import java.sql.SQLException;
import picocli.CommandLine.Command;

/** How well the limits of mail providers are kept and used. */
@Command(
    name = "mail",
    description = {
      "Mails at the limits of both providers, by four processes of the notify function, seen from the provider: the most "
          + "recipients in any second, what of the limit was used, how long it took, and what the limiter cost. "
          + "Beside it stands the old way: one request for each mail, one after the other.",
      "Takes about 3 minutes."
    },
    sortOptions = false)
final class MailBenchmark extends Benchmark {
  private static final int COPIES = 4;
  private static final int SES_MAILS = 10_000;
  private static final int SES_MAILS_WARM_UP = 2_000;
  private static final int SES_CHUNK_ROWS = 250;
  private static final int SES_PER_SECOND_MAX = 500;
  private static final double SES_SECONDS_MAX = 30;
  private static final int SERVICE_MAILS = 300;
  private static final int SERVICE_MAILS_WARM_UP = 40;
  private static final int SERVICE_CHUNK_ROWS = 25;
  private static final int SERVICE_PER_SECOND_MAX = 10;
  private static final int OLD_WAY_MAILS = 100;
  private static final double SHARE_PERCENT_MIN = 90;

  @Override
  Report measure(Workbench workbench) throws IOException, SQLException, InterruptedException {
    var findings = new Findings();
    var ses = new MailSystem.Settings("SES", SES_PER_SECOND_MAX, COPIES, SES_CHUNK_ROWS);
    workbench.say("%,d mails through SES".formatted(SES_MAILS));
    try (var system = MailSystem.start(workbench, ses)) {
      system.send(SES_MAILS_WARM_UP);
      var rate = add("ses", ses, system.send(SES_MAILS), findings);
      findings.add(
          Target.atMost(
              "sesSeconds",
              "%,d mails, first to last".formatted(SES_MAILS),
              Unit.SECONDS,
              rate.seconds(),
              SES_SECONDS_MAX));
    }
    var service =
        new MailSystem.Settings("SERVICE", SERVICE_PER_SECOND_MAX, COPIES, SERVICE_CHUNK_ROWS);
    workbench.say("%,d mails through the notification service".formatted(SERVICE_MAILS));
    try (var system = MailSystem.start(workbench, service)) {
      system.send(SERVICE_MAILS_WARM_UP);
      add("service", service, system.send(SERVICE_MAILS), findings);
      workbench.say("%,d mails one by one".formatted(OLD_WAY_MAILS));
      double seconds = system.provider().oneByOne(OLD_WAY_MAILS, SERVICE_PER_SECOND_MAX);
      findings.add(
          "oldSeconds",
          "%,d mails one request after the other, extrapolated from %d"
              .formatted(SES_MAILS, OLD_WAY_MAILS),
          Unit.SECONDS,
          seconds / OLD_WAY_MAILS * SES_MAILS);
    }
    return findings.report("mail", setting());
  }

  private static SendRate add(
      String key, MailSystem.Settings settings, MailSystem.Sent sent, Findings findings) {
    int limit = settings.mailsPerSecondMax();
    var rate = SendRate.of(sent.arrivals(), limit);
    double writesPerRequest = sent.limiterWrites() / (double) rate.requests();
    String of = "%s at %,d a second: ".formatted(settings.provider(), limit);
    findings.add(key + "Requests", of + "requests", Unit.COUNT, rate.requests());
    findings.add(key + "WindowMax", of + "most in any second", Unit.COUNT, rate.windowMax());
    findings.add(key + "Share", of + "used of the limit", Unit.PERCENT, rate.sharePercent());
    findings.add(key + "Seconds", of + "first to last", Unit.SECONDS, rate.seconds());
    findings.add(
        key + "LimiterWrites", of + "limiter's writes per request", Unit.TIMES, writesPerRequest);
    findings.add(
        Target.atMost(
            key + "WindowMax", of + "most in any second", Unit.COUNT, rate.windowMax(), limit + 1));
    findings.add(
        Target.atLeast(
            key + "Share",
            of + "used of the limit",
            Unit.PERCENT,
            rate.sharePercent(),
            SHARE_PERCENT_MIN));
    findings.add(
        Target.atMost(
            key + "LimiterWrites",
            of + "limiter's writes per request, below 1",
            Unit.TIMES,
            writesPerRequest,
            Math.nextDown(1.0)));
    return rate;
  }

  private static String setting() {
    return "%d processes of each function, payments left in their queue, all on %d processors; Java %s"
        .formatted(COPIES, Runtime.getRuntime().availableProcessors(), Runtime.version());
  }
}
