package io.goodword.review.review;

/**
 * A photo as we keep it: a plain JPEG of our own encoder, upright, without metadata.
 *
 * @param width pixels
 * @param height pixels
 * @param jpeg bytes
 */
record Photo(int width, int height, byte[] jpeg) {}
