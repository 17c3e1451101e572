using System.Text.Json;
using CollabLLM.Core.Conversations;
using CollabLLM.Inference.Models;

namespace CollabLLM.Inference.Templates;

/// <summary>
/// A model's own chat template (Jinja). Renders the same bytes as the reference implementation, or fails with line and construct, never
/// a wrong prompt (decision record 0008).
/// </summary>
public sealed class ChatTemplate
{
    private const string ConfigFile = "tokenizer_config.json";
    private readonly IReadOnlyList<JinjaNode> body;
    private readonly JinjaMap variables;
    private readonly TimeProvider clock;

    private ChatTemplate(string source, JinjaMap variables, TimeProvider? clock)
    {
        (Source, this.variables, this.clock) = (source, variables, clock ?? TimeProvider.System);
        body = JinjaParser.Parse(source);
    }

    public string Source { get; }

    /// <summary>What is said of a folder without one.</summary>
    public static ModelFolderException None =>
        new(ConfigFile, "there is no chat template; an assistant's model folder has one in tokenizer_config.json or chat_template.jinja.");

    /// <exception cref="JinjaException">The template cannot be read.</exception>
    public static ChatTemplate Parse(string source, TimeProvider? clock = null) => new(source, [], clock);

    /// <summary>The template of a model folder: chat_template.jinja, else tokenizer_config.json, else chat_template.json.</summary>
    /// <exception cref="ModelFolderException">There is none, or it cannot be read.</exception>
    public static ChatTemplate Load(string directory, TimeProvider? clock = null) =>
        Find(directory, clock) ?? throw None;

    /// <summary>As <see cref="Load"/>; null when the folder has none, as that of a model that only continues text.</summary>
    /// <exception cref="ModelFolderException">It cannot be read.</exception>
    public static ChatTemplate? Find(string directory, TimeProvider? clock = null)
    {
        var config = Json(directory, ConfigFile);
        var jinja = Path.Combine(directory, "chat_template.jinja");
        var (file, source) = File.Exists(jinja) ? ("chat_template.jinja", File.ReadAllText(jinja))
            : Named(config) is { } configured ? (ConfigFile, configured)
            : ("chat_template.json", Named(Json(directory, "chat_template.json")));
        if (source is null) return null;
        try
        {
            return new ChatTemplate(source, SpecialTokens(Json(directory, "special_tokens_map.json"), config), clock);
        }
        catch (JinjaException fault)
        {
            throw new ModelFolderException(file, fault.Message, fault);
        }
    }

    public RenderedPrompt Render(IReadOnlyList<Message> messages, bool addGenerationPrompt) =>
        Render(messages.Select(object? (m) => new JinjaMap
        {
            ["role"] = TaintedText.Of(m.Role.ToString().ToLowerInvariant()),
            ["content"] = TaintedText.FromPeople(m.Content),
        }).ToList(), new JinjaMap { ["add_generation_prompt"] = addGenerationPrompt });

    /// <summary>Renders <c>{"messages": [..], "add_generation_prompt": true, ..}</c>; other keys are variables of the template.</summary>
    /// <exception cref="JinjaException">The template refuses these messages.</exception>
    public RenderedPrompt Render(JsonElement input)
    {
        var given = new JinjaMap(input.EnumerateObject().Where(p => p.Name != "messages").Select(p => KeyValuePair.Create(p.Name, JinjaValue.FromJson(p.Value, fromPeople: false))));
        return Render([.. input.GetProperty("messages").EnumerateArray().Select(MessageOf)], given);
    }

    private static object? MessageOf(JsonElement message) => message.ValueKind is not JsonValueKind.Object
        ? JinjaValue.FromJson(message, fromPeople: true)
        : new JinjaMap(message.EnumerateObject().Select(p => KeyValuePair.Create(p.Name, JinjaValue.FromJson(p.Value, fromPeople: p.Name != "role"))));

    private RenderedPrompt Render(List<object?> messages, JinjaMap given)
    {
        var scope = Globals();
        foreach (var (name, value) in variables) scope.Set(name, value);
        foreach (var (name, value) in given) scope.Set(name, value);
        scope.Set("messages", messages);
        return new RenderedPrompt(JinjaNode.Block(body, scope));
    }

    private JinjaScope Globals()
    {
        var scope = new JinjaScope();
        foreach (var (name, value) in new (string, object?)[] { ("true", true), ("True", true), ("false", false), ("False", false), ("none", null), ("None", null) }) scope.Set(name, value);
        scope.Set("raise_exception", (JinjaFunction)((a, _, _) => throw new JinjaException(0, JinjaValue.Plain(a.ElementAtOrDefault(0)).Value)));
        scope.Set("range", (JinjaFunction)((a, _, _) => Range(a)));
        scope.Set("namespace", (JinjaFunction)((a, k, _) => new JinjaNamespace(new JinjaMap((a.ElementAtOrDefault(0) as JinjaMap ?? []).Concat(k)))));
        scope.Set("dict", (JinjaFunction)((a, k, _) => new JinjaMap((a.ElementAtOrDefault(0) as JinjaMap ?? []).Concat(k))));
        scope.Set("strftime_now", (JinjaFunction)((a, _, _) => TaintedText.Of(DateFormat.Write(JinjaValue.Plain(a.ElementAtOrDefault(0)).Value, clock.GetLocalNow()))));
        return scope;
    }

    private static List<object?> Range(List<object?> a)
    {
        var (start, stop, step) = (a.Count > 1 ? (long)a[0]! : 0, (long)a[a.Count > 1 ? 1 : 0]!, a.Count > 2 ? (long)a[2]! : 1);
        if (step == 0) throw new JinjaException(0, "the step of range() is zero.");
        var numbers = new List<object?>();
        for (var i = start; step > 0 ? i < stop : i > stop; i += step) numbers.Add(i);
        return numbers;
    }

    private static JsonElement? Json(string directory, string file)
    {
        var path = Path.Combine(directory, file);
        if (!File.Exists(path)) return null;
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllText(path));
            return document.RootElement.ValueKind is JsonValueKind.Object ? document.RootElement.Clone() : throw new ModelFolderException(file, "the file holds no JSON object.");
        }
        catch (JsonException fault)
        {
            throw new ModelFolderException(file, $"the file is not valid JSON (line {fault.LineNumber + 1}).", fault);
        }
    }

    // One template, or a list of named ones of which "default" is for conversations.
    private static string? Named(JsonElement? config)
    {
        if (config is not { } json || !json.TryGetProperty("chat_template", out var template)) return null;
        if (template.ValueKind is JsonValueKind.String) return template.GetString();
        if (template.ValueKind is not JsonValueKind.Array) return null;
        var named = template.EnumerateArray().ToArray();
        var chosen = named.FirstOrDefault(t => t.GetProperty("name").GetString() == "default", named.FirstOrDefault());
        return chosen.ValueKind is JsonValueKind.Object ? chosen.GetProperty("template").GetString() : null;
    }

    private static JinjaMap SpecialTokens(params JsonElement?[] files)
    {
        var tokens = new JinjaMap();
        foreach (var file in files)
            foreach (var entry in file?.EnumerateObject().Where(p => p.Name.EndsWith("_token", StringComparison.Ordinal)) ?? [])
            {
                var text = entry.Value.ValueKind is JsonValueKind.String ? entry.Value.GetString()
                    : entry.Value.ValueKind is JsonValueKind.Object && entry.Value.TryGetProperty("content", out var content) ? content.GetString() : null;
                if (text is not null) tokens[entry.Name] = TaintedText.Of(text);
            }
        return tokens;
    }
}
