package io.tributary.auditor;

/**
 * What a check has found to be in order.
 *
 * @param value what later checks build on
 * @param detail for the report
 */
record Finding<T>(T value, String detail) {}
