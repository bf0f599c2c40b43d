/**
 * template.yaml, read into records: what is deployed, as far as it changes how the system behaves.
 */
@NullMarked
package bulkorder.local.template;

import org.jspecify.annotations.NullMarked;
