package bulkorder.ledger.operations;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The trace that work belongs to until it is closed, as AWS writes it: {@code
 * Root=1-…;Parent=…;Sampled=1}
 * (https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader).
 * Messages that the work sends carry it on, so that one trace leads from a file to its last mail,
 * however many invocations lie between.
 */
public final class Trace implements AutoCloseable {

  /** The message system attribute in which a queue carries it. */
  public static final String ATTRIBUTE = "AWSTraceHeader";

  private static final String ROOT = "Root=";
  private static final InheritableThreadLocal<@Nullable String> PRESENT =
      new InheritableThreadLocal<>();

  private final @Nullable String before = PRESENT.get();
  private final LogFields fields;

  private Trace(String header) {
    PRESENT.set(header);
    fields =
        LogFields.of(root(header).map(root -> Map.of(LogFields.TRACE_ID, root)).orElse(Map.of()));
  }

  /**
   * Follows a trace.
   *
   * @param header empty where there is none: then the present one is gone on with
   */
  public static Trace follow(Optional<String> header) {
    return new Trace(header.or(Trace::present).orElse(""));
  }

  /** The header of the trace that is followed now. */
  public static Optional<String> present() {
    return Optional.ofNullable(PRESENT.get()).filter(header -> !header.isEmpty());
  }

  /** The id by which a trace is found. */
  public static Optional<String> root(String header) {
    for (String part : header.split(";", -1)) {
      if (part.startsWith(ROOT)) {
        return Optional.of(part.substring(ROOT.length()));
      }
    }
    return Optional.empty();
  }

  @Override
  public void close() {
    fields.close();
    if (before == null) {
      PRESENT.remove();
    } else {
      PRESENT.set(before);
    }
  }
}
