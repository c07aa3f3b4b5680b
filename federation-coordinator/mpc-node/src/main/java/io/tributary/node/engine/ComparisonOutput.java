package io.tributary.node.engine;

import io.tributary.protocol.message.CompletionMessage;

/**
 * What a node gives out of a comparison run.
 *
 * @param sealed to the querier
 * @param completion the statement to go with it
 */
public record ComparisonOutput(byte[] sealed, CompletionMessage completion) {}
