package bulkorder.status.client;

import bulkorder.ledger.BoundedMap;
import bulkorder.ledger.ClientId;
import bulkorder.ledger.client.Grant.Given;
import bulkorder.ledger.client.Grant.Later;
import bulkorder.ledger.client.RequestRates;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps clients to their requests a second. A copy of the function takes requests by the block, and
 * the more at once the faster it uses them up, so that many copies share what there is and a busy
 * one asks five times a second; what it holds goes after a while. So a client has no more than its
 * rate and one block for each copy.
 */
@ApplicationScoped
class Throttle {

  private static final Duration QUICKLY = Duration.ofMillis(200);
  private static final Duration HELD_MAX = Duration.ofSeconds(2);
  private static final int BLOCKS_PER_SECOND = 5;
  private static final int CLIENTS_MAX = 1000;

  private static final class Block {
    private int left;
    private int size;
    private int sizeMax = 1;
    private Instant takenAt = Instant.EPOCH;
    private Instant noneUntil = Instant.EPOCH;
  }

  private final RequestRates rates;
  private final InstantSource clock;
  private final Map<ClientId, Block> blocks = new BoundedMap<>(CLIENTS_MAX);

  Throttle(RequestRates rates, InstantSource clock) {
    this.rates = rates;
    this.clock = clock;
  }

  /**
   * Counts a request.
   *
   * @return empty if it may be done; else after how long the next one may
   */
  Optional<Duration> refusal(ClientId clientId) {
    Block block = block(clientId);
    synchronized (block) {
      Instant now = clock.instant();
      if (block.left > 0 && now.isBefore(block.takenAt.plus(HELD_MAX))) {
        block.left--;
        return Optional.empty();
      }
      return now.isBefore(block.noneUntil)
          ? Optional.of(Duration.between(now, block.noneUntil))
          : taken(clientId, block, now);
    }
  }

  private synchronized Block block(ClientId clientId) {
    return blocks.computeIfAbsent(clientId, _ -> new Block());
  }

  private Optional<Duration> taken(ClientId clientId, Block block, Instant now) {
    boolean quickly = now.isBefore(block.takenAt.plus(QUICKLY));
    int size = quickly ? Math.min(2 * block.size, block.sizeMax) : 1;
    return switch (rates.take(clientId, size)) {
      case Given given -> {
        block.left = given.units() - 1;
        block.size = size;
        block.sizeMax = Math.max(1, given.unitsPerSecond() / BLOCKS_PER_SECOND);
        block.takenAt = now;
        yield Optional.empty();
      }
      case Later later -> {
        block.left = 0;
        block.noneUntil = now.plus(later.nextIn());
        yield Optional.of(later.nextIn());
      }
    };
  }
}
