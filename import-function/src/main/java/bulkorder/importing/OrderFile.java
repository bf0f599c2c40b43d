package bulkorder.importing;

import bulkorder.importing.file.CsvRows;
import bulkorder.importing.file.FileBytes;
import bulkorder.importing.file.FileLimits;
import bulkorder.importing.file.RefusedFileException;
import bulkorder.importing.file.TextRow;
import bulkorder.importing.row.ClientTerms;
import bulkorder.importing.row.ControlTotals;
import bulkorder.importing.row.Header;
import bulkorder.importing.row.RowCheck;
import bulkorder.importing.row.Trailer;
import bulkorder.ledger.Rejection;
import bulkorder.ledger.RejectionCode;
import bulkorder.ledger.imports.FileDialect;
import bulkorder.ledger.imports.FileDialect.EncodingFound;
import bulkorder.ledger.imports.FileDialect.Format;
import bulkorder.ledger.imports.FileTotals;
import bulkorder.ledger.imports.RowSink;
import bulkorder.ledger.imports.RowSource;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A file of orders, read and checked row by row as it streams by. */
public final class OrderFile implements RowSource {

  private static final int ROWS_BETWEEN_PROGRESS = 5000;

  private static final FileDialect UTF_8_CSV =
      new FileDialect(Format.CSV, "UTF-8", EncodingFound.CONTENT, false, ',', null, false);

  private final Supplier<Optional<StoredFile>> store;
  private final FileLimits limits;
  private final ClientTerms terms;
  private final ControlTotals declared;
  private final IntConsumer progress;
  private @Nullable RowCheck check;

  /**
   * Reads nothing yet.
   *
   * @param store opens the file when it is read; empty if it is gone
   * @param declared what the file should come to, besides what its own last line says
   * @param progress is told now and then how many rows have been read
   */
  public OrderFile(
      Supplier<Optional<StoredFile>> store,
      FileLimits limits,
      ClientTerms terms,
      ControlTotals declared,
      IntConsumer progress) {
    this.store = store;
    this.limits = limits;
    this.terms = terms;
    this.declared = declared;
    this.progress = progress;
  }

  @Override
  public Reading readInto(RowSink sink) throws IOException {
    try (StoredFile file = store.get().orElseThrow(OrderFile::missing)) {
      FileBytes.refuseAbove(limits.bytesMax(), file.sizeBytes());
      var bytes = new FileBytes(file.content(), limits.bytesMax());
      RowCheck read = read(new CsvRows(bytes, limits), sink);
      return new Reading.Complete(
          bytes.sha256(), UTF_8_CSV, read.header().names(), read.totals(), read.cardNumberFound());
    } catch (RefusedFileException refused) {
      return new Reading.Refused(refused.rejection(), cardNumberFound(refused.rejection()));
    }
  }

  private boolean cardNumberFound(Rejection rejection) {
    return rejection.code() == RejectionCode.CARD_NUMBER_IN_HEADER
        || (check != null && check.cardNumberFound());
  }

  private RowCheck read(CsvRows rows, RowSink sink) throws IOException {
    TextRow first = rows.next().orElseThrow(() -> refused(RejectionCode.EMPTY_FILE));
    var begun = new RowCheck(Header.of(first, limits.columnsMax()), terms);
    check = begun;
    var trailer = new Trailer();
    int read = 0;
    for (var row = rows.next(); row.isPresent(); row = rows.next()) {
      if (!trailer.is(row.get())) {
        count(++read);
        sink.add(begun.check(row.get()));
      }
    }
    if (read == 0) {
      throw refused(RejectionCode.NO_ROWS);
    }
    compare(declared, begun.totals());
    compare(trailer.totals(), begun.totals());
    return begun;
  }

  private static void compare(ControlTotals declared, FileTotals actual) {
    declared
        .disagreement(actual)
        .ifPresent(
            rejection -> {
              throw new RefusedFileException(rejection.code(), rejection.values());
            });
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
