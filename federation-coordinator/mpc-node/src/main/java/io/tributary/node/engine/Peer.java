package io.tributary.node.engine;

import io.tributary.mpc.Seed;
import io.tributary.protocol.seal.Channel;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a session knows of another member.
 *
 * @param in opens what it seals
 * @param seeds that it shares with this node, by piece
 */
record Peer(Channel in, Map<Integer, Seed> seeds) implements AutoCloseable {
  Peer {
    seeds = new TreeMap<>(seeds);
  }

  @Override
  public void close() {
    in.close();
    seeds.values().forEach(Seed::close);
  }
}
