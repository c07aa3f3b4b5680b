/**
 * From opened cells to the answer, in exact rationals. Called by whoever opens or audits an answer;
 * it knows compiled jobs and nothing of where the cells come from.
 */
package io.tributary.protocol.job.evaluate;
