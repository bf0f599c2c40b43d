package bulkorder.standins;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * All payments there ever were, in a file; in memory there are about 50 bytes for each.
 *
 * <p>The first line names the ledger, so that two ledgers never give the same payment id. Then each
 * line is a payment, or a further call with the key of an earlier one.
 */
final class PaymentLedger implements AutoCloseable {

  private static final Pattern ID = Pattern.compile("pay_([0-9a-f]{8})(\\d{9})");
  private static final String CALL_OF = "call_of";

  private final JsonLines lines;
  private final Clock clock;
  private final NumbersByText numbersByKey = new NumbersByText();
  private final PaymentTotals totals = new PaymentTotals();
  private int[] furtherCalls = new int[1024];
  private String name = "";

  private PaymentLedger(Path file, Clock clock, RandomGenerator random) {
    this.clock = clock;
    this.lines = JsonLines.open(file, this::load);
    if (name.isEmpty()) {
      name = HexFormat.of().toHexDigits(random.nextInt());
      lines.append(Json.bytes(Map.of("ledger", name)));
    }
  }

  static PaymentLedger open(Path file, Clock clock, RandomGenerator random) {
    return new PaymentLedger(file, clock, random);
  }

  /** Writes a payment down; when this returns, it outlives a kill. */
  synchronized Payment add(
      PaymentRequest request, @Nullable String idempotencyKey, @Nullable String declineCode) {
    var payment =
        new Payment(
            id(lines.size()),
            idempotencyKey,
            request,
            declineCode,
            clock.instant().truncatedTo(ChronoUnit.MILLIS));
    index(lines.append(Json.bytes(payment.entry())), payment);
    return payment;
  }

  synchronized void addCall(Payment payment) {
    lines.append(Json.bytes(Map.of(CALL_OF, payment.id())));
    countCall(payment.id());
  }

  Optional<Payment> byKey(String key) {
    return numbersByKey
        .find(key)
        .mapToObj(this::payment)
        .flatMap(Optional::stream)
        .filter(payment -> key.equals(payment.idempotencyKey()))
        .findFirst();
  }

  Optional<Payment> byId(String id) {
    int number = number(id);
    return number < 0 ? Optional.empty() : payment(number);
  }

  /** Entries in order, each with the number of its calls. */
  List<ObjectNode> entries(Optional<String> after, int limit) {
    int first = after.map(this::number).orElse(0) + 1;
    List<ObjectNode> entries = new ArrayList<>();
    for (int number = first; number < lines.size() && entries.size() < limit; number++) {
      payment(number).ifPresent(payment -> entries.add(entry(payment)));
    }
    return entries;
  }

  List<Payment> newest(int limit) {
    List<Payment> newest = new ArrayList<>();
    for (int number = lines.size() - 1; number > 0 && newest.size() < limit; number--) {
      payment(number).ifPresent(newest::add);
    }
    return newest;
  }

  ObjectNode entry(Payment payment) {
    ObjectNode entry = payment.entry();
    synchronized (this) {
      entry.put("calls", 1 + furtherCalls[number(payment.id())]);
    }
    return entry;
  }

  PaymentTotals totals() {
    return totals;
  }

  @Override
  public void close() {
    lines.close();
  }

  private void load(int number, byte[] line) {
    JsonNode json = json(line);
    if (number == 0) {
      name = json.path("ledger").asText();
    } else if (json.has(CALL_OF)) {
      countCall(json.path(CALL_OF).asText());
    } else {
      index(number, Payment.ofEntry(json));
    }
  }

  private synchronized void index(int number, Payment payment) {
    if (number >= furtherCalls.length) {
      furtherCalls = Arrays.copyOf(furtherCalls, Math.max(number + 1, furtherCalls.length * 2));
    }
    if (payment.idempotencyKey() != null) {
      numbersByKey.add(payment.idempotencyKey(), number);
    }
    totals.add(payment);
  }

  private synchronized void countCall(String id) {
    furtherCalls[number(id)]++;
  }

  /** Nothing when the line is no payment. */
  private Optional<Payment> payment(int number) {
    if (number < 1 || number >= lines.size()) {
      return Optional.empty();
    }
    JsonNode json = json(lines.line(number));
    return json.has(CALL_OF) ? Optional.empty() : Optional.of(Payment.ofEntry(json));
  }

  private String id(int number) {
    return "pay_%s%09d".formatted(name, number);
  }

  /** The payment's line, or -1 when the id is not one of this ledger's. */
  private int number(String id) {
    Matcher parts = ID.matcher(id);
    return parts.matches() && parts.group(1).equals(name) ? Integer.parseInt(parts.group(2)) : -1;
  }

  private static JsonNode json(byte[] line) {
    try {
      return Json.MAPPER.readTree(line);
    } catch (IOException e) {
      throw new UncheckedIOException("a line of the ledger is not JSON", e);
    }
  }
}
