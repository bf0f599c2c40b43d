package bulkorder.importing.file;

import static java.util.stream.Collectors.joining;

import bulkorder.ledger.RejectionCode;
import bulkorder.ledger.row.RefusedFileException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which part of a workbook is what (ECMA-376). */
final class WorkbookParts {

  private static final int SHEETS_MAX = 10_000;
  private static final int SHEETS_SHOWN_MAX = 20;

  /**
   * A sheet by its tab.
   *
   * @param relation the id by which the workbook refers to its part
   */
  record Sheet(String name, String relation, boolean hidden) {}

  private final WorkbookZip zip;
  private final Relations relations;
  private final List<Sheet> sheets = new ArrayList<>();
  private boolean since1904;

  private WorkbookParts(WorkbookZip zip, Relations relations) {
    this.zip = zip;
    this.relations = relations;
  }

  /**
   * Reads what a workbook has.
   *
   * @throws RefusedFileException if the archive is no workbook
   */
  static WorkbookParts of(WorkbookZip zip) throws IOException {
    String workbook =
        Relations.of(zip, "")
            .targetOfType("officeDocument")
            .orElseThrow(
                () -> new RefusedFileException(RejectionCode.NOT_TEXT, Map.of("format", "ZIP")));
    if (workbook.endsWith(".bin")) {
      throw new RefusedFileException(RejectionCode.NOT_TEXT, Map.of("format", "XLSB"));
    }
    try (XmlPart xml = zip.required(workbook)) {
      var parts = new WorkbookParts(zip, Relations.of(zip, workbook));
      parts.read(xml);
      return parts;
    }
  }

  /**
   * The sheet that the upload named, otherwise the first one that can be seen.
   *
   * @throws RefusedFileException if there is none of that name
   */
  Sheet sheet(@Nullable String name) {
    return name == null
        ? sheets.stream().filter(sheet -> !sheet.hidden()).findFirst().orElse(sheets.getFirst())
        : sheets.stream()
            .filter(sheet -> sheet.name().equalsIgnoreCase(name.strip()))
            .findFirst()
            .orElseThrow(() -> unknown(name));
  }

  /** The rows of a sheet. */
  XmlPart rowsOf(Sheet sheet) throws IOException {
    return zip.required(
        relations.target(sheet.relation()).orElseThrow(() -> WorkbookZip.broken(sheet.name())));
  }

  /** The texts that cells refer to, if there are any. */
  Optional<XmlPart> sharedTexts() throws IOException {
    return partOfType("sharedStrings");
  }

  /** The styles that cells refer to, if there are any. */
  Optional<XmlPart> styles() throws IOException {
    return partOfType("styles");
  }

  /** Whether days are counted from 1904-01-01. */
  boolean since1904() {
    return since1904;
  }

  private Optional<XmlPart> partOfType(String type) throws IOException {
    Optional<String> target = relations.targetOfType(type);
    return target.isPresent() ? Optional.of(zip.required(target.get())) : Optional.empty();
  }

  private void read(XmlPart xml) throws IOException {
    if (!xml.next() || !xml.begins("workbook")) {
      throw new RefusedFileException(RejectionCode.NOT_TEXT, Map.of("format", "ZIP"));
    }
    while (xml.next()) {
      if (xml.begins("workbookPr")) {
        String date1904 = xml.attribute("date1904");
        since1904 = "1".equals(date1904) || "true".equals(date1904);
      } else if (xml.begins("sheet")) {
        add(xml);
      }
    }
    if (sheets.isEmpty()) {
      throw xml.broken();
    }
  }

  private void add(XmlPart xml) {
    String name = xml.attribute("name");
    String relation = xml.attribute("id");
    String state = xml.attribute("state");
    if (name == null || relation == null || sheets.size() == SHEETS_MAX) {
      throw xml.broken();
    }
    if (relations.isOfType(relation, "worksheet")) {
      sheets.add(new Sheet(name, relation, state != null && !state.equals("visible")));
    }
  }

  private RefusedFileException unknown(String name) {
    String names =
        sheets.stream()
            .limit(SHEETS_SHOWN_MAX)
            .map(Sheet::name)
            .map(ShownName::of)
            .collect(joining(", "));
    return new RefusedFileException(
        RejectionCode.UNKNOWN_SHEET, Map.of("sheet", ShownName.of(name), "sheets", names));
  }
}
