package io.goodword.kit;

import io.goodword.stack.testing.TestStack;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** A test on real PostgreSQL and Kafka. */
@Retention(RetentionPolicy.RUNTIME)
@WithTestResource(
    value = TestStack.class,
    initArgs = @ResourceArg(name = "database", value = "referral"))
public @interface WithStack {}
