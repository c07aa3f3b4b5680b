package io.tributary.ledger;

import io.tributary.protocol.id.Address;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import org.web3j.crypto.Bip32ECKeyPair;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.ECKeyPair;
import org.web3j.crypto.MnemonicUtils;
import org.web3j.crypto.RawTransaction;
import org.web3j.crypto.TransactionEncoder;

/** An account with funds: pays for transactions, and says nothing else. */
public final class Account {
  private final Credentials credentials;

  private Account(ECKeyPair pair) {
    this.credentials = Credentials.create(pair);
  }

  /** The account of a 32-byte secret key; the caller wipes the array. */
  public static Account of(byte[] secret) {
    return new Account(ECKeyPair.create(new BigInteger(1, secret)));
  }

  /** An account of a local node: path m/44'/60'/0'/0/index of its mnemonic. */
  public static Account ofMnemonic(String mnemonic, int index) {
    byte[] secret = secretOfMnemonic(mnemonic, index);
    try {
      return of(secret);
    } finally {
      Arrays.fill(secret, (byte) 0);
    }
  }

  /** The secret key of such an account, to be put into a key file; the caller wipes it. */
  public static byte[] secretOfMnemonic(String mnemonic, int index) {
    int hard = Bip32ECKeyPair.HARDENED_BIT;
    Bip32ECKeyPair master =
        Bip32ECKeyPair.generateKeyPair(MnemonicUtils.generateSeed(mnemonic, ""));
    Bip32ECKeyPair pair =
        Bip32ECKeyPair.deriveKeyPair(master, new int[] {44 | hard, 60 | hard, hard, 0, index});
    return HexFormat.of().parseHex("%064x".formatted(pair.getPrivateKey()));
  }

  public Address address() {
    return new Address(credentials.getAddress());
  }

  byte[] sign(RawTransaction transaction) {
    return TransactionEncoder.signMessage(transaction, credentials);
  }
}
