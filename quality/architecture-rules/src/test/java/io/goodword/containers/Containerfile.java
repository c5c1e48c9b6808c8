package io.goodword.containers;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The instructions of a Containerfile.
 *
 * @param instructions name in capitals and arguments, continued lines joined
 */
record Containerfile(List<Instruction> instructions) {

  private static final Pattern PINNED = Pattern.compile(".+(:(?!latest$)[\\w.-]+|@sha256:\\w{64})");

  record Instruction(String name, String arguments) {}

  static Containerfile read(String text) {
    List<Instruction> instructions = new ArrayList<>();
    String code = text.replaceAll("(?m)^\\s*#.*\n", "").replaceAll("\\\\\n", " ");
    for (String line : code.split("\n", -1)) {
      String[] parts = line.strip().split("\\s+", 2);
      if (parts.length == 2) {
        instructions.add(new Instruction(parts[0].toUpperCase(Locale.ROOT), parts[1]));
      }
    }
    return new Containerfile(instructions);
  }

  /** One sentence for each broken rule. */
  List<String> violations(int port) {
    List<String> found = new ArrayList<>();
    Map<String, String> arguments = new HashMap<>();
    List<String> stages = new ArrayList<>();
    String user = "";
    String exposed = "";
    for (Instruction instruction : instructions) {
      String rest = instruction.arguments();
      switch (instruction.name()) {
        case "ARG" -> {
          String[] pair = rest.split("=", 2);
          arguments.put("${" + pair[0] + "}", pair.length == 2 ? pair[1] : "");
        }
        case "FROM" -> {
          String[] words = rest.split("\\s+");
          String image = arguments.getOrDefault(words[0], words[0]);
          if (!PINNED.matcher(image).matches()) {
            found.add("FROM " + image + " is not pinned");
          }
          stages.add(words[words.length - 1]);
          user = "";
          exposed = "";
        }
        case "USER" -> user = rest;
        case "EXPOSE" -> exposed = rest;
        case "ADD" -> found.add("ADD " + rest + " may fetch from anywhere; use COPY");
        case "COPY" -> {
          if (rest.contains("..") || rest.contains(".env")) {
            found.add("COPY " + rest + " takes more than what was built");
          }
        }
        case "ENV" -> {
          if (rest.matches(".*(PASSWORD|SECRET|TOKEN).*")) {
            found.add("ENV " + rest + " keeps a secret in the image");
          }
        }
        case "ENTRYPOINT" -> {
          if (!rest.startsWith("[")) {
            found.add("ENTRYPOINT " + rest + " runs in a shell, which swallows SIGTERM");
          }
        }
        default -> {}
      }
    }
    if (stages.size() < 2) {
      found.add("there is one stage only, the tools of the build stay in the image");
    }
    if (!user.matches("[1-9][0-9]*")) {
      found.add("the final USER is '" + user + "', it must be a number and not root");
    }
    if (!exposed.equals(Integer.toString(port))) {
      found.add("EXPOSE is '" + exposed + "', the service listens on " + port);
    }
    return found;
  }
}
