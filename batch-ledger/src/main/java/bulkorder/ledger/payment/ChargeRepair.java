package bulkorder.ledger.payment;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Fills a charge that is too small with orders of others, each of which stays large enough. It
 * takes the smallest order that suffices; where none does, the largest that may be had, and then
 * the next.
 */
final class ChargeRepair {

  private record Move(OpenCharge from, PackableOrder order) {}

  private final List<OpenCharge> charges;
  private final ChargeLimits limits;

  ChargeRepair(List<OpenCharge> charges, ChargeLimits limits) {
    this.charges = charges;
    this.limits = limits;
  }

  /** Whether the charge is large enough now; if not, nothing has changed. */
  boolean fill(OpenCharge low) {
    List<Move> moves = new ArrayList<>();
    while (low.total().compareTo(limits.min()) < 0) {
      Move move = low.size() < limits.ordersMax() ? next(low) : null;
      if (move == null) {
        moves.forEach(done -> move(done.order(), low, done.from()));
        return false;
      }
      move(move.order(), move.from(), low);
      moves.add(move);
    }
    return true;
  }

  private @Nullable Move next(OpenCharge low) {
    Move enough = null;
    Move most = null;
    for (OpenCharge donor : charges) {
      if (donor != low && donor.total().compareTo(limits.min()) > 0) {
        enough = better(enough, donor, sufficient(donor, low), -1);
        most = better(most, donor, donor.largestUpTo(spare(donor, low)), 1);
      }
    }
    return enough == null ? most : enough;
  }

  private @Nullable PackableOrder sufficient(OpenCharge donor, OpenCharge low) {
    PackableOrder order = donor.smallestFrom(limits.min().subtract(low.total()));
    return order == null || order.amount().compareTo(spare(donor, low)) > 0 ? null : order;
  }

  /** The most that one can give and the other take. */
  private BigDecimal spare(OpenCharge donor, OpenCharge low) {
    return donor.total().subtract(limits.min()).min(limits.max().subtract(low.total()));
  }

  private static @Nullable Move better(
      @Nullable Move best, OpenCharge from, @Nullable PackableOrder order, int sign) {
    if (order == null) {
      return best;
    }
    return best == null || sign * order.amount().compareTo(best.order().amount()) > 0
        ? new Move(from, order)
        : best;
  }

  private static void move(PackableOrder order, OpenCharge from, OpenCharge to) {
    from.remove(order);
    to.add(order);
  }
}
