package io.goodword.notification.contact;

import io.goodword.notification.consent.Consent;
import io.goodword.notification.consent.ConsentLedger;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Stores, finds and erases contacts. */
@ApplicationScoped
public class ContactBook {

  private final Contacts contacts;
  private final ConsentLedger consents;
  private final Event<ContactStored> stored;
  private final Event<ContactErased> erased;

  ContactBook(
      Contacts contacts,
      ConsentLedger consents,
      Event<ContactStored> stored,
      Event<ContactErased> erased) {
    this.contacts = contacts;
    this.consents = consents;
    this.stored = stored;
    this.erased = erased;
  }

  /** A contact and what its customer allowed. */
  record Known(Contact contact, List<Consent> consents) {}

  /** Stores one contact in place of the one before; consents are added to those already given. */
  @Transactional
  Known put(ContactDraft draft) {
    store(draft);
    return find(draft.customerId()).orElseThrow();
  }

  /** Stores many; all or none. */
  @Transactional
  void putAll(List<ContactDraft> drafts) {
    // one order for all callers, so that two bulks cannot wait for each other
    drafts.stream().sorted(Comparator.comparing(ContactDraft::customerId)).forEach(this::store);
  }

  @Transactional
  Optional<Known> find(String customerId) {
    return contacts.find(customerId).map(contact -> new Known(contact, consents.of(customerId)));
  }

  /**
   * How a customer is reached, for those who send.
   *
   * @throws IllegalStateException when the stored address cannot be opened
   */
  public Optional<Contact> reach(String customerId) {
    return contacts.find(customerId);
  }

  /**
   * Erases a customer's addresses and current consents and stops what was on its way. Refusals
   * survive as keyed hashes of the address. Erasing again changes nothing.
   */
  @Transactional
  void erase(String customerId) {
    contacts
        .find(customerId)
        .ifPresent(contact -> consents.forget(customerId, contact.addressIndexes()));
    contacts.delete(customerId);
    erased.fire(new ContactErased(customerId));
  }

  private void store(ContactDraft draft) {
    contacts.save(draft);
    consents.record(draft.customerId(), draft.consents());
    stored.fire(new ContactStored(draft.customerId()));
  }
}
