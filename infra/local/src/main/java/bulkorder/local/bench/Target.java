package bulkorder.local.bench;

/**
 * A bound that a measured value is asked to keep.
 *
 * @param key its name in JSON
 * @param label its name for a person
 * @param atLeast the bound below; 0 if there is none
 * @param atMost the bound above; infinity if there is none
 */
record Target(String key, String label, Unit unit, double value, double atLeast, double atMost) {

  static Target atMost(String key, String label, Unit unit, double value, double atMost) {
    return new Target(key, label, unit, value, 0, atMost);
  }

  static Target atLeast(String key, String label, Unit unit, double value, double atLeast) {
    return new Target(key, label, unit, value, atLeast, Double.POSITIVE_INFINITY);
  }

  boolean met() {
    return value >= atLeast && value <= atMost;
  }

  /** The bound in words. */
  String asked() {
    if (Double.isInfinite(atMost)) {
      return "at least " + unit.text(atLeast);
    }
    return atLeast > 0
        ? unit.text(atLeast) + " to " + unit.text(atMost)
        : "at most " + unit.text(atMost);
  }
}
