package bulkorder.local.cli;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Takes Ctrl-C and SIGTERM. The JDK offers this in {@code sun.misc} alone, which the compiler does
 * not let pass, hence the reflection.
 */
public final class Interrupts {
  private Interrupts() {}

  /** Runs the action at the first signal; the second ends this process at once. */
  public static void onFirst(Runnable stop) throws ReflectiveOperationException {
    var received = new AtomicInteger();
    var signal = Class.forName("sun.misc.Signal");
    var handlerType = Class.forName("sun.misc.SignalHandler");
    var handler =
        Proxy.newProxyInstance(
            handlerType.getClassLoader(),
            new Class<?>[] {handlerType},
            (proxy, method, arguments) -> {
              if (method.getName().equals("handle")) {
                received(received, stop);
              }
              return null;
            });
    for (var name : List.of("INT", "TERM")) {
      signal
          .getMethod("handle", signal, handlerType)
          .invoke(null, signal.getConstructor(String.class).newInstance(name), handler);
    }
  }

  private static void received(AtomicInteger count, Runnable stop) {
    if (count.incrementAndGet() > 1) {
      Runtime.getRuntime().halt(ExitStatus.INTERRUPTED);
    }
    stop.run();
  }
}
