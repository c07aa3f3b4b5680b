/**
 * What people have granted over their own rows, as repositories keep it and give receipts for it.
 * Knows no Spark: the book itself is a table of the repository.
 */
package io.tributary.protocol.consent;
