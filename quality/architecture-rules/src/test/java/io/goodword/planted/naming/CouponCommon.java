package io.goodword.planted.naming;

class CouponCommon {}
