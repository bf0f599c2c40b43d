package bulkorder.importing;

import bulkorder.importing.file.CsvRows;
import bulkorder.importing.file.FileBytes;
import bulkorder.importing.file.FileLimits;
import bulkorder.importing.file.FileWishes;
import bulkorder.importing.file.RefusedFileException;
import bulkorder.importing.file.TextRow;
import bulkorder.importing.row.ClientTerms;
import bulkorder.importing.row.Header;
import bulkorder.importing.row.RowCheck;
import bulkorder.ledger.RejectionCode;
import bulkorder.ledger.imports.FileDialect;
import bulkorder.ledger.imports.FileDialect.EncodingFound;
import bulkorder.ledger.imports.FileDialect.Format;
import bulkorder.ledger.imports.RowSink;
import bulkorder.ledger.imports.RowSource;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/** A file of orders, read and checked row by row as it streams by. */
public final class OrderFile implements RowSource {

  private static final int ROWS_BETWEEN_PROGRESS = 5000;

  private static final FileDialect UTF_8_CSV =
      new FileDialect(Format.CSV, "UTF-8", EncodingFound.CONTENT, false, ',', null, false);

  private final Supplier<Optional<StoredFile>> store;
  private final FileLimits limits;
  private final ClientTerms terms;
  private final IntConsumer progress;

  /**
   * Reads nothing yet.
   *
   * @param store opens the file when it is read; empty if it is gone
   * @param wishes what the upload said of the file
   * @param progress is told now and then how many rows have been read
   */
  public OrderFile(
      Supplier<Optional<StoredFile>> store,
      FileWishes wishes,
      FileLimits limits,
      ClientTerms terms,
      IntConsumer progress) {
    this.store = store;
    this.limits = limits;
    this.terms = terms;
    this.progress = progress;
  }

  @Override
  public Reading readInto(RowSink sink) throws IOException {
    try (StoredFile file = store.get().orElseThrow(OrderFile::missing)) {
      FileBytes.refuseAbove(limits.bytesMax(), file.sizeBytes());
      var bytes = new FileBytes(file.content(), limits.bytesMax());
      RowCheck check = read(new CsvRows(bytes, limits), sink);
      return new Reading.Complete(
          bytes.sha256(),
          UTF_8_CSV,
          check.header().names(),
          check.totals(),
          check.cardNumberFound());
    } catch (RefusedFileException refused) {
      return new Reading.Refused(refused.rejection(), false);
    }
  }

  private RowCheck read(CsvRows rows, RowSink sink) throws IOException {
    TextRow first = rows.next().orElseThrow(() -> refused(RejectionCode.EMPTY_FILE));
    var check = new RowCheck(Header.of(first, limits.columnsMax()), terms);
    int read = 0;
    for (var row = rows.next(); row.isPresent(); row = rows.next()) {
      count(++read);
      sink.add(check.check(row.get()));
    }
    if (read == 0) {
      throw refused(RejectionCode.NO_ROWS);
    }
    return check;
  }

  private void count(int rows) {
    if (rows > limits.rowsMax()) {
      throw new RefusedFileException(
          RejectionCode.TOO_MANY_ROWS, Map.of("rowsMax", Integer.toString(limits.rowsMax())));
    }
    if (rows % ROWS_BETWEEN_PROGRESS == 0) {
      progress.accept(rows);
    }
  }

  private static RefusedFileException missing() {
    return refused(RejectionCode.FILE_MISSING);
  }

  private static RefusedFileException refused(RejectionCode code) {
    return new RefusedFileException(code, Map.of());
  }
}
