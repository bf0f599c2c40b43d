package bulkorder.ledger.audit;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** Events that are archived and kept alike. */
public enum ArchiveGroup {
  /** Changes; kept for 8 years. */
  CHANGES("changes", Duration.ofDays(90)),
  /** Who signed in and who was refused; kept for 8 years. */
  SECURITY("security", Duration.ofDays(180)),
  /** Access to personal data, and administration; kept for 7 years. */
  ACTIVITY("activity", Duration.ofDays(90));

  private final String title;
  private final Duration archivedAfter;

  ArchiveGroup(String title, Duration archivedAfter) {
    this.title = title;
    this.archivedAfter = archivedAfter;
  }

  static ArchiveGroup of(AuditCategory category) {
    return switch (category) {
      case AUTHENTICATION -> SECURITY;
      case CHANGE -> CHANGES;
      case ACCESS, ADMINISTRATION -> ACTIVITY;
    };
  }

  /** Its name in the keys of objects; how long they are kept goes by it. */
  public String title() {
    return title;
  }

  Duration archivedAfter() {
    return archivedAfter;
  }

  List<AuditCategory> categories() {
    return Arrays.stream(AuditCategory.values()).filter(category -> of(category) == this).toList();
  }
}
