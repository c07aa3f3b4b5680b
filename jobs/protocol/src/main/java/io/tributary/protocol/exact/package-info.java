/**
 * Exact arithmetic: what opened integers mean, before the last rounding. Anyone may call it; it
 * imports nothing but the JDK.
 */
package io.tributary.protocol.exact;
