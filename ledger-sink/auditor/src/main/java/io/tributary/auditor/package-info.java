/**
 * Replays a run from its folder alone, or beside a live ledger, with no trust in any party (design,
 * section 6, "anyone").
 *
 * <p>Each check is a small stateless function over a {@link io.tributary.auditor.Case}: it returns
 * what it found, or throws an {@link io.tributary.auditor.AuditFault} that names the leaf. The CLI
 * calls {@link io.tributary.auditor.Audit} and {@link io.tributary.auditor.QuerierOpening}. It
 * never imports Spark or Kafka, and reads no clock: what is late is decided by block times.
 */
package io.tributary.auditor;
