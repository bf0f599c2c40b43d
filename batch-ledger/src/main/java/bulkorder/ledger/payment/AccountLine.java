package bulkorder.ledger.payment;

import bulkorder.ledger.RowStatus;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What the rows of one state come to in one currency.
 *
 * @param currency null where the rows' amounts cannot be read
 */
public record AccountLine(
    RowStatus status, @Nullable String currency, long rows, BigDecimal amount) {}
