package io.goodword.review.review;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Reads how a camera was held (Exif 2.32, tag 0x0112), because that is lost when the metadata of a
 * photo is dropped.
 */
final class ExifOrientation {

  private static final int UPRIGHT = 1;
  private static final int TAG = 0x0112;

  private ExifOrientation() {}

  /** The orientation of a JPEG file, 1 to 8; 1 where none is told or the metadata is broken. */
  static int of(byte[] jpeg) {
    try {
      ByteBuffer file = ByteBuffer.wrap(jpeg);
      file.getShort();
      while (file.remaining() > 4) {
        int marker = Short.toUnsignedInt(file.getShort());
        int length = Short.toUnsignedInt(file.getShort());
        int next = file.position() + length - 2;
        if (marker == 0xFFE1 && length > 16 && file.getInt(file.position()) == 0x45786966) {
          return inTiff(file.slice(file.position() + 6, length - 8));
        }
        if (marker == 0xFFDA || marker >> 8 != 0xFF || next <= file.position()) {
          return UPRIGHT;
        }
        file.position(next);
      }
      return UPRIGHT;
    } catch (BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException e) {
      return UPRIGHT;
    }
  }

  private static int inTiff(ByteBuffer tiff) {
    tiff.order(tiff.getShort(0) == 0x4949 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    int directory = tiff.getInt(4);
    int entries = Short.toUnsignedInt(tiff.getShort(directory));
    for (int entry = 0; entry < entries; entry++) {
      int at = directory + 2 + entry * 12;
      if (Short.toUnsignedInt(tiff.getShort(at)) == TAG) {
        int value = Short.toUnsignedInt(tiff.getShort(at + 8));
        return value >= 1 && value <= 8 ? value : UPRIGHT;
      }
    }
    return UPRIGHT;
  }
}
