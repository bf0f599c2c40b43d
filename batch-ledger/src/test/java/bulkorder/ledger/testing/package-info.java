/**
 * What tests of the ledger and of the functions share: a migrated Postgres, real queues, and
 * phrases for what is in them.
 */
@NullMarked
package bulkorder.ledger.testing;

import org.jspecify.annotations.NullMarked;
