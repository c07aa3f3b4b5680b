/** What a repository's operator does beside the agent: policy, and runs that wait for a person. */
package io.tributary.cli.operator;
