/** Audits of everything that a ledger knows, and what is shown of them. */
package io.tributary.cli.audit;
