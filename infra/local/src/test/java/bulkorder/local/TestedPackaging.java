package bulkorder.local;

/** The form of the functions that end-to-end tests look at: executables with -Dbulkorder.native. */
final class TestedPackaging {
  private TestedPackaging() {}

  static Packaging get() {
    return System.getProperty("bulkorder.native") == null ? Packaging.JVM : Packaging.NATIVE;
  }
}
