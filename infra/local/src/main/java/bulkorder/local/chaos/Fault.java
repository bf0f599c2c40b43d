package bulkorder.local.chaos;

/**
 * A fault that is planned.
 *
 * @param at the how-manieth write at its site, of all functions, it befalls; or the next one after
 *     that which it can befall
 * @param dice from 0 to 1: how much, how long, whom
 */
record Fault(FaultKind kind, long at, double dice) {}
