package dev.octet.localstack.template;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Everything that is wrong with a template, each with its line, so that one run tells it all. */
final class Problems {
  private final String file;
  private final TreeMap<Integer, List<String>> byLine = new TreeMap<>();

  Problems(String file) {
    this.file = file;
  }

  void add(int line, String what) {
    List<String> there = byLine.computeIfAbsent(line, _ -> new ArrayList<>());
    if (!there.contains(what)) {
      there.add(what);
    }
  }

  void add(Node at, String what) {
    add(at.line(), what);
  }

  boolean isEmpty() {
    return byLine.isEmpty();
  }

  /** Such as {@code template.yaml:12: AWS::S3::Bucket is not supported}, in the order of the file. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    byLine.forEach((line, problems) -> problems.forEach(what -> lines.add(file + ":" + line + ": " + what)));
    return lines;
  }

  /** @throws TemplateException when there is any */
  void throwIfAny() {
    if (!isEmpty()) {
      throw new TemplateException(lines());
    }
  }
}
