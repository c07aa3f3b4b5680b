package io.tributary.protocol.transcript;

/** Caps on what is read; a run that needs more is not one this version can make. */
final class TranscriptLimits {
  static final int LINE_BYTES = 1 << 20;
  static final int FILE_BYTES = 16 << 20;
  static final int BLOB_BYTES = 64 << 20;
  static final int FILES = 64;
  static final int BLOBS = 4096;
  static final long TOTAL_BYTES = 512L << 20;

  private TranscriptLimits() {}
}
