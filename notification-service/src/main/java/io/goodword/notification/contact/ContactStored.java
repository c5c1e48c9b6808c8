package io.goodword.notification.contact;

/** A contact was stored in the current transaction. */
public record ContactStored(String customerId) {}
