package bulkorder.local.bench;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Each GET of the API: every list from its beginning, and the long ones far from it. */
final class ApiGets {
  static final String FIRST_PAGE = "1";
  static final String FAR_PAGE = "1000";
  static final List<String> LONG_LISTS = List.of("rows", "orders", "payments", "notifications");

  private static final int PAGES_BEFORE = 999;
  private static final String API = "/api/v1/";

  private final List<ApiGet> gets = new ArrayList<>();
  private final ApiSystem system;
  private final ApiCaller client;

  private ApiGets(ApiSystem system) throws IOException, InterruptedException {
    this.system = system;
    this.client = system.caller("demo");
  }

  static List<ApiGet> of(ApiSystem system) throws IOException, SQLException, InterruptedException {
    var all = new ApiGets(system);
    all.addBatches();
    all.addRows();
    all.addOrders();
    all.addRest();
    return all.gets;
  }

  private void addBatches() throws SQLException {
    var ended = batches("not running and not large");
    var large = batches("large");
    add("batches", "batches", API + "batches");
    add("batchesByStatus", "batches by status", API + "batches?status=PROCESSING");
    add("batch", "batch", ended);
    add("batchRunning", "batch that runs", batches("running"));
    add("batchLarge", "batch, large", large);
    add("errors", "errors", with(ended, "/errors"));
    add("errorsLarge", "errors, large batch", with(large, "/errors"));
    add("reconciliation", "reconciliation", with(ended, "/reconciliation"));
    add("reconciliationLarge", "reconciliation, large batch", with(large, "/reconciliation"));
    add("reports", "reports", with(ended, "/reports"));
    add("report", "one report", with(ended, "/reports/results"));
    add("announcements", "announcements", with(ended, "/announcements"));
  }

  private void addRows() throws IOException, SQLException, InterruptedException {
    String rows = with(batches("large"), "/rows").getFirst();
    addPages("rows", rows);
    add("rowsByStatus", "rows by status", rows + "?status=PAYMENT_FAILED");
    add("rowsByCode", "rows by code", rows + "?code=INSUFFICIENT_FUNDS");
    add("rowsByRareCode", "rows by a rare code", rows + "?code=PAYMENT_NOT_SENT");
    var references = system.content().referencesOfLarge();
    add(
        "rowsByReference",
        "rows by reference",
        references.stream().map(it -> rows + "?orderReference=" + it).toList());
    add("rowsByPrefix", "rows by prefix", rows + "?orderReferencePrefix=B055-0012");
    add(
        "ordersByReference",
        "orders by reference",
        references.stream().map(it -> API + "orders?orderReference=" + it).toList());
  }

  private void addOrders() throws IOException, SQLException, InterruptedException {
    var ids = system.content().orderIds();
    for (var list : List.of("orders", "payments", "notifications")) {
      addPages(list, API + list);
      add(
          list + "OfBatch",
          list + " of a batch",
          system.content().batches("not running").stream()
              .map(it -> API + list + "?batchId=" + it)
              .toList());
    }
    add("ordersByStatus", "orders by status", API + "orders?status=CANCELLED");
    add("paymentsByStatus", "payments by status", API + "payments?status=DECLINED");
    add("paymentsByCode", "payments by code", API + "payments?code=INSUFFICIENT_FUNDS");
    add(
        "notificationsByCode",
        "notifications by code",
        API + "notifications?code=ADDRESS_REJECTED");
    add("order", "order", ids.stream().map(it -> API + "orders/" + it).toList());
    add("payment", "payment", ids.stream().map(it -> API + "payments/" + it).toList());
    add(
        "notification",
        "notification",
        ids.stream().map(it -> API + "notifications/" + it).toList());
  }

  private void addRest() throws IOException, InterruptedException {
    add("figures", "figures of a week", API + "figures");
    add("auditEvents", "audit events", API + "audit-events");
    add(
        "auditEventsByAction",
        "audit events by action",
        API + "audit-events?action=BATCH_APPROVED");
    add("clientNotifications", "a client's notifications", API + "clients/demo/notifications");
    var administrator = system.administrator();
    gets.add(new ApiGet("clients", "clients", administrator, List.of(API + "clients")));
    gets.add(new ApiGet("client", "client", administrator, List.of(API + "clients/demo")));
  }

  private List<String> batches(String condition) throws SQLException {
    return system.content().batches(condition).stream().map(it -> API + "batches/" + it).toList();
  }

  private static List<String> with(List<String> paths, String end) {
    return paths.stream().map(path -> path + end).toList();
  }

  /** Pages of the size that callers get who ask for none. */
  private void addPages(String list, String path) throws IOException, InterruptedException {
    add(list + FIRST_PAGE, list + ", page 1", path);
    add(
        list + FAR_PAGE,
        list + ", page 1,000",
        path + "?cursor=" + client.cursorAfter(PAGES_BEFORE, path));
  }

  private void add(String key, String label, String path) {
    add(key, label, List.of(path));
  }

  private void add(String key, String label, List<String> paths) {
    gets.add(new ApiGet(key, label, client, paths));
  }
}
