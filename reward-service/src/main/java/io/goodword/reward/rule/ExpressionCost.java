package io.goodword.reward.rule;

import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import dev.cel.common.ast.CelExpr.CelComprehension;
import java.util.List;

/**
 * What an expression may cost at most, in steps: a bound that holds for every event, since a list
 * is taken as {@link #LONGEST_LIST} long. Pure.
 */
final class ExpressionCost {

  /** Elements of a list that are reckoned with; loops that meet more are stopped while they run. */
  static final long LONGEST_LIST = 100;

  /** Steps that an expression may cost: a loop in a loop of a few steps fits, a third does not. */
  static final long HIGHEST = 200_000;

  private ExpressionCost() {}

  /** Steps of an expression, saturated far above {@link #HIGHEST}. */
  static long of(CelExpr expression) {
    return switch (expression.exprKind().getKind()) {
      case SELECT -> 1 + of(expression.select().operand());
      case CALL -> call(expression.call());
      case LIST -> 1 + all(expression.list().elements());
      case COMPREHENSION -> loop(expression.comprehension());
      default -> 1;
    };
  }

  private static long call(CelCall call) {
    long target = call.target().map(ExpressionCost::of).orElse(0L);
    return 1 + target + all(call.args());
  }

  private static long loop(CelComprehension loop) {
    long round = of(loop.loopCondition()) + of(loop.loopStep());
    long rounds = Math.min(round, HIGHEST) * LONGEST_LIST;
    return 1 + of(loop.iterRange()) + of(loop.accuInit()) + rounds + of(loop.result());
  }

  private static long all(List<CelExpr> expressions) {
    return expressions.stream().mapToLong(ExpressionCost::of).sum();
  }
}
