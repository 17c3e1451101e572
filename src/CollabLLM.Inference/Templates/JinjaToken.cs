namespace CollabLLM.Inference.Templates;

internal enum JinjaTokenKind
{
    Text,
    OpenStatement,
    CloseStatement,
    OpenExpression,
    CloseExpression,
    Name,
    Number,
    String,
    Symbol,
    End,
}

internal readonly record struct JinjaToken(JinjaTokenKind Kind, string Value, int Line);
