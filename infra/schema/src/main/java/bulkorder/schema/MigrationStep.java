package bulkorder.schema;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/**
 * The step of a deployment in which the ledger's migrations run, before new code takes traffic.
 * CloudFormation waits for its answer and goes back if that is a refusal; without one it would wait
 * for an hour. Delivered again it applies nothing and answers the same.
 */
@ApplicationScoped
public class MigrationStep {

  private static final Logger LOG = Logger.getLogger(MigrationStep.class);

  private static final int REASON_CHARS_MAX = 500;

  private final LedgerSchema schema;
  private final StackAnswers answers;

  MigrationStep(LedgerSchema schema, StackAnswers answers) {
    this.schema = schema;
    this.answers = answers;
  }

  /**
   * Applies the migrations unless the resource goes, and says so to CloudFormation: the ledger
   * stays when its stack is deleted.
   *
   * @param timeLeft until this invocation ends. What is not applied by then goes on in Postgres
   *     until its statement ends, and is rolled back
   * @throws IllegalStateException if CloudFormation could not be told
   */
  public MigrationAnswer take(MigrationRequest request, Duration timeLeft) {
    MigrationAnswer answer =
        request.type() == MigrationRequest.Type.DELETE
            ? MigrationAnswer.succeeded(request, "The ledger stays as it is.")
            : migrate(request, timeLeft.minus(StackAnswers.AT_LONGEST));
    answers.put(request.responseUrl(), answer);
    return answer;
  }

  private MigrationAnswer migrate(MigrationRequest request, Duration atLongest) {
    var migration = new FutureTask<SchemaAnswer>(schema::migrate);
    Thread.ofPlatform().daemon().name("migration").start(migration);
    try {
      SchemaAnswer done = migration.get(atLongest.toMillis(), TimeUnit.MILLISECONDS);
      return MigrationAnswer.succeeded(
          request,
          "The ledger's schema is at version %s; %d migrations were applied."
              .formatted(done.schemaVersion(), done.migrationsApplied()));
    } catch (TimeoutException _) {
      return MigrationAnswer.failed(
          request,
          "The ledger's migrations did not end within %d s.".formatted(atLongest.toSeconds()));
    } catch (ExecutionException failure) {
      LOG.error("the ledger's migrations failed", failure.getCause());
      return MigrationAnswer.failed(request, reason(failure));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return MigrationAnswer.failed(request, "The ledger's migrations were interrupted.");
    }
  }

  /** In the words of Postgres, without what it adds to them: that repeats rows. */
  private static String reason(Throwable failure) {
    Throwable last = failure;
    while (!(last instanceof SQLException) && last.getCause() != null) {
      last = last.getCause();
    }
    String said = String.valueOf(last.getMessage()).lines().findFirst().orElse("");
    return "The ledger's migrations failed: "
        + said.substring(0, Math.min(said.length(), REASON_CHARS_MAX));
  }
}
