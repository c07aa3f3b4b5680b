/**
 * The one kind of failure the protocol knows, and the one place that builds it.
 *
 * <p>Every room may catch {@link io.tributary.protocol.error.ProtocolException} and may raise it
 * through {@link io.tributary.protocol.error.ProtocolErrors}. Nothing is imported but identifiers.
 */
package io.tributary.protocol.error;
