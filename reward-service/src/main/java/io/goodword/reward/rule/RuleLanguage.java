package io.goodword.reward.rule;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Label;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Type;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DurationProto;
import com.google.protobuf.TimestampProto;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.cel.checker.CelStandardDeclarations;
import dev.cel.checker.CelStandardDeclarations.StandardFunction;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelSourceLocation;
import dev.cel.common.CelValidationException;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExprVisitor;
import dev.cel.common.types.CelKind;
import dev.cel.common.types.CelType;
import dev.cel.common.types.StructTypeReference;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The expressions of rules on one type of event: CEL (github.com/google/cel-spec) with whole
 * numbers only, checked against the fields of the event, without loops that could last. An
 * expression sees the event and nothing else: no clock, no chance, no other customer. Pure.
 */
final class RuleLanguage {

  /** The one name that an expression knows. */
  static final String EVENT = "event";

  /** Characters of the longest expression. */
  static final int LONGEST = 1_000;

  private static final int DEEPEST = 32;
  private static final int MOST_NODES = 400;
  private static final int MOST_ITERATIONS = 20_000;
  private static final int LARGEST_PATTERN = 200;
  private static final int MOST_ISSUES = 5;
  private static final String PACKAGE = "event";
  private static final Set<CelKind> REFUSED_KINDS =
      Set.of(
          CelKind.DOUBLE, CelKind.UINT, CelKind.BYTES, CelKind.DYN, CelKind.ANY, CelKind.NULL_TYPE);
  private static final Set<StandardFunction> LEFT_OUT =
      Set.of(
          StandardFunction.DYN,
          StandardFunction.TYPE,
          StandardFunction.DOUBLE,
          StandardFunction.UINT,
          StandardFunction.BYTES);
  private static final CelOptions OPTIONS =
      CelOptions.current()
          .maxExpressionCodePointSize(LONGEST)
          .maxParseRecursionDepth(DEEPEST)
          .maxParseExpressionNodeCount(MOST_NODES)
          .comprehensionMaxIterations(MOST_ITERATIONS)
          .maxRegexProgramSize(LARGEST_PATTERN)
          .build();
  private static final CelRuntime RUNTIME =
      CelRuntimeFactory.standardCelRuntimeBuilder().setOptions(OPTIONS).build();
  private static final Map<String, RuleLanguage> BY_TYPE = new ConcurrentHashMap<>();

  private final EventShape shape;
  private final CelCompiler compiler;

  private RuleLanguage(EventShape shape) {
    this.shape = shape;
    this.compiler =
        CelCompilerFactory.standardCelCompilerBuilder()
            .setOptions(OPTIONS)
            .setStandardEnvironmentEnabled(false)
            .setStandardDeclarations(
                CelStandardDeclarations.newBuilder().excludeFunctions(LEFT_OUT).build())
            .setStandardMacros(
                CelStandardMacro.HAS,
                CelStandardMacro.ALL,
                CelStandardMacro.EXISTS,
                CelStandardMacro.EXISTS_ONE,
                CelStandardMacro.FILTER)
            .addFileTypes(descriptor(shape))
            .addVar(EVENT, StructTypeReference.create(PACKAGE + "." + shape.name()))
            .build();
  }

  /** What became of a text. */
  sealed interface Compiled {
    /** It is good. */
    record Good(Expression expression) implements Compiled {}

    /** It is not, and why. */
    record Refused(List<Issue> issues) implements Compiled {}
  }

  /**
   * A fault in the text of an expression.
   *
   * @param line from 1
   * @param column from 1
   * @param message plain words
   */
  record Issue(int line, int column, String message) {}

  /** The language for a type of event; empty when such an event cannot be rewarded. */
  static Optional<RuleLanguage> of(String eventType) {
    return EventShape.of(eventType)
        .map(shape -> BY_TYPE.computeIfAbsent(eventType, type -> new RuleLanguage(shape)));
  }

  EventShape shape() {
    return shape;
  }

  /** Compiles a text that must give a value of this kind. */
  Compiled compile(String text, Expression.Kind kind) {
    CelAbstractSyntaxTree tree;
    try {
      tree = compiler.compile(text).getAst();
    } catch (CelValidationException e) {
      List<CelIssue> errors = e.getErrors();
      return new Compiled.Refused(
          errors.stream()
              .map(error -> issue(error.getSourceLocation(), ExpressionWords.of(error, shape)))
              .distinct()
              .limit(MOST_ISSUES)
              .toList());
    }
    List<Issue> issues = new Inspection(tree).issues();
    if (issues.isEmpty() && !gives(tree.getResultType(), kind)) {
      String found = ExpressionWords.type(tree.getResultType().name());
      issues = List.of(new Issue(1, 1, "gives " + found + ", it must give " + kind.words()));
    }
    if (!issues.isEmpty()) {
      return new Compiled.Refused(issues);
    }
    try {
      return new Compiled.Good(new Expression(RUNTIME.createProgram(tree)));
    } catch (CelEvaluationException e) {
      return new Compiled.Refused(List.of(new Issue(1, 1, ExpressionWords.ofEvaluation(e))));
    }
  }

  private static boolean gives(CelType type, Expression.Kind kind) {
    return type.kind()
        == switch (kind) {
          case CONDITION -> CelKind.BOOL;
          case AMOUNT -> CelKind.INT;
          case TEXT -> CelKind.STRING;
        };
  }

