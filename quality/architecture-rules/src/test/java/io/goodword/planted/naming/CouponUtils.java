package io.goodword.planted.naming;

class CouponUtils {}
