package io.goodword.planted.naming;

class CouponHelper {}
