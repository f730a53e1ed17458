package dev.octet.localstack.template;

import java.util.List;

/** The template, or the values of its parameters, cannot be run. Each problem names its file and line. */
public final class TemplateException extends RuntimeException {
  private final List<String> problems;

  TemplateException(List<String> problems) {
    super(String.join(System.lineSeparator(), problems));
    this.problems = List.copyOf(problems);
  }

  public List<String> problems() {
    return problems;
  }
}
