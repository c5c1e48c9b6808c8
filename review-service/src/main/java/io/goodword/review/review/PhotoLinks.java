package io.goodword.review.review;

import io.goodword.kit.token.SignedTokens;
import io.goodword.kit.token.TokenRefused;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Addresses of photos; those of unpublished reviews carry a token that ends within the hour. */
@ApplicationScoped
class PhotoLinks {

  private static final String PURPOSE = "review-photo";
  private static final Duration LIFE = Duration.ofHours(1);

  private final SignedTokens tokens;
  private final Clock clock;

  PhotoLinks(SignedTokens tokens, Clock clock) {
    this.tokens = tokens;
    this.clock = clock;
  }

  /** Address of a photo that everybody may see. */
  String open(UUID photoId) {
    return "/photos/" + photoId + ".jpg";
  }

  /** Address of a photo for its author or a moderator. */
  String confidential(UUID photoId) {
    return open(photoId)
        + "?t="
        + tokens.sign(PURPOSE, Map.of("photo", photoId.toString()), clock.instant().plus(LIFE));
  }

  boolean opens(@Nullable String token, UUID photoId) {
    try {
      return token != null && photoId.toString().equals(tokens.verify(PURPOSE, token).get("photo"));
    } catch (TokenRefused refused) {
      return false;
    }
  }
}
