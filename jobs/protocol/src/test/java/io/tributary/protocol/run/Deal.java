package io.tributary.protocol.run;

import io.tributary.mpc.BlockShape;
import io.tributary.mpc.CommitmentTable;
import io.tributary.mpc.Dealer;
import io.tributary.mpc.Dealing;
import io.tributary.mpc.NodeShare;
import io.tributary.mpc.Pedersen;
import io.tributary.mpc.ScalarVector;
import io.tributary.protocol.fake.FakeLedger;
import io.tributary.protocol.fake.Requests;
import io.tributary.protocol.fake.Roster;
import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.id.RunId;
import io.tributary.protocol.statement.ShareRoot;
import io.tributary.protocol.statement.Signed;
import io.tributary.protocol.statement.SumRoot;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;

/** A dealt run without bus and ledger. */
final class Deal {
  static final BlockShape SHAPE = new BlockShape(10, 4);
  static final Pedersen PEDERSEN = Pedersen.ofBlockSize(4);
  static final RunId RUN = new RunId(Requests.digest("run"));
  static final int NODES = 3;

  final Roster roster = Roster.of(3, 2, NODES, 2);
  final List<Dealing> dealings = new ArrayList<>();
  final SecureRandom random;

  Deal(SecureRandom random, List<List<BigInteger>> cells) {
    this.random = random;
    for (int i = 0; i < cells.size(); i++) {
      ScalarVector vector = ScalarVector.ofIntegers(cells.get(i));
      dealings.add(Dealer.deal(vector, SHAPE, NODES, i % NODES, PEDERSEN, random));
    }
  }

  NodeShare share(int repository, int node) {
    return dealings.get(repository).shares().get(node);
  }

  Signed<ShareRoot> root(int repository, int node) {
    PartyId dealer = roster.repositories().get(repository);
    Digest root = Digest.of(share(repository, node).tree().root());
    ShareRoot said = new ShareRoot(dealer, RUN, roster.nodes().get(node), root, 1);
    return roster.member(dealer).key().sign(FakeLedger.DOMAIN, said);
  }

  List<CommitmentTable> tables() {
    return dealings.stream().map(Dealing::commitments).toList();
  }

  /** What a node opens to the querier, honestly but for the change to its sums. */
  byte[] output(int node, ScalarVector change) {
    ScalarVector sums = change.copy();
    ScalarVector blindings = ScalarVector.zeros(SHAPE.blocks());
    for (Dealing dealing : dealings) {
      sums.addInPlace(dealing.shares().get(node).shares());
      blindings.addInPlace(dealing.shares().get(node).blindings());
    }
    PartyId id = roster.nodes().get(node);
    SumRoot said = new SumRoot(id, RUN, OutputPayload.root(sums, blindings, SHAPE), 1);
    return OutputPayload.write(
        sums, blindings, SHAPE, roster.member(id).key().sign(FakeLedger.DOMAIN, said));
  }
}
