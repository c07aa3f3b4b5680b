package io.tributary.party.process;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The life of a process; whoever ends it first decides the exit code. */
final class RunningProcess implements PartyProcess {
  private static final Logger LOG = LoggerFactory.getLogger("io.tributary.party");
  private static final long CLOSE_SECONDS = 20;

  private final String program;
  private final Path config;
  private final Deque<AutoCloseable> resources = new ArrayDeque<>();
  private final AtomicBoolean ending = new AtomicBoolean();
  private final AtomicBoolean ready = new AtomicBoolean();
  private final CountDownLatch never = new CountDownLatch(1);

  RunningProcess(String program, Path config) {
    this.program = program;
    this.config = config;
  }

  void listen(boolean withParent) {
    Thread.setDefaultUncaughtExceptionHandler((thread, e) -> fail(e));
    Signals.handle("TERM", () -> end(0));
    Signals.handle("INT", () -> end(0));
    if (withParent) {
      daemon("parent-watch", this::watchStdin).start();
    }
  }

  void await() {
    try {
      never.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      end(0);
    }
  }

  @Override
  public Path config() {
    return config;
  }

  @Override
  public <T extends AutoCloseable> T closing(T resource) {
    synchronized (resources) {
      resources.push(resource);
    }
    return resource;
  }

  @Override
  public void ready(String party, Map<String, ?> more) {
    if (!ready.compareAndSet(false, true)) {
      throw new IllegalStateException("the ready line was printed already");
    }
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("party", party);
    line.put("ready", true);
    line.putAll(more);
    try {
      System.out.println(JsonMapper.builder().build().writeValueAsString(line));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the ready line cannot be written", e);
    }
    System.out.flush();
  }

  @Override
  public void done() {
    end(0);
  }

  @Override
  public void fail(Throwable cause) {
    if (ending.get()) {
      LOG.debug("while ending: {}", LastWords.of(cause));
      return;
    }
    System.err.println(program + ": stopped: " + LastWords.of(cause));
    end(1);
  }

  private void end(int code) {
    if (!ending.compareAndSet(false, true)) {
      return;
    }
    Thread closer = daemon("closing", this::close);
    closer.start();
    // Not on the calling thread: it may be one of those that closing waits for.
    daemon(
            "exit",
            () -> {
              try {
                closer.join(CLOSE_SECONDS * 1000);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              System.exit(code);
            })
        .start();
  }

  private void close() {
    for (AutoCloseable next = pop(); next != null; next = pop()) {
      try {
        next.close();
      } catch (Exception e) {
        LOG.warn("{} did not close: {}", next.getClass().getSimpleName(), LastWords.of(e));
      }
    }
  }

  private AutoCloseable pop() {
    synchronized (resources) {
      return resources.poll();
    }
  }

  private void watchStdin() {
    byte[] ignored = new byte[256];
    try {
      while (System.in.read(ignored) >= 0) {
        // Only the end of it says something.
      }
    } catch (IOException e) {
      LOG.debug("stdin: {}", e.getClass().getSimpleName());
    }
    end(0);
  }

  private static Thread daemon(String name, Runnable body) {
    Thread thread = new Thread(body, name);
    thread.setDaemon(true);
    return thread;
  }
}
