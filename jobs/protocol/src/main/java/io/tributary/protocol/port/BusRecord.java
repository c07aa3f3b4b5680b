package io.tributary.protocol.port;

/**
 * A record to publish.
 *
 * @param topic the topic
 * @param lane partition of the topic; on {@code tributary-statements} the sender's roster index, so
 *     that one party's unfinished transaction cannot hide another party's records; 0 elsewhere
 * @param key what the record is about; not secret
 * @param value the bytes
 */
public record BusRecord(String topic, int lane, String key, byte[] value) {}
