/**
 * What an operator allows: the policy file of a repository, read strictly and judged without I/O,
 * and the desk on which runs wait for a person. Used by the agent and by the operator's tools.
 */
package io.tributary.party.policy;
