package bulkorder.status;

import bulkorder.ledger.batch.ImportOption;
import bulkorder.ledger.batch.ImportOptionTexts;
import bulkorder.ledger.batch.ImportOptions;
import bulkorder.ledger.batch.InvalidOptionException;
import bulkorder.status.Refusal.Expected;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Options of a file as a body gives them: the rules are those of a dropped object's metadata. */
final class GivenOptions {

  private GivenOptions() {}

  /** Options by their texts; null for one that is not given. */
  static ImportOptions checked(Function<ImportOption, @Nullable String> text) {
    Map<ImportOption, String> texts = new EnumMap<>(ImportOption.class);
    for (ImportOption option : ImportOption.values()) {
      String given = text.apply(option);
      if (given != null) {
        texts.put(option, given);
      }
    }
    try {
      return ImportOptionTexts.read(texts);
    } catch (InvalidOptionException invalid) {
      throw Refusal.ofField(field(invalid.option()), invalid.value(), expected(invalid.option()))
          .exception();
    }
  }

  /** A list of kinds as one text. */
  static String kinds(List<String> kinds) {
    return kinds.isEmpty() ? "NONE" : String.join(",", kinds);
  }

  private static String field(ImportOption option) {
    return switch (option) {
      case ENCODING -> "encoding";
      case DELIMITER -> "delimiter";
      case SHEET -> "sheet";
      case POLICY -> "policy";
      case PAYMENT_MODE -> "paymentMode";
      case DRY_RUN -> "dryRun";
      case FORCE -> "force";
      case DECLARED_ROWS -> "declaredRows";
      case DECLARED_SUM -> "declaredSums";
      case BULK_IMPORT_GROUP -> "bulkImportGroup";
      case NOTIFICATION_KINDS -> "notificationKinds";
      case LANGUAGE -> "language";
    };
  }

  private static Expected expected(ImportOption option) {
    return new Expected(
        option == ImportOption.DECLARED_SUM ? "declaredSums" : "option." + option.metadataName(),
        Map.of());
  }
}
