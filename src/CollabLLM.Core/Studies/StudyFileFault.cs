using System.Reflection;
using System.Text.Json;

namespace CollabLLM.Core.Studies;

/// <summary>What the JSON reader says about an unreadable study file, without the names of types.</summary>
internal static class StudyFileFault
{
    private const string Conversion = "could not be converted to ";

    public static string Sentence(JsonException fault)
    {
        var where = fault.LineNumber is { } line ? $"line {line + 1}" : "the file";
        return $"The study file is not readable at {where} ({fault.Path ?? "$"}): {Plain(fault.Message.Split(" Path:")[0], fault.Path)}";
    }

    private static string Plain(string message, string? path)
    {
        var at = message.IndexOf(Conversion, StringComparison.Ordinal);
        if (at < 0) return message;
        var name = message[(at + Conversion.Length)..].TrimEnd('.');
        if (name.StartsWith("System.Nullable`1[", StringComparison.Ordinal)) name = name["System.Nullable`1[".Length..^1];
        var type = typeof(StudyDefinition).Assembly.GetType(name) ?? Type.GetType(name);
        // For a value of a record's constructor the reader names the record; the path names the value.
        var member = path?.Split('.')[^1];
        if (type?.GetProperty(member ?? "", BindingFlags.IgnoreCase | BindingFlags.Public | BindingFlags.Instance) is { } property && type.Assembly == typeof(StudyDefinition).Assembly) type = property.PropertyType;
        return $"{Expected(Nullable.GetUnderlyingType(type ?? typeof(object)) ?? type)} is expected here.";
    }

    private static string Expected(Type? type) => type switch
    {
        _ when type == typeof(string) => "a text",
        _ when type == typeof(bool) => "true or false",
        _ when type == typeof(int) || type == typeof(long) => "a whole number",
        _ when type == typeof(double) => "a number",
        { IsEnum: true } => $"one of {string.Join(", ", Enum.GetNames(type))}",
        null or { IsGenericType: true } => "a list in square brackets",
        _ => "an object in curly brackets",
    };
}
