package bulkorder.status;

/** The roles that a token may name in its claim {@code groups}. */
public final class Role {

  /** Sends orders in: files, and single ones; watches what becomes of its batches. */
  public static final String UPLOADER = "uploader";

  /** Works for one client: all that an uploader may, sees orders and rows, and intervenes. */
  public static final String OPERATOR = "operator";

  /** Sees all of one client, its audit events too, and changes nothing. */
  public static final String AUDITOR = "auditor";

  /** Settles what clients there are and what each of them may; sees no order. */
  public static final String ADMIN = "admin";

  private Role() {}
}
