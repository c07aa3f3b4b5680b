package io.tributary.protocol.port;

/**
 * A record as read back.
 *
 * @param topic the topic
 * @param lane partition of the topic
 * @param offset position in the partition
 * @param key the record's key
 * @param value the bytes
 */
public record Delivery(String topic, int lane, long offset, String key, byte[] value) {}
