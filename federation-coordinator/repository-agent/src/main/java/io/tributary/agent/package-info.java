/**
 * The repository's agent: decides by itself whether to answer, has the cells computed, deals them
 * in shares, once per run ever (PROTOCOL 6.3 to 6.5).
 *
 * <p>{@link io.tributary.agent.AgentParty} is the whole of it without I/O; {@link
 * io.tributary.agent.AgentMain} puts it on a relay, a ledger, a store and a Spark session. Nobody
 * calls it but its own main and tests. It never opens a port, and rows never reach it: only cells.
 */
package io.tributary.agent;
