package io.tributary.cli.local;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.cli.error.CliException;
import io.tributary.cli.error.HomeErrors;
import io.tributary.cli.error.ProcessErrors;
import io.tributary.cli.error.UsageErrors;
import io.tributary.cli.home.Home;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The processes of one federation on this machine: started, watched and ended together. If this
 * process is killed before it lets them go, none of them survives.
 */
final class Crew {
  private static final Duration READY = Duration.ofSeconds(90);
  private static final Duration END = Duration.ofSeconds(10);

  private final boolean attached;
  private final Guardian guardian = new Guardian();
  private final Map<String, PartyProcess> parties = new LinkedHashMap<>();
  private final List<Long> others = new ArrayList<>();
  private final ScheduledExecutorService watch =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "memory-meter");
            thread.setDaemon(true);
            return thread;
          });
  private final MemoryMeter meter = new MemoryMeter(this::pids);
  private boolean ended;

  /**
   * @param attached whether its processes end with this one
   */
  Crew(boolean attached) {
    this.attached = attached;
    var unused = watch.scheduleWithFixedDelay(meter::sample, 0, 1, TimeUnit.SECONDS);
  }

  /** Starts a party; one of that name that has ended is forgotten. */
  synchronized void start(ProcessSpec spec) {
    requireNotEnded();
    try {
      Home.make(spec.folder().resolve("tmp"));
    } catch (IOException e) {
      throw HomeErrors.cannotWrite(spec.folder(), e);
    }
    PartyProcess started = PartyProcess.start(spec, attached);
    guardian.watch(started.pid());
    parties.put(spec.name(), started);
  }

  /** Waits until a party says that it is ready; returns what it says. */
  JsonNode awaitReady(String id) {
    return process(id).awaitReady(READY);
  }

  /** A process that somebody else here started, and that must not outlive this one. */
  synchronized void adopt(long pid) {
    guardian.watch(pid);
    others.add(pid);
    requireNotEnded();
  }

  ProcessHandle handle(String id) {
    return process(id).process().toHandle();
  }

  private synchronized PartyProcess process(String id) {
    return Optional.ofNullable(parties.get(id))
        .orElseThrow(() -> UsageErrors.unknownParty(id, parties.keySet()));
  }

  /** The first party that ended though nobody told it to. */
  synchronized Optional<CliException> casualty() {
    return parties.values().stream()
        .filter(party -> !party.alive() && !party.stopping())
        .findFirst()
        .map(PartyProcess::died);
  }

  /** Kills a party, as a crash would. */
  void crash(String id) {
    PartyProcess process = process(id);
    process.kill();
    process.awaitEnd(END);
  }

  /** Most memory held at once by all of them, this process included. */
  OptionalLong peakMemory() {
    meter.sample();
    return meter.peak();
  }

  private synchronized Collection<Long> pids() {
    List<Long> pids = new ArrayList<>();
    pids.add(ProcessHandle.current().pid());
    parties.values().stream().map(PartyProcess::pid).forEach(pids::add);
    pids.addAll(others);
    return pids;
  }

  /** Lets them live on by themselves. */
  void release() {
    watch.shutdownNow();
    guardian.close();
  }

  /** Ends the parties at once; none can be started afterwards. */
  synchronized void end() {
    ended = true;
    watch.shutdownNow();
    parties.values().forEach(PartyProcess::kill);
    parties.values().forEach(process -> process.awaitEnd(END));
  }

  private void requireNotEnded() {
    if (ended) {
      throw ProcessErrors.interrupted();
    }
  }
}
