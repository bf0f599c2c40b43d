package bulkorder.ledger.batch;

import bulkorder.ledger.ClientId;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.MapKeyColumn;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** A corporate client with its limits and settings. */
@Entity
@Table(name = "clients")
public class Client {

  /** Whether a client may import. */
  public enum Status {
    ACTIVE,
    DISABLED
  }

  /** How much one payment may take in one currency. */
  @Embeddable
  public record PaymentLimits(
      @Column(name = "amount_min") BigDecimal min, @Column(name = "amount_max") BigDecimal max) {}

  @Id
  @Column(name = "client_id")
  String clientId;

  String name;

  @Enumerated(EnumType.STRING)
  Status status;

  String language;

  @Column(name = "rows_max")
  int rowsMax;

  @ElementCollection(fetch = FetchType.EAGER)
  @CollectionTable(name = "client_payment_limits", joinColumns = @JoinColumn(name = "client_id"))
  @MapKeyColumn(name = "currency")
  Map<String, PaymentLimits> paymentLimits = new HashMap<>();

  /** For Hibernate, which fills every field. */
  @SuppressWarnings("NullAway.Init")
  protected Client() {}

  /** The client's id. */
  public ClientId clientId() {
    return new ClientId(clientId);
  }

  /** Whether it may import. */
  public boolean active() {
    return status == Status.ACTIVE;
  }

  /** The language of its mails and messages where nothing else names one, as an ISO 639 code. */
  public String language() {
    return language;
  }

  /** The most data rows that one file may have. */
  public int rowsMax() {
    return rowsMax;
  }

  /**
   * How much one payment may take, or empty where the client may not be charged in this currency.
   */
  public Optional<PaymentLimits> paymentLimits(Currency currency) {
    return Optional.ofNullable(paymentLimits.get(currency.getCurrencyCode()));
  }

  /** The codes of the currencies that the client may be charged in, in their order. */
  public SortedSet<String> currencies() {
    return new TreeSet<>(paymentLimits.keySet());
  }
}
