/**
 * Where an agent and its operator meet without HTTP: files beside the agent's state, written whole
 * and read by the other side. Whoever may write there decides for the operator.
 */
package io.tributary.party.desk;
