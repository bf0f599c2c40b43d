package bulkorder.importing;

import bulkorder.importing.file.BoundedBytes;
import bulkorder.importing.file.CardScan;
import bulkorder.importing.file.FileInspection;
import bulkorder.importing.file.FileLimits;
import bulkorder.importing.file.FileRows;
import bulkorder.ledger.BatchId;
import bulkorder.ledger.Rejection;
import bulkorder.ledger.RejectionCode;
import bulkorder.ledger.imports.FileTotals;
import bulkorder.ledger.imports.FileWishes;
import bulkorder.ledger.imports.RowSink;
import bulkorder.ledger.imports.RowSource;
import bulkorder.ledger.row.ClientTerms;
import bulkorder.ledger.row.ControlTotals;
import bulkorder.ledger.row.Header;
import bulkorder.ledger.row.RefusedFileException;
import bulkorder.ledger.row.RowCheck;
import bulkorder.ledger.row.TextRow;
import bulkorder.ledger.row.Trailer;
import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/** A file of orders, read and checked row by row as it streams by. */
public final class OrderFile implements RowSource {

  private static final int ROWS_BETWEEN_PROGRESS = 5000;

  private final Supplier<Optional<StoredFile>> store;
  private final FileWishes wishes;
  private final FileLimits limits;
  private final ClientTerms terms;
  private final Function<BatchId, ClientTerms> termsOfCorrected;
  private final ControlTotals declared;
  private final IntConsumer progress;

  /**
   * Reads nothing yet.
   *
   * @param store opens the file when it is read; empty if it is gone
   * @param wishes what the upload said of the file
   * @param termsOfCorrected the terms of rows that correct a batch
   * @param declared what the file should come to, besides what its own last line says
   * @param progress is told now and then how many rows have been read
   */
  public OrderFile(
      Supplier<Optional<StoredFile>> store,
      FileWishes wishes,
      FileLimits limits,
      ClientTerms terms,
      Function<BatchId, ClientTerms> termsOfCorrected,
      ControlTotals declared,
      IntConsumer progress) {
    this.store = store;
    this.wishes = wishes;
    this.limits = limits;
    this.terms = terms;
    this.termsOfCorrected = termsOfCorrected;
    this.declared = declared;
    this.progress = progress;
  }

  /** Opens the file twice: its encoding has to be known before the first row can be read. */
  @Override
  public Reading readInto(RowSink sink) throws IOException {
    try {
      return read(inspect(), sink);
    } catch (RefusedFileException refused) {
      return refused(refused, inHeader(refused.rejection()));
    }
  }

  private Reading refused(RefusedFileException refused, boolean cardNumberFound)
      throws IOException {
    return new Reading.Refused(refused.rejection(), cardNumberFound || cardNumberAnywhere());
  }

  /** Of a refused file no row may have been read: a card number must not stay for that. */
  private boolean cardNumberAnywhere() throws IOException {
    try (StoredFile file = open()) {
      return CardScan.in(bounded(file), limits);
    } catch (RefusedFileException missingOrTooLarge) {
      return false;
    }
  }

  private FileInspection inspect() throws IOException {
    try (StoredFile file = open()) {
      return FileInspection.of(bounded(file), wishes, limits);
    }
  }

  /**
   * The store gives the same version again, so that the digest, which takes long, is only that of
   * the bytes that become rows.
   */
  private Reading read(FileInspection inspected, RowSink sink) throws IOException {
    MessageDigest sha256 = sha256();
    try (StoredFile file = open();
        InputStream bytes = new DigestInputStream(bounded(file), sha256);
        FileRows rows = inspected.rows(bytes, wishes, limits)) {
      var check = new RowCheck(header(rows), terms, termsOfCorrected);
      try {
        read(rows, check, sink);
      } catch (RefusedFileException refused) {
        return refused(refused, check.cardNumberFound());
      }
      return new Reading.Complete(
          HexFormat.of().formatHex(sha256.digest()),
          rows.dialect(),
          check.header().names(),
          check.totals(),
          check.cardNumberFound(),
          check.correctedBatch().orElse(null));
    }
  }

  private static boolean inHeader(Rejection rejection) {
    return rejection.code() == RejectionCode.CARD_NUMBER_IN_HEADER;
  }

  private StoredFile open() {
    return store.get().orElseThrow(() -> refused(RejectionCode.FILE_MISSING));
  }

  private BoundedBytes bounded(StoredFile file) {
    BoundedBytes.refuseAbove(limits.bytesMax(), file.sizeBytes());
    return new BoundedBytes(file.content(), limits.bytesMax());
  }

  private Header header(FileRows rows) throws IOException {
    TextRow first = rows.next().orElseThrow(() -> refused(RejectionCode.EMPTY_FILE));
    return Header.of(first, limits.columnsMax());
  }

  private void read(FileRows rows, RowCheck check, RowSink sink) throws IOException {
    var trailer = new Trailer(check);
    int read = 0;
    for (var row = rows.next(); row.isPresent(); row = rows.next()) {
      if (!trailer.is(row.get())) {
        count(++read);
        sink.add(check.check(row.get()));
      }
    }
    if (read == 0) {
      throw refused(RejectionCode.NO_ROWS);
    }
    compare(declared, check.totals());
    compare(trailer.totals(), check.totals());
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

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static RefusedFileException refused(RejectionCode code) {
    return new RefusedFileException(code, Map.of());
  }
}
