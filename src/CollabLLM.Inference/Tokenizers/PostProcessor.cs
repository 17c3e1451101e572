using System.Text.Json;

namespace CollabLLM.Inference.Tokenizers;

/// <summary>The special tokens that a tokenizer file puts around a single text.</summary>
internal static class PostProcessor
{
    public static (int[] Before, int[] After) Read(JsonElement? element)
    {
        if (element is not { } json) return ([], []);
        switch (json.Kind())
        {
            case "Sequence":
                return json.Required("processors").EnumerateArray().Select(p => Read(p)).Aggregate((Before: Array.Empty<int>(), After: Array.Empty<int>()),
                    (all, one) => ([.. one.Before, .. all.Before], [.. all.After, .. one.After]));
            case "TemplateProcessing":
                return Template(json);
            case "BertProcessing" or "RobertaProcessing":
                return ([json.Required("cls")[1].GetInt32()], [json.Required("sep")[1].GetInt32()]);
            default:
                return ([], []);
        }
    }

    private static (int[] Before, int[] After) Template(JsonElement json)
    {
        var specials = json.Required("special_tokens");
        var (before, after) = (new List<int>(), new List<int>());
        var seen = false;
        foreach (var part in json.Required("single").EnumerateArray())
        {
            if (part.Optional("Sequence") is not null) seen = true;
            else if (part.Optional("SpecialToken") is { } token)
                (seen ? after : before).AddRange(specials.Required(token.Text("id")).Required("ids").EnumerateArray().Select(i => i.GetInt32()));
        }
        return ([.. before], [.. after]);
    }
}
