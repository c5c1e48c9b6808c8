package io.goodword.planted.naming;

class CouponImpl {}
