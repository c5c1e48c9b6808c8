package io.goodword.referral.campaign;

/**
 * What a friend reads first, in one language.
 *
 * @param title at most 60 characters
 * @param text at most 500 characters
 * @param button a verb with its object, at most 24 characters
 */
public record LandingText(String title, String text, String button) {}
