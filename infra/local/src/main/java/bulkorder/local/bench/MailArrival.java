package bulkorder.local.bench;

/**
 * A request to send mails, as its provider wrote it down.
 *
 * @param number 1, 2, … in the sequence in which they came in
 * @param nanos when it came in, on a clock that never jumps
 * @param sent how many of the recipients were taken
 */
record MailArrival(long number, long nanos, int recipients, int sent) {}
