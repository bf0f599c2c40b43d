package bulkorder.ledger.batch;

import java.util.OptionalLong;

/**
 * How long a file would take, in seconds; empty where a rate that decides it is not known.
 *
 * @param workload what it follows from
 */
public record Estimate(OptionalLong secondsMin, OptionalLong secondsMax, Workload workload) {}
