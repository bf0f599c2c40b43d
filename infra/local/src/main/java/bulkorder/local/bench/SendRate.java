package bulkorder.local.bench;

import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * How requests kept to a limit, and how much of it they used.
 *
 * @param requests how many there were
 * @param windowMax the most recipients within any second
 * @param sharePercent what was used of the limit from the first request to the last
 * @param seconds from the first request to the last
 */
record SendRate(int requests, int windowMax, double sharePercent, double seconds) {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  /**
   * Of requests at a limit.
   *
   * @param perSecondMax recipients
   * @throws IllegalArgumentException if there are fewer than two requests
   */
  static SendRate of(List<MailArrival> arrivals, int perSecondMax) {
    if (arrivals.size() < 2) {
      throw new IllegalArgumentException(arrivals.size() + " requests have no rate");
    }
    var inTime = arrivals.stream().sorted(Comparator.comparingLong(MailArrival::nanos)).toList();
    double seconds = (inTime.getLast().nanos() - inTime.getFirst().nanos()) / (double) SECOND;
    // The last request's share of the limit would be used after it.
    int before = recipients(inTime.subList(0, inTime.size() - 1));
    return new SendRate(
        inTime.size(), windowMax(inTime), 100 * before / (perSecondMax * seconds), seconds);
  }

  private static int windowMax(List<MailArrival> inTime) {
    int most = 0;
    int inWindow = 0;
    int end = 0;
    for (var first : inTime) {
      while (end < inTime.size() && inTime.get(end).nanos() - first.nanos() < SECOND) {
        inWindow += inTime.get(end++).recipients();
      }
      most = Math.max(most, inWindow);
      inWindow -= first.recipients();
    }
    return most;
  }

  private static int recipients(List<MailArrival> arrivals) {
    return arrivals.stream().mapToInt(MailArrival::recipients).sum();
  }
}