  private static Issue issue(CelSourceLocation where, String message) {
    return new Issue(Math.max(1, where.getLine()), Math.max(0, where.getColumn()) + 1, message);
  }

  /** What the type checker lets pass and a rule may not have. */
  private static final class Inspection extends CelExprVisitor {
    private final CelAbstractSyntaxTree tree;
    private final List<Issue> issues = new ArrayList<>();

    Inspection(CelAbstractSyntaxTree tree) {
      this.tree = tree;
      visit(tree.getExpr());
      if (issues.isEmpty() && ExpressionCost.of(tree.getExpr()) > ExpressionCost.HIGHEST) {
        issues.add(new Issue(1, 1, "could take too many steps; put fewer loops into each other"));
      }
    }

    List<Issue> issues() {
      return issues.stream().distinct().limit(MOST_ISSUES).toList();
    }

    @Override
    public void visit(CelExpr expression) {
      boolean refused =
          tree.getType(expression.id())
              .map(type -> REFUSED_KINDS.contains(type.kind()))
              .orElse(false);
      if (refused) {
        add(
            expression,
            "is not a whole number, text, flag or time; a fraction is a division of whole numbers,"
                + " absence is asked for by has()");
      } else {
        super.visit(expression);
      }
    }

    @Override
    protected void visit(CelExpr expression, CelExpr.CelStruct struct) {
      add(expression, "makes a record; a rule only reads the event");
    }

    @Override
    protected void visit(CelExpr expression, CelExpr.CelMap map) {
      add(expression, "makes a map; a rule only reads the event");
    }

    @Override
    protected void visit(CelExpr expression, CelExpr.CelCall call) {
      if (call.function().equals("matches")) {
        List<CelExpr> arguments = call.args();
        pattern(expression, arguments.getLast());
      }
      super.visit(expression, call);
    }

    private void pattern(CelExpr expression, CelExpr pattern) {
      boolean literal =
          pattern.getKind() == CelExpr.ExprKind.Kind.CONSTANT
              && pattern.constant().getKind() == CelConstant.Kind.STRING_VALUE;
      if (!literal) {
        add(expression, "needs a pattern that is written out");
        return;
      }
      try {
        if (Pattern.compile(pattern.constant().stringValue()).programSize() > LARGEST_PATTERN) {
          add(pattern, "is a pattern that is too large");
        }
      } catch (PatternSyntaxException e) {
        add(pattern, "is not a pattern: " + e.getDescription());
      }
    }

    private void add(CelExpr expression, String message) {
      Map<Long, Integer> positions = tree.getSource().getPositionsMap();
      issues.add(
          issue(
              tree.getSource()
                  .getOffsetLocation(positions.getOrDefault(expression.id(), 0))
                  .orElse(CelSourceLocation.NONE),
              message));
    }
  }

  /** The shape as a message type, for the type checker alone; events are evaluated as maps. */
  private static FileDescriptor descriptor(EventShape shape) {
    var messages = new LinkedHashMap<String, DescriptorProto>();
    message(shape, messages);
    FileDescriptorProto file =
        FileDescriptorProto.newBuilder()
            .setName(shape.name() + ".proto")
            .setSyntax("proto3")
            .setPackage(PACKAGE)
            .addDependency(TimestampProto.getDescriptor().getName())
            .addDependency(DurationProto.getDescriptor().getName())
            .addAllMessageType(messages.values())
            .build();
    try {
      return FileDescriptor.buildFrom(
          file,
          new FileDescriptor[] {TimestampProto.getDescriptor(), DurationProto.getDescriptor()});
    } catch (DescriptorValidationException e) {
      throw new IllegalStateException("the shape of " + shape.name() + " is no message", e);
    }
  }

  private static void message(EventShape shape, Map<String, DescriptorProto> messages) {
    var message = DescriptorProto.newBuilder().setName(shape.name());
    int number = 1;
    for (Map.Entry<String, EventShape.Field> field : shape.fields().entrySet()) {
      var described = FieldDescriptorProto.newBuilder().setName(field.getKey()).setNumber(number++);
      EventShape.Field type = field.getValue();
      described.setLabel(
          type instanceof EventShape.Field.Many ? Label.LABEL_REPEATED : Label.LABEL_OPTIONAL);
      describe(type, described, messages);
      message.addField(described);
    }
    messages.put(shape.name(), message.build());
  }

  private static void describe(
      EventShape.Field type,
      FieldDescriptorProto.Builder field,
      Map<String, DescriptorProto> messages) {
    switch (type) {
      case EventShape.Field.Value value -> {
        switch (value.kind()) {
          case TEXT -> field.setType(Type.TYPE_STRING);
          case WHOLE -> field.setType(Type.TYPE_INT64);
          case FLAG -> field.setType(Type.TYPE_BOOL);
          case INSTANT -> of(field, ".google.protobuf.Timestamp");
          case DURATION -> of(field, ".google.protobuf.Duration");
        }
      }
      case EventShape.Field.Part part -> {
        message(part.shape(), messages);
        of(field, "." + PACKAGE + "." + part.shape().name());
      }
      case EventShape.Field.Many many -> describe(many.of(), field, messages);
    }
  }

  private static void of(FieldDescriptorProto.Builder field, String message) {
    field.setType(Type.TYPE_MESSAGE).setTypeName(message);
  }
}
