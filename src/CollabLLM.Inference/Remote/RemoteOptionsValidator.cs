using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Microsoft.Extensions.Options;

namespace CollabLLM.Inference.Remote;

/// <summary>Stops the host with a sentence that names the remote model and the setting. A key is never part of it.</summary>
internal sealed class RemoteOptionsValidator : IValidateOptions<RemoteOptions>
{
    public ValidateOptionsResult Validate(string? name, RemoteOptions options)
    {
        var faults = options.Models.SelectMany(model => Faults(model.Value).Select(fault => $"{RemoteOptions.Section}:Models:{model.Key}: {fault}")).ToArray();
        return faults.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static IEnumerable<string> Faults(RemoteModelOptions model)
    {
        var results = new List<ValidationResult>();
        Validator.TryValidateObject(model, new(model), results, validateAllProperties: true);
        foreach (var result in results) yield return result.ErrorMessage ?? "a setting is out of its range.";
        var isWeb = Uri.TryCreate(model.BaseUrl, UriKind.Absolute, out var address) && (address.Scheme is "http" or "https");
        if (model.BaseUrl.Length > 0 && !isWeb)
            yield return string.Create(CultureInfo.InvariantCulture, $"BaseUrl is '{model.BaseUrl}'; write an address that begins with http:// or https://.");
    }
}
