/**
 * Secure computation among four parties of which one may lie or be down: replicated secret sharing
 * over Z_2, Z_2^64 and Z_2^128 (Dalskov, Escudero, Keller, <i>Fantastic Four</i>, USENIX Security
 * 2021), checked layer by layer (eprint 2026/234 breaks implementations that check late).
 *
 * <p>A computation is written with {@link io.tributary.mpc.four.Circuit}, built into a {@link
 * io.tributary.mpc.four.Program} that is the same everywhere, and run by one {@link
 * io.tributary.mpc.four.Party} a member. Messages in, messages out: no I/O, clock, thread or
 * randomness of its own. Whoever drives it carries {@link io.tributary.mpc.four.Message}s over
 * channels that are confidential and authenticated, watches deadlines, and tells parties who is
 * silent. Anyone may call it; it calls seeds, key streams and dealt pieces of {@code
 * io.tributary.mpc}, and the JDK.
 *
 * <h2>Sharing</h2>
 *
 * A value x is the sum of four pieces (exclusive or, for bits). Piece i is missing at party i and
 * held by the three others, so one party knows nothing and any two know everything. Dealers outside
 * cut their vectors into pieces, three of them from seeds ({@link
 * io.tributary.mpc.four.PieceDealing}; under commitments {@link io.tributary.mpc.PieceDealer});
 * parties add the pieces of several dealers up. Three parties share one key for each piece: key i
 * is missing at party i ({@link io.tributary.mpc.four.PartyKeys}).
 *
 * <p>With one party excluded, its piece is known to all three left; they count it into the piece of
 * the lowest member and go on with three pieces.
 *
 * <h2>Key streams</h2>
 *
 * Key of masks for piece q: SHA-256("tributary four mask" | seed q | context | digest of the
 * program | q as one byte); of hashes: the same with "tributary four salt". Context: run id (32
 * bytes), attempt (4, big-endian), absent party plus one, 0 for nobody (1). Stream: AES-256-CTR of
 * zeros, first counter block purpose (4) | number (4) | 0 (8), big-endian; purpose 1: masks of
 * layer <i>number</i>, drawn in the order of the program's steps and, within a step, of its joint
 * messages; purpose 2: random vector of step <i>number</i>; purpose 3, under a dealer's seed:
 * pieces of input <i>number</i>. Words are 8 bytes, little-endian. No counter serves twice as long
 * as no party starts the same program twice in one session from different inputs.
 *
 * <h2>Programs</h2>
 *
 * The digest of a program is SHA-256 over its text: one line a step, with its operands, result and
 * constants by hash, then one an output, joined by line feeds, as {@code Steps} writes them. It is
 * compared as a whole; nobody parses it.
 *
 * <h2>Messages</h2>
 *
 * All integers big-endian, except words of vectors, which are little-endian.
 *
 * <pre>
 * "TFM1" (4) | context (37) | kind (1) | round (4) | from (1) | to (1, 4 is the receiver outside)
 * | number of hashes (4) | hashes, 32 bytes each | length of the body (4) | body
 * </pre>
 *
 * What a sender signs is SHA-256 over everything before the length of the body; every body is
 * covered by the hashes (of an abort, by being hashed behind them). In every round every member
 * sends every other member exactly one message, however little it says.
 *
 * <ul>
 *   <li>Kind 0, <b>agree</b>, round 0 on inputs and round depth + 1 on outputs. Hashes: the
 *       program's digest; then, for each piece that both sides hold, ascending, SHA-256("agree" |
 *       hash key of the piece | context | round (4) | piece (1) | the piece's words of all inputs
 *       or outputs). No body. A piece has three holders, so a single one that differs is named.
 *   <li>Kind 1, <b>layer</b>, rounds 1 to depth. A joint message is a vector known to two parties,
 *       sender and backup, for a third, the receiver; the fourth is the outsider. All joint
 *       messages of a layer with the same sender, backup and receiver are one <i>section</i>, in
 *       the order of the program's steps. Body: the sections of which {@code from} is the sender
 *       and {@code to} the receiver, by backup. Hashes: of those sections; then of the sections of
 *       which {@code from} is the backup and {@code to} the receiver, by sender. Hash of a section:
 *       SHA-256(hash key of the outsider's piece | context | round (4) | sender (1) | backup (1) |
 *       receiver (1) | words (4) | section). The key keeps the outsider, who knows the mask, from
 *       searching for the vector when hashes are published.
 *   <li>Kind 2, <b>open</b>, round depth + 2. To the receiver outside, for each piece that the
 *       sender holds, ascending: hash SHA-256("open" | salt | context | piece (1) | to (1) |
 *       words), words being the piece of every such output in order, salt SHA-256("open salt" |
 *       hash key of the piece | context | piece (1) | to (1)). Body: salt and words of each of
 *       these pieces, except those of which the sender is, counting from 0, holder number {@code
 *       piece mod 3}: that one sends the hash alone. With three members everyone sends words. To
 *       another party: the same for that party's missing piece and the outputs to all.
 *   <li>Kind 3, <b>abort</b>, any round. Body: kind of blame (1), round (4), suspects (1, bit i for
 *       party i). Who is told of an abort stops too and passes it on to the others as blame
 *       "stopped", with the teller among the suspects; a direct report replaces that.
 * </ul>
 *
 * <h2>A product</h2>
 *
 * z_q starts as x_q y_q. For each pair of pieces (g, h) the two parties that hold both know v = x_g
 * y_h + x_h y_g. The three that hold piece g draw a mask r; z_g grows by r, z_h by v - r, which the
 * sender sends to g and the backup backs with its hash. Six words in all. A function of the sum of
 * pieces 0 and 1, known to 2 and 3, or of 2 and 3, known to 0 and 1, is shared in the same way with
 * one word.
 *
 * <p>Three members: member p computes x_g y_g + x_g y_h + x_h y_g for the pieces g and h of the two
 * after it, adds the mask of g, subtracts that of h, keeps the result as z_g and sends it to h, its
 * other holder (Araki and others 2016). Nobody can back that, so {@code ProductCheck} is put at the
 * end of the program.
 *
 * <h2>What holds</h2>
 *
 * If at most one party is faulty in any way, channels are confidential and authenticated, SHA-256
 * and AES behave as random, and sessions are used as {@link io.tributary.mpc.four.Session} says,
 * then with four members:
 *
 * <ul>
 *   <li>Privacy: a party learns nothing of inputs and intermediate values beyond the outputs that
 *       are opened to it. A run that stops opens nothing, and where it stops does not depend on
 *       them.
 *   <li>Order: a party computes nothing from a round before every message of it is there and every
 *       section equals its backup's hash, and outputs leave a party only after every other member
 *       has told it that it agrees on all of them. A liar who tells one that it agrees and another
 *       that it does not can make one stop while others open; what opens is right.
 *   <li>Correctness: what opens is the program's result on the inputs on which the holders agree. A
 *       false opening is outvoted and its sender named.
 *   <li>Blame: every party that stops names suspects, at most two if it saw the fault itself, which
 *       together with the reporter hold the faulty party; {@link io.tributary.mpc.four.Referee}
 *       narrows it down from signed messages. Between the two who can compute a joint message,
 *       nobody else can tell without opening inputs, and nothing here does.
 *   <li>Not: that the run ends. One silent party stops it. Start again, with a new attempt, without
 *       that party or one of the suspects.
 * </ul>
 *
 * With three members: privacy and correctness against one faulty member, products up to an error of
 * 2^-40; it may stop the run at will, and then blame may fall on both others. The excluded party is
 * sent nothing and cannot come back within the run. A party that was excluded because the relay
 * made it look down was the one fault; nothing is promised if another one follows.
 *
 * <p>Never promised: anything against two parties together; that dealers deal the truth; that a
 * dealer's pieces are consistent (agreement finds it, their commitments say who). Step logs hold
 * hashes alone; no part of a view is ever meant to be published.
 */
package io.tributary.mpc.four;
