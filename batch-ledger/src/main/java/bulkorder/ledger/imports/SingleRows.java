package bulkorder.ledger.imports;

import bulkorder.ledger.BatchId;
import bulkorder.ledger.ClientId;
import bulkorder.ledger.encryption.SealedField;
import bulkorder.ledger.encryption.SingleValues;
import bulkorder.ledger.imports.ImportedRow.Good;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import org.hibernate.Session;

/**
 * Brings rows into the ledger that come one by one. Not by {@code COPY}: Postgres refuses that
 * where row-level security holds.
 */
@ApplicationScoped
class SingleRows {

  private static final String ADD =
      """
      insert into batch_rows (batch_id, row_number, chunk_no, client_id, status, source, order_reference, personal,
        product_code, quantity, unit_price, amount, currency, payment_method, language, requested_date, content_digest)
      values (:batchId, :rowNumber, 1, :clientId, 'QUEUED', :source, :orderReference, :personal, :productCode, :quantity,
        :unitPrice, :amount, :currency, :paymentMethod, :language, :requestedDate, :digest)
      """;

  private final Session session;
  private final SingleValues values;
  private final ObjectMapper json;

  SingleRows(Session session, SingleValues values, ObjectMapper json) {
    this.session = session;
    this.values = values;
    this.json = json;
  }

  /** Adds a row to the first chunk of a batch. */
  @Transactional(Transactional.TxType.MANDATORY)
  void add(BatchId batchId, ClientId clientId, Good row) {
    OrderLine order = row.line();
    session
        .createNativeMutationQuery(ADD)
        .setParameter("batchId", batchId.value())
        .setParameter("rowNumber", row.rowNumber())
        .setParameter("clientId", clientId.value())
        .setParameter("source", values.seal(clientId, SealedField.SOURCE, asJson(row.source())))
        .setParameter("orderReference", order.orderReference())
        .setParameter(
            "personal", values.seal(clientId, SealedField.PERSONAL, asJson(order.personal())))
        .setParameter("productCode", order.productCode())
        .setParameter("quantity", order.quantity())
        .setParameter("unitPrice", order.unitPrice())
        .setParameter("amount", order.amount().amount())
        .setParameter("currency", order.amount().currency().getCurrencyCode())
        .setParameter("paymentMethod", order.paymentMethod())
        .setParameter("language", order.language())
        .setParameter("requestedDate", order.requestedDate(), LocalDate.class)
        .setParameter("digest", order.digest())
        .executeUpdate();
  }

  private byte[] asJson(Object value) {
    try {
      return json.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a row cannot be written", e);
    }
  }
}
