package io.goodword.kit.idempotency;

/**
 * What a write answers.
 *
 * @param value the answer
 * @param replayed whether it was given before, to the same key and request
 */
public record Answer<T>(T value, boolean replayed) {}
