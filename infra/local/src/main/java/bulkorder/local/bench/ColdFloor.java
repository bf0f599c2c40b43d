package bulkorder.local.bench;

import java.util.List;

/** What a native function is asked to stay below, measured with {@link ColdBenchmark}. */
record ColdFloor(double bothMillisBelow, double peakMegabytesBelow, double packageMegabytesBelow) {
  private static final int MEDIAN = 50;

  /** Of those that events invoke. */
  static final ColdFloor EVENTS = new ColdFloor(350, 130, 45);

  /** Of the one that answers HTTP requests. */
  static final ColdFloor HTTP = new ColdFloor(450, 130, 45);

  List<Target> targets(ColdStarts of) {
    return List.of(
        Target.atMost(
            of.function() + "Both",
            of.function() + " native, ready and first call, median",
            Unit.MILLISECONDS,
            of.both().millis(MEDIAN),
            Math.nextDown(bothMillisBelow)),
        Target.atMost(
            of.function() + "Peak",
            of.function() + " native, resident while a file of 1,000 rows runs",
            Unit.MEGABYTES,
            of.peakMegabytes(),
            Math.nextDown(peakMegabytesBelow)),
        Target.atMost(
            of.function() + "Package",
            of.function() + " native, package zipped",
            Unit.MEGABYTES,
            of.packageMegabytes(),
            Math.nextDown(packageMegabytesBelow)));
  }
}
