package dev.octet.localstack.template;

import java.util.Map;

/** The account that the stack pretends to be, and where its queues are. */
public record Endpoints(String queuesUrl) {
  public static final String ACCOUNT = "000000000000";
  public static final String REGION = "eu-west-1";
  public static final String STACK = "octet";

  String stackName() {
    return STACK;
  }

  public String queueUrl(String name) {
    return queuesUrl + "/" + ACCOUNT + "/" + name;
  }

  public String arn(String service, String resource) {
    return "arn:aws:" + service + ":" + REGION + ":" + ACCOUNT + ":" + resource;
  }

  Map<String, String> pseudoParameters() {
    return Map.of(
        "AWS::StackName", STACK,
        "AWS::StackId", arn("cloudformation", "stack/" + STACK + "/local"),
        "AWS::Region", REGION,
        "AWS::AccountId", ACCOUNT,
        "AWS::Partition", "aws",
        "AWS::URLSuffix", "amazonaws.com");
  }
}
