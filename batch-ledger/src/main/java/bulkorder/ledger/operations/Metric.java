package bulkorder.ledger.operations;

import java.util.List;

/**
 * What is measured for operators: alarms and the dashboard look at these names. Every metric has
 * the dimension {@code Stack}, and those given here; no client and no batch is one, for there may
 * be any number of them.
 */
public enum Metric {
  /** Rows that came into a state. */
  ROWS("Rows", Unit.COUNT, "State"),
  /** Rows whose payment and notification have both ended. */
  ROWS_ENDED("RowsEnded", Unit.COUNT),
  /** Rows that wait for something that may go on now. */
  ROWS_WAITING("RowsWaiting", Unit.GAUGE),
  /** Rows a second that the limits in force permit. */
  ROWS_PER_SECOND_PERMITTED("RowsPerSecondPermitted", Unit.GAUGE),
  /** From the time at which a chunk's rows were accepted, or resent, until all of them ended. */
  END_TO_END_AGE("EndToEndAge", Unit.MILLISECONDS),
  /** From when a chunk's message was due until it was worked on, be it only to be put off. */
  CHUNK_LATENCY("ChunkLatency", Unit.MILLISECONDS, "Stage"),
  /** Messages that were worked on, whether or not that went well. */
  MESSAGES("Messages", Unit.COUNT, "Stage"),
  /** Messages whose work failed, and which come again. */
  MESSAGES_FAILED("MessagesFailed", Unit.COUNT, "Stage"),
  /** Messages that were given up and kept. */
  DEAD_LETTERS("DeadLetters", Unit.COUNT, "Stage"),
  /** How long a provider took to answer, by what it answered. */
  PROVIDER_LATENCY("ProviderLatency", Unit.MILLISECONDS, "Provider", "Outcome"),
  /** How long work waited for its turn. */
  LIMITER_WAIT("LimiterWait", Unit.MILLISECONDS, "Limiter"),
  /** Work that was put off, since its turn was too far away. */
  LIMITER_POSTPONED("LimiterPostponed", Unit.COUNT, "Limiter"),
  /** Batches that ended, by how. */
  BATCHES_ENDED("BatchesEnded", Unit.COUNT, "State"),
  /** Rows that were given up although they may have been charged. */
  OUTCOMES_UNKNOWN("OutcomesUnknown", Unit.COUNT),
  /** How long the payment has been unknown that has been so for longest. */
  UNKNOWN_PAYMENT_AGE("UnknownPaymentAge", Unit.SECONDS),
  /** 1 while a person has stopped all charging. */
  CHARGING_STOPPED("ChargingStopped", Unit.GAUGE),
  /** 1 while the payment provider does not answer. */
  PROVIDER_DOWN("ProviderDown", Unit.GAUGE),
  /** Chunks whose work stood still and was sent again. */
  STUCK_CHUNKS("StuckChunks", Unit.COUNT),
  /** Times at which every audit event was found sealed, or was sealed. */
  AUDIT_SEALINGS("AuditSealings", Unit.COUNT),
  /** Calls of the key provider that failed: personal fields could not be read or written. */
  KEY_CALLS_FAILED("KeyCallsFailed", Unit.COUNT);

  /** How values add up. */
  private enum Unit {
    /** They are added. */
    COUNT("Count"),
    /** A state when somebody looked; none is added to another. */
    GAUGE("None"),
    SECONDS("Seconds"),
    MILLISECONDS("Milliseconds");

    private final String title;

    Unit(String title) {
      this.title = title;
    }
  }

  private final String title;
  private final Unit unit;

  @SuppressWarnings("ImmutableEnumChecker") // a List.of
  private final List<String> dimensions;

  Metric(String title, Unit unit, String... dimensions) {
    this.title = title;
    this.unit = unit;
    this.dimensions = List.of(dimensions);
  }

  /** Its name in CloudWatch. */
  public String title() {
    return title;
  }

  /** Its unit, as CloudWatch calls it. */
  String unit() {
    return unit.title;
  }

  /** Whether several values are one, their sum. */
  boolean addsUp() {
    return unit == Unit.COUNT;
  }

  /** What its values are told apart by, besides the stack. */
  public List<String> dimensions() {
    return dimensions;
  }
}
