package io.goodword.stack;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The realm that Keycloak imports: the people of {@link People}, their ids equal to their names.
 */
final class KeycloakRealm {

  private static final int TOKEN_SECONDS = 8 * 60 * 60;

  private KeycloakRealm() {}

  static byte[] json() throws JsonProcessingException {
    var realm = new LinkedHashMap<String, Object>();
    realm.put("realm", "goodword");
    realm.put("enabled", true);
    realm.put("sslRequired", "none");
    realm.put("accessTokenLifespan", TOKEN_SECONDS);
    realm.put("roles", Map.of("realm", roles()));
    realm.put("clients", List.of(forPeople(), forShop()));
    realm.put(
        "users",
        Stream.concat(People.ALL.stream().map(KeycloakRealm::user), Stream.of(shopAccount()))
            .toList());
    return Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(realm);
  }

  private static List<Map<String, String>> roles() {
    return Stream.concat(People.ALL.stream().map(People.Person::role), Stream.of(People.SYSTEM))
        .distinct()
        .map(role -> Map.of("name", role))
        .toList();
  }

  /**
   * Keycloak puts the id of a user in {@code sub}; here it is the name, as with the light issuer.
   */
  private static Map<String, Object> user(People.Person person) {
    return Map.of(
        "id", person.name(),
        "username", person.name(),
        "enabled", true,
        "emailVerified", true,
        "email", person.name() + "@example.test",
        "firstName", person.name(),
        "lastName", person.role(),
        "credentials", List.of(Map.of("type", "password", "value", person.name())),
        "realmRoles", List.of(person.role()));
  }

  private static Map<String, Object> shopAccount() {
    return Map.of(
        "id",
        People.SHOP,
        "username",
        "service-account-" + People.SHOP,
        "enabled",
        true,
        "serviceAccountClientId",
        People.SHOP,
        "realmRoles",
        List.of(People.SYSTEM));
  }

  private static Map<String, Object> forPeople() {
    return Map.of(
        "clientId", "goodword",
        "enabled", true,
        "publicClient", true,
        "standardFlowEnabled", true,
        "directAccessGrantsEnabled", true,
        "redirectUris", List.of("http://localhost/*"),
        "protocolMappers", mappers());
  }

  private static Map<String, Object> forShop() {
    return Map.of(
        "clientId", People.SHOP,
        "enabled", true,
        "publicClient", false,
        "secret", People.SHOP_SECRET,
        "standardFlowEnabled", false,
        "serviceAccountsEnabled", true,
        "protocolMappers", mappers());
  }

  private static List<Map<String, Object>> mappers() {
    return List.of(
        Map.of(
            "name", "groups",
            "protocol", "openid-connect",
            "protocolMapper", "oidc-usermodel-realm-role-mapper",
            "config",
                Map.of(
                    "claim.name", "groups",
                    "jsonType.label", "String",
                    "multivalued", "true",
                    "access.token.claim", "true")),
        Map.of(
            "name", "audience",
            "protocol", "openid-connect",
            "protocolMapper", "oidc-audience-mapper",
            "config",
                Map.of("included.custom.audience", "goodword", "access.token.claim", "true")));
  }
}
