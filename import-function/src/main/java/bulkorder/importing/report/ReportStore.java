package bulkorder.importing.report;

import java.nio.file.Path;

/** The object store, as far as reports need it. */
public interface ReportStore {

  /**
   * Puts a report there, in place of what was under its key.
   *
   * @param contentDisposition under which name a browser saves it
   */
  void put(ReportObject object, Path content, String contentType, String contentDisposition);

  /** Removes a report; one that is not there is removed. */
  void delete(ReportObject object);

  /** Where a report is. */
  record ReportObject(String bucket, String key) {}
}
