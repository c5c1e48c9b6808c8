package io.goodword.reward;

import io.goodword.stack.testing.MovableClock;
import jakarta.inject.Singleton;

/** The one clock of this service in tests; whoever moves it moves it back. */
@Singleton
public class TestClock extends MovableClock {}
