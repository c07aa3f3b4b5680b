package io.tributary.ledger.chain;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.protocol.id.Digest;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

final class TrieTest {
  @Test
  void root_vectorsOfTheSecondImplementation_agrees() throws Exception {
    try (InputStream in = TrieTest.class.getResourceAsStream("/vectors/receipt_trie.json")) {
      JsonNode cases = new ObjectMapper().readTree(in);
      assertEquals(90, cases.size());
      for (JsonNode c : cases) {
        Trie trie = new Trie(values(c.path("count").asInt(), c.path("size").asInt()));
        assertEquals(c.path("root").asText(), trie.root().hex(), c::toString);
      }
    }
  }

  @Test
  void prove_indexesOfManySizes_yieldTheirValues() {
    for (int count : new int[] {1, 2, 17, 128, 129, 300}) {
      for (int size : new int[] {1, 4, 33, 400}) {
        List<byte[]> values = values(count, size);
        Trie trie = new Trie(values);
        for (int i = 0; i < count; i += 1 + count / 20) {
          assertArrayEquals(values.get(i), Trie.prove(trie.root(), i, trie.proof(i)));
        }
      }
    }
  }

  @Test
  @Tag("threat-60")
  void prove_anyBitOfTheProofFlipped_isRefused() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    Trie trie = new Trie(values(130, 40));
    for (int i : new int[] {0, 1, 127, 128, 129}) {
      List<byte[]> proof = trie.proof(i);
      for (int node = 0; node < proof.size(); node++) {
        for (int at = 0; at < proof.get(node).length; at++) {
          List<byte[]> altered = new ArrayList<>(proof);
          altered.set(node, proof.get(node).clone());
          altered.get(node)[at] ^= (byte) (1 << random.nextInt(8));
          refused(trie.root(), i, altered, "seed " + seed);
        }
      }
    }
  }

  @Test
  void prove_otherIndexOrShorterOrLongerProof_isRefused() {
    Trie trie = new Trie(values(130, 40));
    List<byte[]> proof = trie.proof(5);
    refused(trie.root(), 6, proof, "other index");
    refused(trie.root(), 200, proof, "absent index");
    refused(trie.root(), 5, proof.subList(0, proof.size() - 1), "shorter");
    refused(trie.root(), 5, List.of(), "empty");
    List<byte[]> longer = new ArrayList<>(proof);
    longer.add(proof.get(0));
    refused(trie.root(), 5, longer, "longer");
  }

  private static void refused(Digest root, int index, List<byte[]> proof, String why) {
    assertThrows(Rlp.RlpException.class, () -> Trie.prove(root, index, proof), why);
  }

  private static List<byte[]> values(int count, int size) {
    List<byte[]> values = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      byte[] value = new byte[size];
      for (int j = 0; j < size; j++) {
        value[j] = (byte) ((7 * i + j) % 251);
      }
      values.add(value);
    }
    return values;
  }
}
