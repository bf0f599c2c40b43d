package bulkorder.standins;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * All payments there ever were, in a file; in memory there are about 50 bytes for each.
 *
 * <p>The first line names the ledger, so that two ledgers never give the same payment id. Then each
 * line is a payment, or what happened to an earlier one: a further call with its key, a refund, a
 * dispute.
 */
final class PaymentLedger implements AutoCloseable {

  private static final Pattern ID = Pattern.compile("pay_([0-9a-f]{8})(\\d{9})");
  private static final String CALL_OF = "call_of";
  private static final String REFUND_OF = "refund_of";
  private static final String DISPUTE_OF = "dispute_of";

  private final JsonLines lines;
  private final Clock clock;
  private final NumbersByText numbersByKey = new NumbersByText();
  private final PaymentTotals totals = new PaymentTotals();
  private final Map<Integer, BigDecimal> refunded = new HashMap<>();
  private final Set<Integer> disputed = new HashSet<>();
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

  synchronized void addRefund(Payment payment, BigDecimal amount) {
    lines.append(Json.bytes(Map.of(REFUND_OF, payment.id(), "amount", amount)));
    countRefund(payment.id(), amount);
  }

  synchronized void addDispute(Payment payment) {
    lines.append(Json.bytes(Map.of(DISPUTE_OF, payment.id())));
    disputed.add(number(payment.id()));
  }

  /** How much of a payment was given back. */
  synchronized BigDecimal refunded(Payment payment) {
    return refunded.getOrDefault(number(payment.id()), BigDecimal.ZERO);
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

  /** Entries in order, each with what happened to it since. */
  List<ObjectNode> entries(Optional<String> after, Optional<Instant> from, int limit) {
    int first = after.map(this::number).orElse(0) + 1;
    return IntStream.range(first, lines.size())
        .mapToObj(this::payment)
        .flatMap(Optional::stream)
        .filter(payment -> from.isEmpty() || !payment.createdAt().isBefore(from.get()))
        .limit(limit)
        .map(this::entry)
        .toList();
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
      entry.put("refunded", refunded(payment));
      entry.put("disputed", disputed.contains(number(payment.id())));
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
    } else if (json.has(REFUND_OF)) {
      countRefund(json.path(REFUND_OF).asText(), json.path("amount").decimalValue());
    } else if (json.has(DISPUTE_OF)) {
      disputed.add(number(json.path(DISPUTE_OF).asText()));
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

  private synchronized void countRefund(String id, BigDecimal amount) {
    refunded.merge(number(id), amount, BigDecimal::add);
  }

  /** Nothing when the line is no payment. */
  private Optional<Payment> payment(int number) {
    if (number < 1 || number >= lines.size()) {
      return Optional.empty();
    }
    JsonNode json = json(lines.line(number));
    return json.has("order_id") ? Optional.of(Payment.ofEntry(json)) : Optional.empty();
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
