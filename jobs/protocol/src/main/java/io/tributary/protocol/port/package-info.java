/**
 * The outside world as the parties see it: bus, ledger, durable store. Fakes are in the test jar.
 */
package io.tributary.protocol.port;
