package bulkorder.ledger.erasure;

import java.util.List;

/** What was found in a page. */
record Count(int rows, List<Long> orderIds, int files, int reports) {

  static Count ofRows(int rows) {
    return new Count(rows, List.of(), 0, 0);
  }

  static Count ofOrders(List<Long> orderIds) {
    return new Count(0, orderIds, 0, 0);
  }

  static Count ofObjects(boolean file, int reports) {
    return new Count(0, List.of(), file ? 1 : 0, reports);
  }

  boolean isNothing() {
    return rows + orderIds.size() + files + reports == 0;
  }
}
