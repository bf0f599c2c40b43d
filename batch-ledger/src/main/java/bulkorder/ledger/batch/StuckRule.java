package bulkorder.ledger.batch;

import java.time.Duration;

/**
 * When work counts as standing still.
 *
 * @param quiet for how long nothing must have touched it; longer than a message can be out of sight
 *     and than a claim can last
 * @param margin by how much later another message must have been sent that was received, so that
 *     this one should have been
 * @param longest after which it counts as standing still whatever the queue looks like
 */
public record StuckRule(Duration quiet, Duration margin, Duration longest) {}
