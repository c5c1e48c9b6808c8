package io.goodword.reward.tier;

/**
 * A customer in a programme.
 *
 * @param standing where the customer stands, by the version in force
 * @param figure qualifying figure at the last look
 * @param changes number of the last change of level, from 1
 */
record Member(String programmeId, String customerId, Standing standing, long figure, int changes) {

  Member now(Standing next, long count) {
    return new Member(programmeId, customerId, next, count, changes);
  }

  Member changed(Standing next, long count) {
    return new Member(programmeId, customerId, next, count, changes + 1);
  }
}
