package io.goodword.neighbour.link;

/** A class of another service. */
public class Links {}
