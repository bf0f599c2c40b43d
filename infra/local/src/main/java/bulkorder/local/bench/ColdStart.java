package bulkorder.local.bench;

/**
 * A process that was started for an invocation.
 *
 * @param readyMillis from its start until it asked for work
 * @param firstCallMillis from then until it had answered its first invocation
 * @param residentMegabytes what it had resident then
 */
record ColdStart(double readyMillis, double firstCallMillis, double residentMegabytes) {

  double bothMillis() {
    return readyMillis + firstCallMillis;
  }
}
