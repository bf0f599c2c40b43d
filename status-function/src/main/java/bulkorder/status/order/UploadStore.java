package bulkorder.status.order;

/** Where the files lie that are to be imported. */
interface UploadStore {

  /**
   * Puts a file where the import finds it.
   *
   * @param key of the object that its batch awaits
   */
  void put(String key, byte[] content);
}
