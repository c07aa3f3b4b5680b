/** Names and fixed-length identifiers. */
package io.tributary.protocol.id;
