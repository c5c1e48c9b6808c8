package io.goodword.planted.naming;

class CouponManager {}
