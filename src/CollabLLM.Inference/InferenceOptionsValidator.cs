using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using Microsoft.Extensions.Options;

namespace CollabLLM.Inference;

/// <summary>Stops the host with a sentence that names the setting, its value and what is allowed.</summary>
internal sealed class InferenceOptionsValidator : IValidateOptions<InferenceOptions>
{
    public ValidateOptionsResult Validate(string? name, InferenceOptions options)
    {
        var faults = typeof(InferenceOptions).GetProperties()
            .SelectMany(property => property.GetCustomAttributes<ValidationAttribute>()
                .Where(rule => !rule.IsValid(property.GetValue(options)))
                .Select(rule => Sentence(property, property.GetValue(options), rule)))
            .ToArray();
        return faults.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static string Sentence(PropertyInfo property, object? value, ValidationAttribute rule) =>
        string.Create(CultureInfo.InvariantCulture, $"{InferenceOptions.Section}:{property.Name} is {value ?? "empty"}; allowed is {Allowed(rule)}.");

    private static string Allowed(ValidationAttribute rule) => rule switch
    {
        RangeAttribute range => string.Create(CultureInfo.InvariantCulture, $"{range.Minimum} to {range.Maximum}"),
        RegularExpressionAttribute words => words.Pattern.Replace("|", ", ", StringComparison.Ordinal),
        _ => "a value",
    };
}
