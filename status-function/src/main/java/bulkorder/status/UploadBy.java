package bulkorder.status;

/** How a file is uploaded. */
enum UploadBy {
  /** By a request whose body is the file. */
  PUT,
  /** By a form of a page, with bounds on size and type that S3 itself holds. */
  FORM
}
