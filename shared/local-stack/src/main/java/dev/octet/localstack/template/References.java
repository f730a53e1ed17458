package dev.octet.localstack.template;

import java.util.Optional;

/** What {@code Ref} and {@code Fn::GetAtt} give for resources. */
interface References {
  /** Whether the template declares it and its condition holds. */
  boolean exists(String logicalId);

  Optional<String> ref(String logicalId);

  Optional<String> attribute(String logicalId, String attribute);
}
