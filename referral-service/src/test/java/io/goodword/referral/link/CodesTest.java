package io.goodword.referral.link;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import io.goodword.kit.source.Ids;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("REF-02")
class CodesTest {

  private static final String ADDRESS = "https://gw.example/r/K7MQ2XWD";

  @Test
  void shouldHaveAnAlphabetThatCanBeReadAloud() {
    assertThat(Ids.READABLE).hasSize(30).doesNotContain("0", "O", "1", "I", "L", "U");
  }

  @ParameterizedTest
  @CsvSource({"K7MQ2XWD", "k7mq2xwd", "K7MQ-2XWD", "'K7MQ 2XWD'", "' k7mq-2xwd '"})
  void shouldUnderstandACodeHoweverItIsTyped(String typed) {
    assertThat(Codes.code(typed)).contains("K7MQ2XWD");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "K7MQ2XW",
        "K7MQ2XWDD",
        "K7MQ2XW0",
        "K7MQ2XWO",
        "K7MQ2XWU",
        "../../etc",
        "Ｋ7MQ2XWD",
        "K7MQ2XW\u0000",
        "ıııııııı"
      })
  void shouldKnowNoCodeWhenACharacterIsForeign(String typed) {
    assertThat(Codes.code(typed)).isEmpty();
  }

  @Property
  void shouldReadBackEveryCodeThatIsMade(@ForAll("codes") String code) {
    assertThat(Codes.code(code.toLowerCase(Locale.ROOT))).contains(code);
    assertThat(Codes.coupon(code + "22")).contains(code + "22");
  }

  @Provide
  Arbitrary<String> codes() {
    return Arbitraries.strings().withChars(Ids.READABLE.toCharArray()).ofLength(8);
  }

  @Test
  void shouldFindTheTimeInsideAClickId() {
    UUID id = UUID.fromString("019aa9f5-5c7b-7abc-8def-0123456789ab");
    assertThat(ClickIds.parse(id.toString())).contains(id);
    assertThat(ClickIds.time(id)).isEqualTo(Instant.ofEpochMilli(0x019aa9f55c7bL));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "019aa9f5-5c7b-4abc-8def-0123456789ab",
        "019aa9f5-5c7b-7abc-0def-0123456789ab",
        "019AA9F5-5C7B-7ABC-8DEF-0123456789AB"
      })
  void shouldRefuseAClickIdWhenItIsNotOfVersionSeven(String text) {
    assertThat(ClickIds.parse(text)).isEmpty();
  }

  @Test
  void shouldDrawAPngThatAReaderReads() throws Exception {
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(QrCode.of(ADDRESS).png()));

    assertThat(image.getWidth()).isEqualTo(image.getHeight()).isGreaterThanOrEqualTo(396);
    assertThat(read(image)).isEqualTo(ADDRESS);
  }

  @Test
  void shouldDrawAnSvgThatAReaderReads() throws Exception {
    String svg = QrCode.of(ADDRESS).svg();
    Matcher box = Pattern.compile("viewBox=\"0 0 (\\d+) \\1\"").matcher(svg);
    assertThat(box.find()).isTrue();
    int side = Integer.parseInt(box.group(1));
    var image = new BufferedImage(side * 4, side * 4, BufferedImage.TYPE_INT_RGB);
    image.getGraphics().fillRect(0, 0, side * 4, side * 4);
    Matcher module = Pattern.compile("M(\\d+) (\\d+)h1v1h-1z").matcher(svg);
    while (module.find()) {
      var graphics = image.getGraphics();
      graphics.setColor(Color.BLACK);
      graphics.fillRect(
          Integer.parseInt(module.group(1)) * 4, Integer.parseInt(module.group(2)) * 4, 4, 4);
    }
    assertThat(read(image)).isEqualTo(ADDRESS);
  }

  static String read(BufferedImage image) throws Exception {
    int width = image.getWidth();
    int height = image.getHeight();
    int[] pixels = image.getRGB(0, 0, width, height, null, 0, width);
    var source = new RGBLuminanceSource(width, height, pixels);
    return new QRCodeReader().decode(new BinaryBitmap(new HybridBinarizer(source))).getText();
  }
}
