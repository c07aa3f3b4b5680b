/**
 * The signed statements (PROTOCOL 4): EIP-712 typed data, one record each, so that every one of
 * them is evidence the contract can verify.
 */
package io.tributary.protocol.statement;
