package bulkorder.local;

import java.util.Set;

/** How Java runs a function on this machine. */
final class JavaOptions {
  /** The JDK would send a mail again by itself where a connection is cut. */
  private static final String ALL = "-XX:+UseSerialGC -Dsun.net.http.retryPost=false";

  /** Most processes live for less than the optimising compiler needs. */
  private static final String SHORT_LIVED = " -XX:TieredStopAtLevel=1";

  /**
   * Those that read files, write reports or hash for seconds, where AES and SHA-256 are many times
   * faster, and those that work by the order or the request, of which there are thousands.
   */
  private static final Set<String> OPTIMISED =
      Set.of(
          "ImportFunction",
          "ReportsFunction",
          "AuditFunction",
          "PaymentFunction",
          "StatusFunction");

  private JavaOptions() {}

  static String of(String function) {
    return OPTIMISED.contains(function) ? ALL : ALL + SHORT_LIVED;
  }
}
