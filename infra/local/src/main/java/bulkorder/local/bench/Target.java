package bulkorder.local.bench;

/**
 * A bound that a measured value is asked to keep.
 *
 * @param key its name in JSON
 * @param label its name for a person
 * @param atLeast the bound below; 0 if there is none
 */
record Target(String key, String label, Unit unit, double value, double atLeast, double atMost) {

  static Target atMost(String key, String label, Unit unit, double value, double atMost) {
    return new Target(key, label, unit, value, 0, atMost);
  }

  boolean met() {
    return value >= atLeast && value <= atMost;
  }

  /** The bound in words. */
  String asked() {
    return atLeast > 0
        ? unit.text(atLeast) + " to " + unit.text(atMost)
        : "at most " + unit.text(atMost);
  }
}
