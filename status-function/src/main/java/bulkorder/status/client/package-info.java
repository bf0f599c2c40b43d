/** Clients over the API: administrators settle them, and what each may do is kept to. */
@NullMarked
package bulkorder.status.client;

import org.jspecify.annotations.NullMarked;
