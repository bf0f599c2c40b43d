/**
 * The Lambda service: runs the functions' real artifacts as processes behind the Lambda Runtime
 * API.
 */
@NullMarked
package bulkorder.local.lambda;

import org.jspecify.annotations.NullMarked;
