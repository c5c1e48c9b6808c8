package io.goodword.notification.contact;

/** A contact is being erased in the current transaction. */
public record ContactErased(String customerId) {}
