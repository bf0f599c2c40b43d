/** Orders, their payments and their mails, as callers send and see them. */
@NullMarked
package bulkorder.status.order;

import org.jspecify.annotations.NullMarked;
