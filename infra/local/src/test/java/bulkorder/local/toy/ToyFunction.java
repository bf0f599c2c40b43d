package bulkorder.local.toy;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;

/**
 * Does what its payload asks for: fails, exits, hangs, shows its environment, or answers the
 * payload.
 */
public final class ToyFunction implements RequestStreamHandler {
  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    String payload = new String(input.readAllBytes(), StandardCharsets.UTF_8);
    System.out.println("asked for " + payload);
    if (payload.contains("fail")) {
      throw new IllegalStateException("asked to fail");
    }
    if (payload.contains("exit")) {
      Runtime.getRuntime().halt(3);
    }
    if (payload.contains("hang")) {
      hang();
    }
    String answer = payload.contains("describe") ? describe(context) : payload;
    output.write(answer.getBytes(StandardCharsets.UTF_8));
  }

  private static void hang() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static String describe(Context context) {
    return "\"%s %s %d\""
        .formatted(
            context.getInvokedFunctionArn(),
            System.getenv("GREETING"),
            context.getRemainingTimeInMillis());
  }
}
