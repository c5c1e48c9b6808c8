package org.mapstruct;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** Stand-in for MapStruct. */
@Retention(RetentionPolicy.RUNTIME)
public @interface Mapper {}
