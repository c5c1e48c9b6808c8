package io.goodword.review.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.goodword.review.review.PhotoRefused.Why;
import io.goodword.review.testing.Files;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("REV-02")
class PhotoEncoderTest {

  private final PhotoEncoder encoder = new PhotoEncoder();

  @Test
  void shouldDropMetadataAndTurnUprightWhenPhotoComesFromCamera() throws PhotoRefused, IOException {
    byte[] upload = Files.fromCamera();
    assertThat(new String(upload, StandardCharsets.ISO_8859_1)).contains("Exif", Files.PLACE);

    Photo photo = encoder.encode(upload);

    assertThat(new String(photo.jpeg(), StandardCharsets.ISO_8859_1))
        .doesNotContain("Exif", Files.PLACE);
    assertThat(photo.width()).isEqualTo(32);
    assertThat(photo.height()).isEqualTo(64);
    // what was left before the turn to the right is on top after it
    int top = ImageIO.read(new ByteArrayInputStream(photo.jpeg())).getRGB(16, 8);
    assertThat((top >> 16) & 0xFF).isGreaterThan(200);
    assertThat(top & 0xFF).isLessThan(60);
  }

  @ParameterizedTest
  @ValueSource(strings = {"jpeg", "png"})
  void shouldMakeSmallerJpegWhenPhotoIsLarge(String format) throws PhotoRefused {
    Photo photo = encoder.encode(Files.picture(format, 6_000, 4_000));
    assertThat(photo.width()).isEqualTo(1_600);
    assertThat(photo.height()).isEqualTo(1_067);
    assertThat(photo.jpeg()).startsWith(0xFF, 0xD8, 0xFF);
  }

  @Test
  void shouldReadWebp() throws PhotoRefused {
    assertThat(encoder.encode(Files.webp()).width()).isEqualTo(1);
  }

  @Test
  void shouldLeaveHiddenContentBehindWhenItFollowsPicture() throws PhotoRefused {
    byte[] picture = Files.picture("jpeg", 40, 40);
    byte[] script = "<script>alert(1)</script>".getBytes(StandardCharsets.US_ASCII);
    byte[] upload =
        ByteBuffer.allocate(picture.length + script.length).put(picture).put(script).array();
    assertThat(new String(encoder.encode(upload).jpeg(), StandardCharsets.ISO_8859_1))
        .doesNotContain("script");
  }

  @Test
  void shouldRefuseWithReasonWhenUploadIsNoPhoto() {
    assertRefused(Files.svg(), Why.NOT_A_PHOTO);
    assertRefused("GIF89a=1;alert(1)".getBytes(StandardCharsets.US_ASCII), Why.NOT_A_PHOTO);
    assertRefused(new byte[] {(byte) 0xFF}, Why.NOT_A_PHOTO);
    assertRefused(Files.polyglot(), Why.DAMAGED);
    assertRefused(Files.bomb(), Why.TOO_MANY_PIXELS);
    assertRefused(new byte[PhotoEncoder.MOST_BYTES + 1], Why.TOO_LARGE);
  }

  private void assertRefused(byte[] upload, Why why) {
    assertThatThrownBy(() -> encoder.encode(upload))
        .isInstanceOfSatisfying(
            PhotoRefused.class, refused -> assertThat(refused.why()).isEqualTo(why));
  }
}
