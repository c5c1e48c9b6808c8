package io.goodword.notification.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.ZoneId;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {

  private static final String KEY = "0123456789abcdef0123456789abcdef";

  @ParameterizedTest
  @CsvSource({
    "13800138000, CN, +8613800138000",
    "+86 138-0013-8000, TW, +8613800138000",
    "0086 13800138000, CN, +8613800138000",
    "0912 345 678, TW, +886912345678",
    "+852 5123 4567, CN, +85251234567",
    "(415) 555-2671, US, +14155552671"
  })
  @Tag("NOT-01")
  void shouldReadANumberByItsRegion(String typed, String region, String normal) {
    assertThat(PhoneNumber.of(typed, region)).contains(new PhoneNumber(normal));
  }

  @ParameterizedTest
  @ValueSource(strings = {"12345", "10690001", "010 6552 9988", "not a number", ""})
  @Tag("NOT-01")
  void shouldRefuseWhatTakesNoSms(String typed) {
    assertThat(PhoneNumber.of(typed, "CN")).isEmpty();
  }

  @Test
  @Tag("NOT-01")
  void shouldTakeTheRegionFromTheLocale() {
    assertThat(PhoneNumber.region(Locale.forLanguageTag("zh-TW"), "CN")).isEqualTo("TW");
    assertThat(PhoneNumber.region(Locale.forLanguageTag("zh-Hant"), "CN")).isEqualTo("TW");
    assertThat(PhoneNumber.region(Locale.forLanguageTag("zh"), "US")).isEqualTo("CN");
    assertThat(PhoneNumber.region(Locale.forLanguageTag("en"), "CN")).isEqualTo("CN");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a@b",
        "@b.example",
        "a@.example",
        "a b@c.example",
        "a@b.example\nx",
        "a..b@c.example",
        "<a@b.example>"
      })
  @Tag("NOT-01")
  void shouldRefuseWhatIsNoMailAddress(String typed) {
    assertThat(EmailAddress.of(typed)).isEmpty();
  }

  @Test
  @Tag("GOV-02")
  void shouldPrintOnlyMasks() {
    EmailAddress email = EmailAddress.of("Alice@Mail.example").orElseThrow();
    PhoneNumber phone = PhoneNumber.of("13800138000", "CN").orElseThrow();
    Contact contact = new Contact("c-1", email, phone, "en", ZoneId.of("UTC"), "i", "j");

    assertThat(email).hasToString("a***@***.example");
    assertThat(phone).hasToString("+86***00");
    assertThat(contact.toString()).doesNotContain("alice").doesNotContain("13800138000");
    assertThat(new ContactResource.ContactInput("c-1", "a@b.example", "1", "en", "UTC", null))
        .hasToString("ContactInput[customerId=c-1]");
  }

  @Test
  @Tag("GOV-02")
  void shouldOpenAnAddressOnlyForItsCustomerAndKey() {
    AddressCipher cipher = new AddressCipher(KEY);
    byte[] sealed = cipher.encrypt("c-1", "email", "a@b.example");

    assertThat(cipher.decrypt("c-1", "email", sealed)).isEqualTo("a@b.example");
    assertThat(cipher.encrypt("c-1", "email", "a@b.example")).isNotEqualTo(sealed);
    assertThatThrownBy(() -> cipher.decrypt("c-2", "email", sealed))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> new AddressCipher(KEY + "x").decrypt("c-1", "email", sealed))
        .isInstanceOf(IllegalStateException.class);
    assertThat(cipher.index("email", "a@b.example"))
        .isEqualTo(new AddressCipher(KEY).index("email", "a@b.example"))
        .isNotEqualTo(cipher.index("phone", "a@b.example"));
    assertThatThrownBy(() -> new AddressCipher("short"))
        .hasMessage("goodword.contact.key has 5 characters, at least 32 are needed");
  }
}
