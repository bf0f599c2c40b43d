package bulkorder.importing.file;

import bulkorder.ledger.RejectionCode;
import bulkorder.ledger.imports.FileDialect;
import bulkorder.ledger.row.RefusedFileException;
import bulkorder.ledger.row.TextRow;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a file of JSON lines (https://jsonlines.org), one object each. The keys of the first
 * object are the header; a later object may lack some of them, and may have no others. Memory is
 * bounded by one line.
 */
final class JsonRows implements FileRows {

  /** One object, and what is refused in it by name. */
  private static final int NESTING_MAX = 2;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxNestingDepth(NESTING_MAX).build())
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .build();

  private final BoundedLines lines;
  private final FileDialect dialect;
  private final FileLimits limits;
  private final Map<String, Integer> columns = new LinkedHashMap<>();
  private @Nullable TextRow first;

  JsonRows(Reader text, FileDialect dialect, FileLimits limits) {
    this.lines = new BoundedLines(text, limits);
    this.dialect = dialect;
    this.limits = limits;
  }

  @Override
  public FileDialect dialect() {
    return dialect;
  }

  @Override
  public Optional<TextRow> next() throws IOException {
    if (columns.isEmpty()) {
      return header();
    }
    if (first != null) {
      TextRow row = first;
      first = null;
      return Optional.of(row);
    }
    return lines.next() ? Optional.of(row(false)) : Optional.empty();
  }

  private Optional<TextRow> header() throws IOException {
    if (!lines.next()) {
      return Optional.empty();
    }
    first = row(true);
    return Optional.of(new TextRow(lines.number(), List.copyOf(columns.keySet())));
  }

  private TextRow row(boolean header) throws IOException {
    try (JsonParser json = JSON.createParser(lines.chars(), 0, lines.length())) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw broken();
      }
      List<String> fields = fields(json, header);
      if (json.nextToken() != null) {
        throw broken();
      }
      return new TextRow(lines.number(), fields);
    } catch (JsonProcessingException e) {
      throw broken();
    }
  }

  private List<String> fields(JsonParser json, boolean header) throws IOException {
    List<String> fields = new ArrayList<>(Collections.nCopies(columns.size(), ""));
    var given = new BitSet();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String key = json.currentName();
      int column = column(key, header);
      if (given.get(column)) {
        throw refused(RejectionCode.REPEATED_JSON_KEY, key);
      }
      given.set(column);
      if (column == fields.size()) {
        fields.add("");
      }
      json.nextToken();
      fields.set(column, value(json, key, column));
    }
    return fields;
  }

  private int column(String key, boolean header) {
    if (header && !columns.containsKey(key)) {
      CharacterCheck.refuse(key, lines.number(), columns.size() + 1);
      columns.put(key, columns.size());
    }
    Integer column = columns.get(key);
    if (column == null) {
      throw refused(RejectionCode.UNKNOWN_JSON_KEY, key);
    }
    return column;
  }

  private String value(JsonParser json, String key, int column) throws IOException {
    JsonToken token = json.currentToken();
    if (token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY) {
      throw refused(RejectionCode.NESTED_JSON, key);
    }
    if (token == JsonToken.VALUE_NULL) {
      return "";
    }
    String text = token.isNumeric() ? PlainNumber.of(json.getText()) : json.getText();
    limits.refuseLongField(text.length(), lines.number(), column + 1);
    CharacterCheck.refuse(text, lines.number(), column + 1);
    return text;
  }

  private RefusedFileException broken() {
    return new RefusedFileException(
        RejectionCode.BROKEN_JSON, Map.of("line", Integer.toString(lines.number())));
  }

  private RefusedFileException refused(RejectionCode code, String key) {
    return new RefusedFileException(
        code, Map.of("line", Integer.toString(lines.number()), "key", ShownName.of(key)));
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
