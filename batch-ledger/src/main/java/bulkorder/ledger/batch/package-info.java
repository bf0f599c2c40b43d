/** Clients, batches, chunks and rows: what is read and how a batch begins and ends. */
@NullMarked
package bulkorder.ledger.batch;

import org.jspecify.annotations.NullMarked;
