package dev.octet.localstack.policy;

import java.util.regex.Pattern;

/**
 * What a policy grants, or what a call needs.
 *
 * @param action such as {@code dynamodb:PutItem}; a grant's may hold {@code *} and {@code ?}, as its resource may
 * @param resource an ARN
 */
public record Permission(String action, String resource) {
  private static final Pattern WILDCARD = Pattern.compile("[*?]");

  /** @param text as {@link #toString()} gives it */
  public static Permission of(String text) {
    int space = text.indexOf(' ');
    return new Permission(text.substring(0, space), text.substring(space + 1));
  }

  /** Whether a grant covers what is needed. AWS does not look at the case of actions. */
  public boolean covers(Permission needed) {
    return covers(action, needed.action, Pattern.CASE_INSENSITIVE) && covers(resource, needed.resource, 0);
  }

  private static boolean covers(String pattern, String text, int flags) {
    StringBuilder expression = new StringBuilder();
    int from = 0;
    var wildcards = WILDCARD.matcher(pattern);
    while (wildcards.find()) {
      expression.append(Pattern.quote(pattern.substring(from, wildcards.start()))).append(wildcards.group().equals("*") ? ".*" : ".");
      from = wildcards.end();
    }
    return Pattern.compile(expression.append(Pattern.quote(pattern.substring(from))).toString(), flags | Pattern.DOTALL).matcher(text).matches();
  }

  @Override
  public String toString() {
    return action + " " + resource;
  }
}
