package io.goodword.reward.rule;

import com.google.protobuf.Duration;
import com.google.protobuf.ExtensionRegistry;
import com.google.protobuf.Timestamp;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * What CEL finds by name, for a native executable: the registry that protobuf looks for when it
 * starts, and the messages whose default instance CEL asks for. Events themselves are maps.
 */
@RegisterForReflection(targets = {ExtensionRegistry.class, Timestamp.class, Duration.class})
class RuleReflection {}
