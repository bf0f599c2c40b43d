package bulkorder.status;

import bulkorder.ledger.CardNumbers;
import bulkorder.ledger.NotificationKind;
import bulkorder.ledger.batch.ImportOption;
import bulkorder.ledger.batch.ImportOptionTexts;
import bulkorder.ledger.batch.ImportOptions;
import bulkorder.ledger.batch.PaymentMode;
import bulkorder.ledger.batch.Policy;
import bulkorder.status.Refusal.Expected;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Asks for the upload of one file. All but the first may be null. Numbers and booleans are taken as
 * the text that the JSON has, so that no digit is lost and the rules are those of a dropped
 * object's metadata.
 *
 * @param fileName as the client knows it; the object's key ends with it
 * @param upload {@code PUT}, or {@code FORM} for the form of a page; null for {@code PUT}
 * @param bulkImportGroup the client's own name for what belongs together
 * @param encoding the name of the text's charset
 * @param delimiter {@code comma}, {@code tab}, {@code semicolon} or {@code pipe}
 * @param sheet the name of a workbook's sheet
 * @param policy {@code CONTINUE} or {@code ALL_OR_NOTHING}
 * @param paymentMode {@code PER_ORDER} or {@code AGGREGATED}
 * @param dryRun whether nothing runs until it is approved
 * @param force whether the file is taken although the same bytes came before
 * @param declaredRows how many data rows the file has
 * @param declaredSums what the file comes to, by currency code
 * @param notificationKinds the {@link bulkorder.ledger.NotificationKind}s that are sent; empty for
 *     none
 * @param language of mails and messages where a row names none
 */
public record NewBatch(
    @Schema(
            required = true,
            minLength = 1,
            maxLength = FILE_NAME_CHARS_MAX,
            pattern = FILE_NAME_PATTERN)
        @Nullable String fileName,
    @Schema(implementation = UploadBy.class) @Nullable String upload,
    @Schema(minLength = 1, maxLength = ImportOptionTexts.GROUP_CHARS_MAX)
        @Nullable String bulkImportGroup,
    @Schema(
            minLength = 1,
            maxLength = ImportOptionTexts.ENCODING_CHARS_MAX,
            examples = "windows-31j")
        @Nullable String encoding,
    @Schema(enumeration = {"comma", "tab", "semicolon", "pipe"}) @Nullable String delimiter,
    @Schema(minLength = 1, maxLength = ImportOptionTexts.SHEET_CHARS_MAX) @Nullable String sheet,
    @Schema(implementation = Policy.class) @Nullable String policy,
    @Schema(implementation = PaymentMode.class) @Nullable String paymentMode,
    @Schema(implementation = Boolean.class, defaultValue = "false") @Nullable String dryRun,
    @Schema(implementation = Boolean.class, defaultValue = "false") @Nullable String force,
    @Schema(implementation = Integer.class, minimum = "0", maximum = ImportOptionTexts.ROWS_MAX)
        @Nullable String declaredRows,
    @Schema(maxProperties = ImportOptionTexts.SUMS_MAX, examples = "{\"JPY\": \"120000\"}")
        @Nullable Map<String, String> declaredSums,
    @Schema(type = SchemaType.ARRAY, implementation = NotificationKind.class, uniqueItems = true)
        @Nullable List<String> notificationKinds,
    @Schema(enumeration = {"ja", "en"}) @Nullable String language) {

  /** The most characters that a file's name may have. */
  public static final int FILE_NAME_CHARS_MAX = 200;

  /** A file's name, and no path. */
  public static final String FILE_NAME_PATTERN = "^[^/\\\\]+$";

  private static final String NONE = "";

  /** The file's name, or a refusal if it is none. */
  public String checkedFileName() {
    String given = fileName == null ? NONE : fileName;
    if (!Names.isFileName(given, FILE_NAME_CHARS_MAX) || CardNumbers.in(given)) {
      throw refused(
          "fileName",
          given,
          new Expected("fileName", Map.of("max", Integer.toString(FILE_NAME_CHARS_MAX))));
    }
    return given;
  }

  UploadBy checkedUpload() {
    String given = upload == null ? UploadBy.PUT.name() : upload;
    return Arrays.stream(UploadBy.values())
        .filter(by -> by.name().equals(given))
        .findFirst()
        .orElseThrow(() -> refused("upload", given, new Expected("upload", Map.of())));
  }

  /** What is asked for the file, or a refusal if it is not understood. */
  public ImportOptions checkedOptions() {
    return GivenOptions.checked(this::text);
  }

  private @Nullable String text(ImportOption option) {
    return switch (option) {
      case ENCODING -> encoding;
      case DELIMITER -> delimiter;
      case SHEET -> sheet;
      case POLICY -> policy;
      case PAYMENT_MODE -> paymentMode;
      case DRY_RUN -> dryRun;
      case FORCE -> force;
      case DECLARED_ROWS -> declaredRows;
      case DECLARED_SUM -> declaredSums == null ? null : joined(declaredSums);
      case BULK_IMPORT_GROUP -> bulkImportGroup;
      case NOTIFICATION_KINDS ->
          notificationKinds == null ? null : GivenOptions.kinds(notificationKinds);
      case LANGUAGE -> language;
    };
  }

  private static String joined(Map<String, String> sums) {
    return sums.entrySet().stream()
        .map(sum -> sum.getKey() + "=" + sum.getValue())
        .collect(Collectors.joining(";"));
  }

  private static RefusedException refused(String field, String value, Expected expected) {
    return Refusal.ofField(field, value, expected).exception();
  }
}
