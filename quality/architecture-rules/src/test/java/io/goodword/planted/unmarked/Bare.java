package io.goodword.planted.unmarked;

class Bare {}
