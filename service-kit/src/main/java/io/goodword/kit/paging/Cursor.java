package io.goodword.kit.paging;

import io.goodword.kit.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Opaque keyset cursors: base64url of the last key of a page. */
public final class Cursor {

  /** Rows of a page when the caller does not say. */
  public static final int DEFAULT_LIMIT = 50;

  /** Rows of the longest page. */
  public static final int MAX_LIMIT = 200;

  private Cursor() {}

  /**
   * A page of a listing.
   *
   * @param items rows
   * @param next cursor of the next page, null at the end
   */
  public record Page<T>(List<T> items, @Nullable String next) {}

  /**
   * Reads a cursor.
   *
   * @throws Problem 400 when it was not made by {@link #encode}
   */
  public static @Nullable String decode(@Nullable String after) {
    if (after == null || after.isEmpty()) {
      return null;
    }
    try {
      return new String(Base64.getUrlDecoder().decode(after), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw Problem.of(
              400,
              "malformed-cursor",
              "The cursor cannot be read",
              "Use 'next' of the page before.")
          .with("after", "must be the cursor of a page", after);
    }
  }

  /** Makes the cursor behind a key. */
  public static String encode(String key) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(key.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Checks the page size.
   *
   * @throws Problem 422 when it is not 1 to 200
   */
  public static int limit(@Nullable Integer limit) {
    if (limit == null) {
      return DEFAULT_LIMIT;
    }
    if (limit < 1 || limit > MAX_LIMIT) {
      throw Problem.invalid("limit", "must be 1 to 200", limit);
    }
    return limit;
  }

  /** Makes a page of rows that were read with one row more than asked for. */
  public static <T> Page<T> page(List<T> rows, int limit, Function<T, String> key) {
    if (rows.size() <= limit) {
      return new Page<>(rows, null);
    }
    List<T> items = rows.subList(0, limit);
    return new Page<>(List.copyOf(items), encode(key.apply(items.getLast())));
  }
}
