package bulkorder.importing;

import static java.util.stream.Collectors.joining;

import bulkorder.ledger.RowError;
import bulkorder.ledger.imports.FileDialect;
import bulkorder.ledger.imports.ImportedRow;
import bulkorder.ledger.imports.ImportedRow.Bad;
import bulkorder.ledger.imports.ImportedRow.Good;
import bulkorder.ledger.imports.OrderLine;
import bulkorder.ledger.imports.RowSource.Reading.Complete;
import bulkorder.ledger.imports.RowSource.Reading.Refused;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What came of a file, in the words of the evil corpus.
 *
 * @param outcome {@code ROWS}, or {@code REJECTED} with its code
 */
record EvilOutcome(String outcome, Map<String, String> values) {

  /** What every case of good or bad rows has to tell. */
  private static final Set<String> ALWAYS_TOLD = Set.of("good", "bad", "amounts", "codes");

  static EvilOutcome of(ReadFile file) {
    return switch (file.reading()) {
      case Refused refused -> refused(refused);
      case Complete complete -> rows(file.rows(), complete);
    };
  }

  /** This outcome without what a case need not tell, and does not. */
  EvilOutcome asFarAsToldBy(EvilCase told) {
    Map<String, String> compared = new LinkedHashMap<>(values);
    compared
        .keySet()
        .removeIf(
            key -> !told.expected().containsKey(key) && !(rows() && ALWAYS_TOLD.contains(key)));
    return new EvilOutcome(outcome, compared);
  }

  private boolean rows() {
    return outcome.equals("ROWS");
  }

  private static EvilOutcome refused(Refused refused) {
    Map<String, String> values = new LinkedHashMap<>(refused.rejection().values());
    values.put("card", Boolean.toString(refused.cardNumberFound()));
    return new EvilOutcome("REJECTED " + refused.rejection().code(), values);
  }

  private static EvilOutcome rows(List<ImportedRow> rows, Complete complete) {
    List<Good> good = only(Good.class, rows);
    List<Bad> bad = only(Bad.class, rows);
    Map<String, String> values = new LinkedHashMap<>();
    values.put("good", Integer.toString(good.size()));
    values.put("bad", Integer.toString(bad.size()));
    if (!good.isEmpty()) {
      values.put("amounts", amounts(good));
    }
    if (!bad.isEmpty()) {
      values.put("codes", bad.stream().map(EvilOutcome::codes).collect(joining(",")));
    }
    values.put("rows", joined(good, row -> Integer.toString(row.rowNumber())));
    values.put("refs", joined(good, row -> row.line().orderReference()));
    values.put("names", joined(good, row -> row.line().customerName()));
    values.put("notes", joined(good, row -> Objects.toString(row.line().note(), "")));
    values.put("dates", joined(good, row -> Objects.toString(row.line().requestedDate(), "")));
    values.put("header", String.join("|", complete.header()));
    values.put("dialect", dialect(complete.dialect()));
    values.put("card", Boolean.toString(complete.cardNumberFound()));
    return new EvilOutcome("ROWS", values);
  }

  private static <T> List<T> only(Class<T> kind, List<ImportedRow> rows) {
    return rows.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  private static String amounts(List<Good> rows) {
    Map<String, BigDecimal> sums = new TreeMap<>();
    rows.stream()
        .map(Good::line)
        .map(OrderLine::amount)
        .forEach(
            money ->
                sums.merge(money.currency().getCurrencyCode(), money.amount(), BigDecimal::add));
    return sums.entrySet().stream()
        .map(sum -> sum.getKey() + ":" + sum.getValue().stripTrailingZeros().toPlainString())
        .collect(joining(","));
  }

  private static String codes(Bad row) {
    return row.rowNumber()
        + ":"
        + row.errors().stream().map(RowError::code).map(Enum::name).sorted().collect(joining("+"));
  }

  private static String joined(List<Good> rows, Function<Good, String> value) {
    return rows.stream().map(value).collect(joining("|"));
  }

  private static String dialect(FileDialect dialect) {
    List<String> parts = new ArrayList<>();
    parts.add(dialect.format().name());
    parts.add(dialect.encoding());
    parts.add(Objects.toString(dialect.encodingFound(), null));
    parts.add(dialect.byteOrderMark() ? "BOM" : null);
    parts.add(Objects.toString(dialect.delimiter(), "").replace("\t", "TAB"));
    parts.add(dialect.sheet());
    parts.add(dialect.compressed() ? "GZIP" : null);
    return parts.stream().filter(part -> part != null && !part.isEmpty()).collect(joining("/"));
  }
}
