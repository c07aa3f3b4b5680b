package io.tributary.party.process;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;

/**
 * Signal handlers. The JDK's only way to leave with 0 on SIGTERM and still run shutdown hooks is
 * {@code sun.misc.Signal} (module jdk.unsupported), reached by reflection since naming it is a
 * compiler warning that cannot be suppressed.
 */
final class Signals {
  private Signals() {}

  static void handle(String name, Runnable handler) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
      InvocationHandler call =
          (proxy, method, arguments) -> {
            handler.run();
            return null;
          };
      Object proxy =
          Proxy.newProxyInstance(
              Signals.class.getClassLoader(), new Class<?>[] {handlerType}, call);
      signal
          .getMethod("handle", signal, handlerType)
          .invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("no handler for SIG" + name + " on this JDK", e);
    }
  }
}
