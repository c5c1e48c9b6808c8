package io.goodword.architecture;

import com.tngtech.archunit.lang.ArchRule;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Map;
import java.util.TreeMap;

/** All rules by name. */
public final class ArchitectureRules {

  private ArchitectureRules() {}

  /** Every public rule constant, sorted by name. */
  public static Map<String, ArchRule> all() {
    Map<String, ArchRule> rules = new TreeMap<>();
    for (Class<?> home :
        new Class<?>[] {DataFlowRules.class, HttpRules.class, ModuleRules.class, CodeRules.class}) {
      for (Field field : home.getDeclaredFields()) {
        if (Modifier.isPublic(field.getModifiers()) && field.getType() == ArchRule.class) {
          rules.put(field.getName(), read(field));
        }
      }
    }
    return rules;
  }

  private static ArchRule read(Field field) {
    try {
      return (ArchRule) field.get(null);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(field + " is not readable", e);
    }
  }
}
