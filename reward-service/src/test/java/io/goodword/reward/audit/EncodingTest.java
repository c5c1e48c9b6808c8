package io.goodword.reward.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;

/** The canonical form, against bytes and hashes that another program computed. */
@Tag("RWD-01")
class EncodingTest {

  private static final HexFormat HEX = HexFormat.of();

  @Example
  void shouldPrecedeEverythingByItsLength() {
    byte[] bytes =
        Encoding.of("a").number(-1).fields(new TreeMap<>(Map.of("b", "", "a", "é"))).bytes();

    assertThat(HEX.formatHex(bytes))
        .isEqualTo(
            "000000000000000161"
                + "ffffffffffffffff"
                + "0000000000000002"
                + "000000000000000161"
                + "0000000000000002c3a9"
                + "000000000000000162"
                + "0000000000000000");
  }

  @Example
  void shouldHashAJournalAsAnotherProgramDoes() {
    assertThat(HEX.formatHex(Samples.journal().hash())).isEqualTo(Samples.HASH);
    assertThat(HEX.formatHex(Samples.journal().marks())).isEqualTo(Samples.MARKS);
  }

  @Example
  void shouldNotDependOnTheOrderInWhichEntriesAreRead() {
    var turned = new JournalImage(Samples.ID, Samples.fields(), Samples.entries().reversed());

    assertThat(turned.hash()).isEqualTo(Samples.journal().hash());
    assertThat(turned.marks()).isEqualTo(Samples.journal().marks());
  }

  @Example
  void shouldLeaveOldHashesAloneWhenATableGetsAColumnThatIsNull() {
    assertThat(Samples.with("reverses", "x").hash()).isNotEqualTo(Samples.journal().hash());
    assertThat(Samples.journal().fields()).doesNotContainKey("reverses");
  }

  @Property
  void shouldGiveDifferentBytesToDifferentContents(
      @ForAll("contents") List<SortedMap<String, String>> one,
      @ForAll("contents") List<SortedMap<String, String>> other) {
    assertThat(bytes(one).equals(bytes(other))).isEqualTo(one.equals(other));
  }

  /** Few letters and short texts, so that contents meet and borders shift. */
  @Provide
  Arbitrary<List<SortedMap<String, String>>> contents() {
    Arbitrary<String> text = Arbitraries.strings().withChars('a', 'b', '\0', 'é').ofMaxLength(3);
    Arbitrary<SortedMap<String, String>> fields =
        Arbitraries.maps(text, text).ofMaxSize(2).map(TreeMap::new);
    return fields.list().ofMaxSize(2);
  }

  private static String bytes(List<SortedMap<String, String>> contents) {
    Encoding encoding = Encoding.of("test").number(contents.size());
    contents.forEach(encoding::fields);
    return HEX.formatHex(encoding.bytes());
  }
}
