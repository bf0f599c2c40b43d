package bulkorder.local.bench;

import java.util.Locale;

/** What a number counts, and how it is written for a person. */
enum Unit {
  SECONDS("%.2f s"),
  MEGABYTES("%.0f MB"),
  MILLISECONDS("%.0f ms"),
  PER_SECOND("%,.0f/s"),
  COUNT("%,.0f"),
  FRACTION("%,.3f"),
  KILOBYTES("%,.0f kB"),
  PERCENT("%.1f %%"),
  CORES("%.2f"),
  TIMES("%.2f");

  private final String format;

  Unit(String format) {
    this.format = format;
  }

  String text(double value) {
    return String.format(Locale.ROOT, format, value);
  }
}
