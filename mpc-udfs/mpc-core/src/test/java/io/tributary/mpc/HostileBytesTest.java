package io.tributary.mpc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whatever the bytes: a value that encodes to the same bytes, or a typed refusal. */
class HostileBytesTest {
  @Test
  @Tag("threat-33")
  void scalars_ofAnyBytes_roundTripOrAreRefused() {
    Trial.repeat(
        2000,
        trial -> {
          byte[] bytes = trial.bytes(trial.between(0, 130));
          try {
            assertArrayEquals(bytes, ScalarVector.fromBytes(bytes).toBytes());
          } catch (MpcException refused) {
            assertTrue(refused.index() < bytes.length / ScalarField.BYTES);
          }
        });
  }

  @Test
  @Tag("threat-33")
  void commitments_ofAnyBytes_roundTripOrAreRefused() {
    Trial.repeat(
        500,
        trial -> {
          byte[] bytes = trial.bytes(48 * trial.between(1, 3) - trial.between(0, 4) / 4);
          for (int i = 0; i < bytes.length; i += 48) {
            // Past the flags and the bound on abscissas, most of the time.
            bytes[i] = (byte) (0x80 | trial.between(0, 0x3f) | trial.between(0, 7) / 7 * 0x40);
          }
          try {
            assertArrayEquals(
                bytes, CommitmentTable.parse(bytes, 1, (bytes.length + 47) / 48).toBytes());
          } catch (MpcException refused) {
            assertTrue(refused.index() <= bytes.length / Commitment.BYTES);
          }
        });
  }

  @Test
  @Tag("threat-33")
  void merklePaths_ofAnyBytes_neverVerifyAndNeverThrow() {
    Trial.repeat(
        500,
        trial -> {
          List<byte[]> path = new ArrayList<>();
          for (int i = trial.between(0, 40); i > 0; i--) {
            path.add(trial.bytes(trial.between(0, 3) == 0 ? trial.between(0, 40) : 32));
          }
          int count = trial.between(0, 3) == 0 ? Integer.MAX_VALUE : trial.between(-2, 70);
          int index = trial.between(-2, 70);
          assertFalse(
              MerkleTree.verify(
                  trial.bytes(32), count, index, trial.bytes(trial.between(0, 99)), path));
        });
  }
}
